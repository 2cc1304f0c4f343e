"""The walk over a repository."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from sphinx_kwindex.config import Settings
from sphinx_kwindex.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.discovery.ignore import (
    PACKAGE_MARKERS,
    IgnoreRules,
    RuleSet,
    initial_rules,
    is_tool_output,
    outer_gitignores,
    read_rules,
    rule_set,
)
from sphinx_kwindex.discovery.roots import Root, printable
from sphinx_kwindex.source_files import SourceFile


class Discovery(msgspec.Struct, frozen=True):
    """What a walk found."""

    files: tuple[SourceFile, ...]
    """Sorted by path."""
    diagnostics: tuple[Diagnostic, ...]


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
    skipped = frozenset(os.path.realpath(folder) for folder in generated)
    include = rule_set(settings.include) if settings.include else None
    files: list[SourceFile] = []
    diagnostics: list[Diagnostic] = []
    for root in roots:
        walk = _Walk(root, settings.respect_gitignore, skipped, include)
        for found in walk.entries(_rules_at(root, settings)):
            if isinstance(found, Diagnostic):
                diagnostics.append(found)
            else:
                files.append(found)
    files.sort(key=lambda file: file.path)
    diagnostics.sort(key=lambda diagnostic: diagnostic.location)
    return Discovery(tuple(files), tuple(diagnostics))


class _Walk(msgspec.Struct, frozen=True):
    root: Root
    respect_gitignore: bool
    skipped: frozenset[str]
    include: RuleSet | None

    def entries(self, top_rules: IgnoreRules) -> Iterator[SourceFile | Diagnostic]:
        pending = [(self.root.location, "", top_rules)]
        while pending:
            folder, path, rules = pending.pop()
            try:
                with os.scandir(folder) as listing:
                    entries = sorted(listing, key=lambda entry: entry.name)
            except OSError as error:
                yield _unreadable(str(folder), error)
                continue
            names = {entry.name for entry in entries}
            if path and is_tool_output(names):
                continue
            if self.respect_gitignore and ".gitignore" in names:
                rules = rules.with_gitignore(read_rules(folder / ".gitignore"), base=path)
            for entry in entries:
                inner_rules = self._rules_inside(entry, path, rules)
                if inner_rules is not None:
                    pending.append((Path(entry.path), f"{path}{entry.name}/", inner_rules))
                elif self._is_wanted_file(entry, path, rules):
                    shown = printable(f"{self.root.prefix}{path}{entry.name}")
                    yield SourceFile(shown, entry.path)

    def _rules_inside(
        self, entry: os.DirEntry[str], path: str, rules: IgnoreRules
    ) -> IgnoreRules | None:
        """Return the rules in a folder that is to be walked, None for everything else."""
        if not entry.is_dir(follow_symlinks=False):
            return None
        if os.path.realpath(entry.path) in self.skipped:
            return None
        inner = f"{path}{entry.name}/"
        if not rules.ignores(inner):
            return rules
        if _is_package(entry) and _only_built_in(rules, inner):
            return rules.inside_package(inner)
        return None

    def _is_wanted_file(self, entry: os.DirEntry[str], path: str, rules: IgnoreRules) -> bool:
        if not _is_file(entry):
            return False
        relative = path + entry.name
        if rules.ignores(relative):
            return False
        return self.include is None or self.include.verdict(relative) is True


def _rules_at(root: Root, settings: Settings) -> IgnoreRules:
    rules = initial_rules(settings.exclude)
    if settings.respect_gitignore:
        for lead, text in outer_gitignores(root.location):
            rules = rules.with_gitignore(text, lead=lead)
    return rules


def _is_package(entry: os.DirEntry[str]) -> bool:
    return not entry.name.startswith(".") and any(
        Path(entry.path, marker).exists() for marker in PACKAGE_MARKERS
    )


def _only_built_in(rules: IgnoreRules, path: str) -> bool:
    """Tell whether no rule of the repository or the user is behind the verdict on ``path``."""
    return all(rule.verdict(path) is None for rule in (*rules.repository, rules.user))


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Tell whether an entry is a file, or a link that leads to nothing."""
    try:
        return entry.is_file() or (entry.is_symlink() and not Path(entry.path).exists())
    except OSError:  # a link to itself
        return True


def _unreadable(location: str, error: OSError) -> Diagnostic:
    reason = error.strerror or type(error).__name__
    message = f"folder cannot be read: {reason}"
    return Diagnostic(DiagnosticCode.UNREADABLE, message, printable(location))
