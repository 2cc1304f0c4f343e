"""What a file says of tests: one of configuration of those of its project, or one of tests.

Like :mod:`sphinx_kwindex.records.analysis`, of which this is a part of its own.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class CollectionRules(msgspec.Struct, frozen=True, array_like=True):
    """How pytest tells the tests of a project; None where the configuration does not say."""

    files: tuple[str, ...] | None = None
    """Patterns for the names, or paths, of test files: ``python_files``."""
    classes: tuple[str, ...] | None = None
    """Beginnings of the names of test classes, or patterns: ``python_classes``."""
    functions: tuple[str, ...] | None = None
    """The same of test functions and methods: ``python_functions``."""


class ConfiguredCommand(msgspec.Struct, frozen=True, array_like=True):
    """A line of configuration that runs tests."""

    call: str
    """What a person types."""
    line: int
    quoted: str
    """What the line says."""


class ShortFunction(msgspec.Struct, frozen=True, array_like=True):
    """A function that is short enough to be shown where it is a test."""

    symbol: int
    """Its position among the symbols of the file."""
    text: str


class Use(StrEnum):
    """What files are there for that are no part of the product."""

    TEST = "test"
    BENCHMARK = "benchmark"
    EXAMPLE = "example"


class PathForm(StrEnum):
    """How a manifest says which files it means, all relative to its folder."""

    FILE = "file"
    FOLDER = "folder"
    """All files below one."""
    GLOB = "glob"
    REGEX = "regex"
    """An expression that is found anywhere in the path, behind a slash."""


class DeclaredPlace(msgspec.Struct, frozen=True, array_like=True):
    """Files that a manifest, or the configuration of a tool, takes for tests or the like."""

    use: Use
    form: PathForm
    pattern: str


LONGEST_WORD = 100
"""Characters of the longest word that counts as a name; encoded data has longer ones."""


class TestContent(msgspec.Struct, frozen=True, array_like=True):
    """What is in a file that is perhaps one of tests."""

    __test__ = False

    words: str
    """The words that may be names of public definitions, sorted, with a space between."""
    short: tuple[ShortFunction, ...] = ()
    """The shortest functions that name something imported, in source order."""
