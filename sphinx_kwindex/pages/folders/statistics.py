"""Figures of folders with all below them."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sphinx_kwindex.project import Folder


class Share(msgspec.Struct, frozen=True):
    """What the files of one type add up to."""

    files: int
    lines: int
    size: int


class FolderStatistics(msgspec.Struct, frozen=True):
    """What the files of a folder and of all folders below it add up to."""

    files: int
    lines: int
    size: int
    keywords: int
    """Entries of its keyword index: one name in several files is one."""
    languages: tuple[tuple[str, Share], ...]
    """By file type, most lines first."""


def folder_statistics(
    folders: Mapping[str, Folder], entries: Mapping[str, int]
) -> dict[str, FolderStatistics]:
    """Return the figures of every folder, computed from the deepest folders up.

    Parameters
    ----------
    folders:
        The folders by path.
    entries:
        How many entries the keyword index of each folder has.
    """
    found: dict[str, FolderStatistics] = {}
    for path in sorted(folders, key=lambda path: -path.count("/") - bool(path)):
        folder = folders[path]
        below = [found[subfolder] for subfolder in folder.subfolders]
        shares: dict[str, Share] = {}
        for facts in folder.files:
            one = Share(1, facts.analysis.lines, facts.size)
            _add(shares, "Binary" if not facts.has_pages else facts.analysis.language, one)
        for statistics in below:
            for language, share in statistics.languages:
                _add(shares, language, share)
        found[path] = FolderStatistics(
            files=sum(share.files for share in shares.values()),
            lines=sum(share.lines for share in shares.values()),
            size=sum(share.size for share in shares.values()),
            keywords=entries[path],
            languages=tuple(
                sorted(shares.items(), key=lambda item: (-item[1].lines, -item[1].size, item[0]))
            ),
        )
    return found


def _add(shares: dict[str, Share], language: str, share: Share) -> None:
    before = shares.get(language, Share(0, 0, 0))
    shares[language] = Share(
        before.files + share.files, before.lines + share.lines, before.size + share.size
    )
