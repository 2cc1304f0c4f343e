"""The tree of folders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from sphinx_kwindex.paths import folder_of, name_of
from sphinx_kwindex.records.analysis import FileFacts


class Folder(msgspec.Struct, frozen=True):
    """A folder of the repository that holds files, at any depth."""

    path: str
    """Without a trailing slash; empty for the top."""
    subfolders: tuple[str, ...]
    """Paths of the folders directly in it, sorted."""
    files: tuple[FileFacts, ...]
    """The files directly in it, sorted by path."""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return name_of(self.path)

    @property
    def parent(self) -> str:
        """Path of the folder above."""
        return folder_of(self.path)


def build_folders(files: Iterable[FileFacts]) -> Mapping[str, Folder]:
    """Return all folders by path, in sorted order; the top is always there.

    Returns
    -------
    mapping from paths to folders
        The path of the top is empty.
    """
    contents: dict[str, list[FileFacts]] = {"": []}
    children: dict[str, set[str]] = {}
    for facts in files:
        folder = facts.source.folder
        contents.setdefault(folder, []).append(facts)
        while folder:
            parent = folder_of(folder)
            contents.setdefault(parent, [])
            siblings = children.setdefault(parent, set())
            if folder in siblings:
                break
            siblings.add(folder)
            folder = parent
    return {
        path: Folder(
            path,
            tuple(sorted(children.get(path, ()))),
            tuple(sorted(contents[path], key=lambda facts: facts.path)),
        )
        for path in sorted(contents)
    }
