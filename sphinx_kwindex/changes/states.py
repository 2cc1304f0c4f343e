"""A state of a repository, as far as another one is compared with it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping

import msgspec

from sphinx_kwindex.records.data_lines import FileLine, SymbolLine

Name = tuple[str, str]
"""The path of a file and a qualified name."""
Counted = Mapping[Name, tuple["Head", ...]]
"""Definitions; those of one name in the order of the file."""

_BETWEEN = re.compile(r"\.|::")
"""Between the parts of a name: ``Engine.run``, ``engine::run``."""

DOCUMENTED = frozenset({"class", "exception", "function", "method", "property"})
"""The kinds of definitions that docstrings document."""


class Head(msgspec.Struct, frozen=True, omit_defaults=True):
    """A definition of one state."""

    id: str
    kind: str
    name: str
    """Its qualified name, with its module where it has one."""
    path: str
    """Of its file."""
    qualname: str
    signature: str = ""
    bases: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """Its place on the page of its file."""
        return self.id[len(self.path) + 1 :]

    @property
    def word(self) -> str:
        """The last part of its name."""
        return last_word(self.qualname)


class Coverage(msgspec.Struct, frozen=True):
    """How many of the public classes and functions are documented."""

    documented: int = 0
    of: int = 0


class FileState(msgspec.Struct, frozen=True):
    """A file of one state."""

    external: tuple[str, ...] = ()
    """The top names of Python modules from elsewhere that it imports, but for those of Python."""
    approximate: bool = False
    """Whether its definitions come from a tolerant reading."""
    coverage: Coverage = Coverage()


class Dependent(msgspec.Struct, frozen=True, omit_defaults=True):
    """What used a definition that is gone."""

    id: str
    path: str
    """Of its file."""
    name: str = ""
    """Its qualified name; empty for the module level of a file."""

    @property
    def anchor(self) -> str:
        """Its place on the page of its file; empty for the module level."""
        return self.id[len(self.path) + 1 :]


class State(msgspec.Struct, frozen=True):
    """What counts of a repository."""

    definitions: Counted
    ids: frozenset[str]
    """Of all definitions and files, also of those that do not count."""
    files: Mapping[str, FileState]
    """By path, without those for tests where these do not count."""


class Wanted(msgspec.Struct, frozen=True):
    """What counts."""

    private: bool = False
    """Whether private definitions do."""
    tests: bool = False
    """Whether code for tests does."""


def owner_of(name: str) -> str:
    """Return the qualified name of what a definition is in; empty at the top of a file."""
    start = max(name.rfind("."), name.rfind("::"))
    return name[: max(start, 0)]


def last_word(name: str) -> str:
    """Return the last part of a qualified name: ``run`` of ``Engine.run``."""
    return _BETWEEN.split(name)[-1]


WHAT_ALL_SEE = Wanted()
"""What is public, and not for tests."""


def state_of(
    symbols: Iterable[SymbolLine], files: Iterable[FileLine], wanted: Wanted = WHAT_ALL_SEE
) -> State:
    """Return a state.

    Parameters
    ----------
    symbols:
        All definitions, those of one file and name in the order of the file.
    files:
        All files.
    wanted:
        What counts.
    """
    found: dict[Name, list[Head]] = {}
    public: dict[Name, SymbolLine] = {}
    ids: set[str] = set()
    for line in symbols:
        ids.add(line.id)
        if line.local or (line.private and not wanted.private) or (line.test and not wanted.tests):
            continue
        name = line.path, line.qualname
        found.setdefault(name, []).append(_head(line))
        if len(found[name]) == 1 and _is_for_all(line):
            public[name] = line
    documented: dict[str, int] = {}
    of: dict[str, int] = {}
    for (path, _), line in public.items():
        of[path] = of.get(path, 0) + 1
        documented[path] = documented.get(path, 0) + line.documented
    known: dict[str, FileState] = {}
    for file in files:
        ids.add(file.path)
        if wanted.tests or not file.test:
            coverage = Coverage(documented.get(file.path, 0), of.get(file.path, 0))
            external = tuple(it for it in file.external if it not in sys.stdlib_module_names)
            known[file.path] = FileState(external, file.approximate, coverage)
    return State({name: tuple(heads) for name, heads in found.items()}, frozenset(ids), known)


def _head(line: SymbolLine) -> Head:
    name = f"{line.module}.{line.qualname}" if line.module else line.qualname
    return Head(line.id, line.kind, name, line.path, line.qualname, line.signature, line.bases)


def _is_for_all(line: SymbolLine) -> bool:
    """Return whether somebody outside may want to read of a definition."""
    return bool(line.kind in DOCUMENTED and not line.private and not line.test and line.module)
