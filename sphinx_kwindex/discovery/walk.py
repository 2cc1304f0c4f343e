"""The walk over a repository."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import assert_never

import msgspec

from sphinx_kwindex.config import Settings
from sphinx_kwindex.discovery.gitignore import Gitignore, find_outer_gitignores, read_gitignore
from sphinx_kwindex.discovery.ignore import (
    PACKAGE_MARKERS,
    IgnoreRules,
    InheritedRules,
    initial_rules,
    rule_set,
)
from sphinx_kwindex.discovery.roots import Root, printable
from sphinx_kwindex.discovery.secret_files import secret_rules
from sphinx_kwindex.discovery.tool_output import LeftOut, maker_of
from sphinx_kwindex.disk.reading import exists, reason_of
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.records.source_files import Access, SourceFile


class Discovery(msgspec.Struct, frozen=True):
    """What a walk found."""

    files: tuple[SourceFile, ...]
    """Sorted by path."""
    diagnostics: tuple[Diagnostic, ...]
    left_out: tuple[LeftOut, ...] = ()
    """The folders that a tool made, sorted by path."""


def discover(
    settings: Settings, roots: Iterable[Root], generated: Iterable[Path] = ()
) -> Discovery:
    """List the files of the repositories.

    Links to folders are not followed, so a loop of links cannot trap the walk, and a file of
    another repository is not taken for one of this.

    Parameters
    ----------
    settings:
        The options; include and exclude patterns are relative to each root.
    roots:
        The folders to walk.
    generated:
        Folders that this build writes; they are left out wherever they lie.
    """
    roots = tuple(roots)
    skipped = frozenset(os.path.realpath(folder) for folder in generated)
    include = InheritedRules(rule_set(settings.include)) if settings.include else None
    secrets = secret_rules(settings.secret_files)
    files: list[SourceFile] = []
    diagnostics: list[Diagnostic] = []
    left_out: list[LeftOut] = []
    for root in roots:
        walk = _Walk(root, settings, skipped)
        outer = find_outer_gitignores(root.location, settings) if walk.respects_gitignore else ()
        rules = initial_rules(settings.exclude)
        for gitignore in outer:
            diagnostics.extend(gitignore.diagnostics)
            rules = rules.with_gitignore(gitignore.rules)
        for found in walk.entries(_Folder(root.location, "", rules, include, secrets)):
            match found:
                case Diagnostic():
                    diagnostics.append(found)
                case LeftOut():
                    left_out.append(found)
                case SourceFile():
                    files.append(found)
                case _:
                    assert_never(found)
    if not settings.outside_links:
        files = _without_links_out(files, roots)
    files.sort(key=lambda file: file.path)
    diagnostics.sort(key=lambda diagnostic: diagnostic.location)
    left_out.sort(key=lambda folder: folder.path)
    return Discovery(tuple(files), tuple(diagnostics), tuple(left_out))


class _Folder(msgspec.Struct, frozen=True):
    """A folder that is to be walked."""

    location: Path
    path: str
    """From the root, with a trailing slash; empty for the root itself."""
    rules: IgnoreRules
    include: InheritedRules | None
    secrets: InheritedRules
    """What files of it hold secrets."""


class _Walk(msgspec.Struct, frozen=True):
    root: Root
    settings: Settings
    skipped: frozenset[str]

    @property
    def respects_gitignore(self) -> bool:
        return self.settings.respect_gitignore

    def entries(self, top: _Folder) -> Iterator[SourceFile | LeftOut | Diagnostic]:
        names_skipped = frozenset(os.path.basename(path) for path in self.skipped)  # noqa: PTH119
        pending = [top]
        while pending:
            folder = pending.pop()
            try:
                with os.scandir(folder.location) as listing:
                    entries = sorted(listing, key=lambda entry: entry.name)
            except (OSError, ValueError) as error:
                yield _unreadable(str(folder.location), error)
                continue
            names = {entry.name for entry in entries}
            maker = maker_of(folder.location, names) if folder.path else ""
            if maker:
                yield LeftOut(self._shown(folder.path.rstrip("/")), maker)
                continue
            if self.respects_gitignore and ".gitignore" in names:
                found = self._gitignore(folder)
                yield from found.diagnostics
                rules = folder.rules.with_gitignore(found.rules)
                folder = msgspec.structs.replace(folder, rules=rules)
            for entry in entries:
                if _is_folder(entry):
                    if entry.name in names_skipped and os.path.realpath(entry.path) in self.skipped:
                        continue
                    inner = _inside(folder, entry)
                    if inner is not None:
                        pending.append(inner)
                elif _is_wanted(folder, entry):
                    shown = self._shown(folder.path + entry.name)
                    yield SourceFile(
                        shown, entry.path, _access(folder, entry), is_link=_is_link(entry)
                    )

    def _gitignore(self, folder: _Folder) -> Gitignore:
        path = folder.location / ".gitignore"
        return read_gitignore(path, self.settings.max_file_size, base=folder.path)

    def _shown(self, path: str) -> str:
        return printable(f"{self.root.prefix}{path}")


def _inside(folder: _Folder, entry: os.DirEntry[str]) -> _Folder | None:
    """Return a folder in a folder, None if it is not to be walked."""
    path = f"{folder.path}{entry.name}/"
    if not folder.rules.ignores(path):
        rules = folder.rules.inside(path)
    elif _is_package(entry) and not folder.rules.leaves_out(path):
        rules = folder.rules.inside_package(path)
    else:
        return None
    include = folder.include.inside(path) if folder.include else None
    return _Folder(Path(entry.path), path, rules, include, folder.secrets.inside(path))


def _access(folder: _Folder, entry: os.DirEntry[str]) -> Access:
    match folder.secrets.verdict(folder.path + entry.name):
        case None:
            return Access.FREE
        case True:
            return Access.SENSITIVE
        case False:
            return Access.CLEARED


def _without_links_out(files: Sequence[SourceFile], roots: Sequence[Root]) -> list[SourceFile]:
    """Mark the links that lead to no other of the files; one that leads nowhere is told later."""
    if not any(file.is_link for file in files):
        return list(files)
    followed = {file.location for file in files if not file.is_link}
    # No folder below a root is a link, so only the roots need be resolved to compare places.
    places = [(os.path.realpath(root.location), str(root.location)) for root in roots]

    def leads_out(link: SourceFile) -> bool:
        target = os.path.realpath(link.location)
        return not any(
            target.startswith(real) and f"{place}{target[len(real) :]}" in followed
            for real, place in places
        )

    return [
        msgspec.structs.replace(file, access=Access.OUTSIDE)
        if file.is_link and exists(file.location) and leads_out(file)
        else file
        for file in files
    ]


def _is_link(entry: os.DirEntry[str]) -> bool:
    """Return whether a file is a link; in a folder that may be listed only, nobody can tell."""
    try:
        return entry.is_symlink()
    except OSError:
        return False


def _is_wanted(folder: _Folder, entry: os.DirEntry[str]) -> bool:
    path = folder.path + entry.name
    if not _is_file(entry) or folder.rules.ignores(path):
        return False
    return folder.include is None or folder.include.verdict(path) is True


def _is_package(entry: os.DirEntry[str]) -> bool:
    return not entry.name.startswith(".") and any(
        exists(Path(entry.path, marker)) for marker in PACKAGE_MARKERS
    )


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is a file, or a link that leads to nothing."""
    try:
        return entry.is_file() or (entry.is_symlink() and not exists(entry.path))
    except OSError:  # a link to itself
        return True


def _unreadable(location: str, error: Exception) -> Diagnostic:
    message = f"folder cannot be read: {reason_of(error)}"
    return Diagnostic(DiagnosticCode.UNREADABLE, message, printable(location))
