"""Ignore rules with the semantics of ``.gitignore``, by :mod:`pathspec`.

Three sources speak about a path, later ones win: the built-in rules, the ``.gitignore`` files from
the top of the repository down to the folder of the path, and ``kwindex_exclude``.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
from pathspec import GitIgnoreSpec

BUILT_IN_PATTERNS = (
    ".*",
    "__pycache__/",
    "*.py[cod]",
    "*.egg-info/",
    "node_modules/",
    "_build/",
    "/build/",
    "/dist/",
    "/site/",
    "/htmlcov/",
)
"""Hidden files, caches and the usual places of build output."""

OUTPUT_MARKERS = ("pyvenv.cfg", "CACHEDIR.TAG", ".buildinfo", "conda-meta")
"""A folder that holds one of these was made by a tool: a virtual environment, a cache
(https://bford.info/cachedir/), the output of a Sphinx builder, a conda environment."""

PACKAGE_MARKERS = ("__init__.py", "__init__.pyi")
"""A folder that holds one of these is code, whatever its name."""


class RuleSet(msgspec.Struct, frozen=True):
    """Patterns that apply below one folder."""

    base: str
    """Folder that the patterns are relative to, with a trailing slash; empty for the root."""
    spec: GitIgnoreSpec
    lead: str = ""
    """Path of the root below the folder of the patterns, where that folder is above the root."""

    def verdict(self, path: str) -> bool | None:
        """Tell whether ``path`` is ignored (True), brought back (False) or not mentioned (None)."""
        if not path.startswith(self.base):
            return None
        return self.spec.check_file(self.lead + path[len(self.base) :]).include


class IgnoreRules(msgspec.Struct, frozen=True):
    """The rules in force for one folder, in order of growing precedence."""

    built_in: RuleSet
    repository: tuple[RuleSet, ...]
    user: RuleSet

    def ignores(self, path: str) -> bool:
        """Tell whether ``path`` (a folder's with a trailing slash) is left out."""
        for rules in (self.user, *reversed(self.repository), self.built_in):
            verdict = rules.verdict(path)
            if verdict is not None:
                return verdict
        return False

    def inside_package(self, base: str) -> IgnoreRules:
        """Return the rules in a package whose name a built-in rule would leave out."""
        return IgnoreRules(rule_set(BUILT_IN_PATTERNS, base), self.repository, self.user)

    def with_gitignore(self, text: str, *, base: str = "", lead: str = "") -> IgnoreRules:
        """Return the rules with the text of a ``.gitignore`` file added.

        The file lies in the folder ``base`` of the root, or above it, with ``lead`` between.
        """
        rules = rule_set(text.splitlines(), base, lead)
        return IgnoreRules(self.built_in, (*self.repository, rules), self.user)


def rule_set(patterns: Iterable[str], base: str = "", lead: str = "") -> RuleSet:
    """Compile patterns; one that Git would not understand either is skipped, as Git does."""
    accepted = []
    for pattern in patterns:
        try:
            GitIgnoreSpec.from_lines([pattern])
        except ValueError:
            continue
        accepted.append(pattern)
    return RuleSet(base, GitIgnoreSpec.from_lines(accepted), lead)


def initial_rules(exclude: Iterable[str]) -> IgnoreRules:
    """Return the rules that hold at a root before any ``.gitignore`` is read."""
    return IgnoreRules(rule_set(BUILT_IN_PATTERNS), (), rule_set(exclude))


def is_tool_output(names: Iterable[str]) -> bool:
    """Tell from the names in a folder whether a tool made it."""
    return not set(OUTPUT_MARKERS).isdisjoint(names)


def outer_gitignores(root: Path) -> tuple[tuple[str, str], ...]:
    """Return the ``.gitignore`` files above ``root``, up to the top of its Git work tree.

    A repository that an outer one ignores (a vendored checkout, an installed package) is a
    repository of its own: the outer rules say nothing about its files.

    Returns
    -------
    tuple of (path of ``root`` relative to the file's folder with a trailing slash, text)
        Outermost first; empty when ``root`` is not inside a work tree.
    """
    found: list[tuple[str, str]] = []
    if (root / ".git").exists():
        return ()
    for folder in root.parents:
        ignore_file = folder / ".gitignore"
        if ignore_file.is_file():
            lead = root.relative_to(folder).as_posix() + "/"
            text = read_rules(ignore_file)
            if rule_set(text.splitlines(), lead=lead).verdict(""):
                return ()
            found.append((lead, text))
        if (folder / ".git").exists():
            return tuple(reversed(found))
    return ()


def read_rules(ignore_file: Path) -> str:
    """Return the text of an ignore file; an unreadable one has no rules."""
    try:
        return ignore_file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
