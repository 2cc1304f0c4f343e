"""Which rule has the last word about a path.

Three sources speak about a path, later ones win: the built-in rules, the ``.gitignore`` files from
the top of the repository down to the folder of the path, and ``kwindex_exclude``.  Folders are
asked as folders, from the top down, and what lies in one that is left out is never asked for.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sphinx_kwindex.discovery.patterns import NOTHING, Malformed, PatternList, encoded, lines_of
from sphinx_kwindex.paths import name_of

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

PACKAGE_MARKERS = ("__init__.py", "__init__.pyi")
"""A folder that holds one of these is code, whatever its name."""


class RuleSet(msgspec.Struct, frozen=True):
    """Patterns that apply below one folder."""

    base: str
    """Folder that the patterns are relative to, with a trailing slash; empty for the root."""
    patterns: PatternList
    lead: str = ""
    """Path of the root below the folder of the patterns, where that folder is above the root."""

    @property
    def malformed(self) -> tuple[Malformed, ...]:
        """The patterns that were skipped."""
        return tuple(self.patterns.malformed)

    def rank(self, path: str) -> int:
        """Return the position of the last pattern that matches; a folder ends in a slash."""
        if not path.startswith(self.base):
            return NOTHING
        return self.patterns.rank(self.lead + path[len(self.base) :])

    def verdict(self, path: str) -> bool | None:
        """Return whether ``path`` is ignored (True), brought back (False) or not mentioned."""
        return self.patterns.ignores(self.rank(path))

    def names(self, path: str) -> bool:
        """Return whether the pattern that decides about ``path`` says its name."""
        rank = self.rank(path)
        return rank != NOTHING and self.patterns.names(rank)


class InheritedRules(msgspec.Struct, frozen=True):
    """Patterns that decide about all that a folder holds, unless a later one says otherwise."""

    rules: RuleSet
    above: int = NOTHING
    """The rank of the last pattern that matches the folder, or one above it."""

    def inside(self, folder: str) -> InheritedRules:
        """Return the rules in a folder of this one."""
        return InheritedRules(self.rules, self._rank(folder))

    def verdict(self, path: str) -> bool | None:
        """Return what is said about an entry of the folder."""
        return self.rules.patterns.ignores(self._rank(path))

    def _rank(self, path: str) -> int:
        return max(self.above, self.rules.rank(path))


class IgnoreRules(msgspec.Struct, frozen=True):
    """The rules in force for one folder, in order of growing precedence."""

    built_in: RuleSet
    repository: tuple[RuleSet, ...]
    user: InheritedRules

    def ignores(self, path: str) -> bool:
        """Return whether ``path`` (a folder's with a trailing slash) is left out."""
        if name_of(path.removesuffix("/")) == ".git":
            return True
        said = self.user.verdict(path)
        if said is not None:
            return said
        rules = self._deciding(path)
        # `!*/` opens the folders that a `*` above it closed, not the hidden ones as well.
        if rules is not None and (rules.verdict(path) or rules.names(path)):
            return bool(rules.verdict(path))
        return bool(self.built_in.verdict(path))

    def leaves_out(self, path: str) -> bool:
        """Return whether a rule of the repository or the user leaves ``path`` out."""
        rules = self._deciding(path)
        return bool(self.user.verdict(path) or (rules is not None and rules.verdict(path)))

    def _deciding(self, path: str) -> RuleSet | None:
        """Return the rules of the repository that have the last word about ``path``."""
        last_first = reversed(self.repository)
        return next((rules for rules in last_first if rules.verdict(path) is not None), None)

    def inside(self, folder: str) -> IgnoreRules:
        """Return the rules in a folder of this one."""
        return msgspec.structs.replace(self, user=self.user.inside(folder))

    def inside_package(self, base: str) -> IgnoreRules:
        """Return the rules in a package whose name a built-in rule would leave out."""
        built_in = rule_set(BUILT_IN_PATTERNS, base)
        return msgspec.structs.replace(self.inside(base), built_in=built_in)

    def with_gitignore(self, rules: RuleSet) -> IgnoreRules:
        """Return the rules with those of a ``.gitignore`` file added."""
        return msgspec.structs.replace(self, repository=(*self.repository, rules))


def rule_set(patterns: Iterable[str], base: str = "") -> RuleSet:
    """Return rules from patterns of an option.

    Parameters
    ----------
    patterns:
        Patterns as in a ``.gitignore`` file.
    base:
        The folder that they are relative to, as a path below the root; empty for the root.
    """
    return RuleSet(base, PatternList(map(encoded, patterns)))


def gitignore_rules(data: bytes, *, base: str = "", lead: str = "") -> RuleSet:
    """Return the rules of a ``.gitignore`` file.

    Parameters
    ----------
    data:
        Its content.
    base:
        The folder of the root that it lies in.
    lead:
        For a file above the root, the path from its folder to the root, with a trailing slash.
    """
    return RuleSet(base, PatternList(lines_of(data)), lead)


def initial_rules(exclude: Iterable[str]) -> IgnoreRules:
    """Return the rules that hold at a root before any ``.gitignore`` is read."""
    return IgnoreRules(rule_set(BUILT_IN_PATTERNS), (), InheritedRules(rule_set(exclude)))
