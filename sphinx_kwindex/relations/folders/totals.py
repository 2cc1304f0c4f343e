"""What a folder adds up to with all below it, rolled up from the deepest folders to the top."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from sphinx_kwindex.project import Folder
from sphinx_kwindex.relations.documentation import NOTHING, Coverage
from sphinx_kwindex.relations.folders.summaries import (
    Description,
    FileSummary,
    UsedName,
)

_MOST_KEY_FILES = 12
_MOST_PATTERN_FILES = 4
_MOST_USED = 6
_ROUNDED_FROM = 1000


class Share(msgspec.Struct, frozen=True, array_like=True):
    """What the files of one type add up to."""

    files: int
    lines: int
    size: int


class FolderStatistics(msgspec.Struct, frozen=True):
    """What the files of a folder and of all folders below it add up to."""

    files: int
    lines: int
    size: int
    languages: tuple[tuple[str, Share], ...]
    """By file type, most lines first."""


def in_round_figures(exact: FolderStatistics) -> FolderStatistics:
    """Return what pages show of statistics: large figures are rounded.

    A page about a large folder need not be made again for each line that is added below it.
    """
    languages = tuple(
        (language, Share(share.files, _round(share.lines), _round(share.size)))
        for language, share in exact.languages
    )
    ranked = sorted(languages, key=lambda item: (-item[1].lines, -item[1].size, item[0]))
    return FolderStatistics(exact.files, _round(exact.lines), _round(exact.size), tuple(ranked))


def _round(number: int) -> int:
    """Return a large number with three digits and zeros."""
    if number < _ROUNDED_FROM:
        return number
    unit = int("1" + "0" * (len(str(number)) - 3))
    return (number + unit // 2) // unit * unit


class KeyFile(msgspec.Struct, frozen=True, array_like=True):
    """A file that others import when they run."""

    path: str
    importers: int
    description: Description


class PatternTotal(msgspec.Struct, frozen=True, array_like=True):
    """A pattern with the files that have most places of it."""

    row: int
    name: str
    url: str
    places: int
    files: int
    most: tuple[tuple[str, int], ...]
    """The first of these files, each with its number of places."""


class FolderTotals(msgspec.Struct, frozen=True):
    """What a folder hands on to the one around it."""

    statistics: FolderStatistics
    key_files: tuple[KeyFile, ...]
    """Those that most files import, most first."""
    cycles: tuple[int, ...]
    """The import cycles that any file is part of, as positions among all of them."""
    with_patterns: int
    """How many files have any pattern, shown or not."""
    patterns: tuple[PatternTotal, ...]
    """In the order of the table."""
    coverage: Coverage
    used: tuple[UsedName, ...] = ()
    """The definitions of code, neither tests nor examples, that most files use, most first."""
    product_lines: int = 0
    """Of that code."""


def add_up(
    folders: Mapping[str, Folder],
    files: Mapping[str, FileSummary],
    cycle_of: Callable[[str], int | None],
) -> dict[str, FolderTotals]:
    """Return the totals of each folder; each file and folder is looked at once.

    Parameters
    ----------
    folders:
        The folders by path.
    files:
        The files by path.
    cycle_of:
        Returns the position of the import cycle that a file is part of.

    Returns
    -------
    mapping from paths of folders to totals
    """
    found: dict[str, FolderTotals] = {}
    for path in sorted(folders, key=lambda path: -path.count("/") - bool(path)):
        folder = folders[path]
        own = [files[facts.path] for facts in folder.files]
        below = [found[subfolder] for subfolder in folder.subfolders]
        cycles = {cycle for file in own if (cycle := cycle_of(file.path)) is not None}
        cycles.update(cycle for totals in below for cycle in totals.cycles)
        found[path] = FolderTotals(
            statistics=_statistics(own, below),
            key_files=_key_files(own, below),
            cycles=tuple(sorted(cycles)),
            with_patterns=sum(file.has_patterns for file in own)
            + sum(totals.with_patterns for totals in below),
            patterns=_patterns(own, below),
            coverage=sum(
                (totals.coverage for totals in below),
                sum((file.coverage for file in own), NOTHING),
            ),
            used=_used(own, below),
            product_lines=sum(file.lines for file in own if file.is_product)
            + sum(totals.product_lines for totals in below),
        )
    return found


def _statistics(own: Iterable[FileSummary], below: Iterable[FolderTotals]) -> FolderStatistics:
    shares: dict[str, Share] = {}
    for file in own:
        _add(shares, file.language, Share(1, file.lines, file.size))
    for totals in below:
        for language, share in totals.statistics.languages:
            _add(shares, language, share)
    return FolderStatistics(
        files=sum(share.files for share in shares.values()),
        lines=sum(share.lines for share in shares.values()),
        size=sum(share.size for share in shares.values()),
        languages=tuple(
            sorted(shares.items(), key=lambda item: (-item[1].lines, -item[1].size, item[0]))
        ),
    )


def _add(shares: dict[str, Share], language: str, share: Share) -> None:
    before = shares.get(language, Share(0, 0, 0))
    shares[language] = Share(
        before.files + share.files, before.lines + share.lines, before.size + share.size
    )


def _key_files(own: Iterable[FileSummary], below: Iterable[FolderTotals]) -> tuple[KeyFile, ...]:
    found = [KeyFile(file.path, file.importers, file.description) for file in own if file.importers]
    found += (file for totals in below for file in totals.key_files)
    return tuple(sorted(found, key=lambda file: (-file.importers, file.path))[:_MOST_KEY_FILES])


def _used(own: Iterable[FileSummary], below: Iterable[FolderTotals]) -> tuple[UsedName, ...]:
    found = [name for file in own if file.is_product for name in file.used]
    found += (name for totals in below for name in totals.used)
    ranked = sorted(found, key=lambda name: (-name.files, name.definition))
    return tuple(ranked[:_MOST_USED])


def _patterns(
    own: Iterable[FileSummary], below: Iterable[FolderTotals]
) -> tuple[PatternTotal, ...]:
    parts: dict[int, list[PatternTotal]] = {}
    for file in own:
        for item in file.patterns:
            one = PatternTotal(
                item.row, item.name, item.url, item.places, 1, ((file.path, item.places),)
            )
            parts.setdefault(item.row, []).append(one)
    for totals in below:
        for pattern in totals.patterns:
            parts.setdefault(pattern.row, []).append(pattern)
    return tuple(_together(parts[row]) for row in sorted(parts))


def _together(parts: Sequence[PatternTotal]) -> PatternTotal:
    first = parts[0]
    if len(parts) == 1:
        return first
    files = (file for part in parts for file in part.most)
    ranked = sorted(files, key=lambda file: (-file[1], file[0]))
    return PatternTotal(
        first.row,
        first.name,
        first.url,
        sum(part.places for part in parts),
        sum(part.files for part in parts),
        tuple(ranked[:_MOST_PATTERN_FILES]),
    )
