"""Documentation coverage of the whole repository: what its page shows, as one record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from sphinx_kwindex.relations.documentation import Coverage, FileDocumentation
from sphinx_kwindex.relations.folders.views import FolderView

MOST_ROWS = 400
"""Rows of a table; what is not in it is on the pages about the folders."""
MOST_NAMES = 40
"""Names that are listed of a file; all of them stand on its own page."""


class RankedCoverage(msgspec.Struct, frozen=True):
    """Files or folders, the least documented first."""

    number: int = 0
    """Of all that have anything to document."""
    first: tuple[tuple[str, Coverage], ...] = ()
    """The figures of the first ones, by path."""


class Undocumented(msgspec.Struct, frozen=True):
    """What has no docstring in a file."""

    path: str
    number: int
    with_module: bool
    """Whether the module itself is one of them."""
    names: tuple[tuple[str, str], ...]
    """The first definitions, each with its anchor."""


class RepositoryCoverage(msgspec.Struct, frozen=True):
    """The documentation coverage of a repository."""

    total: Coverage
    folders: RankedCoverage
    """All but the top, each with all below it."""
    files: RankedCoverage
    incomplete: int
    """How many files have a definition without a docstring."""
    undocumented: tuple[Undocumented, ...]
    """Of the first of these files."""


def repository_coverage(
    folders: Mapping[str, FolderView],
    files: Mapping[str, Coverage],
    said_of: Callable[[str], FileDocumentation | None],
) -> RepositoryCoverage:
    """Return the coverage of a repository.

    Parameters
    ----------
    folders:
        All folders by path.
    files:
        The figures of each file that has anything to document, by its path, sorted.
    said_of:
        Returns what is documented in one of them.
    """
    incomplete = [path for path, coverage in files.items() if coverage.missing]
    told = ((path, said_of(path)) for path in incomplete[:MOST_ROWS])
    return RepositoryCoverage(
        total=folders[""].coverage,
        folders=_ranked((path, folder.coverage) for path, folder in folders.items() if path),
        files=_ranked(files.items()),
        incomplete=len(incomplete),
        undocumented=tuple(_undocumented(path, said) for path, said in told if said is not None),
    )


def least_documented_first(path: str, coverage: Coverage) -> tuple[float, int, str]:
    """Sort by the share that is documented, then by what is missing; without any, last.

    Parameters
    ----------
    path:
        Path of the file or folder.
    coverage:
        Its figures.

    Returns
    -------
    share, missing and path
        The share is between 0 and 1, or 2 without anything to document; what is missing is
        negative, so that more comes first.
    """
    share = coverage.documented / coverage.definitions if coverage.definitions else 2.0
    return (share, -coverage.missing, path)


def _ranked(figures: Iterable[tuple[str, Coverage]]) -> RankedCoverage:
    counted = [(path, coverage) for path, coverage in figures if coverage.definitions]
    counted.sort(key=lambda found: least_documented_first(*found))
    return RankedCoverage(len(counted), tuple(counted[:MOST_ROWS]))


def _undocumented(path: str, said: FileDocumentation) -> Undocumented:
    most = MOST_NAMES - said.is_module_undocumented
    return Undocumented(
        path,
        said.coverage.missing,
        said.is_module_undocumented,
        tuple((symbol.qualname, symbol.anchor) for symbol in said.undocumented[:most]),
    )
