"""The paths of tests, by the conventions of pytest and unittest."""

from __future__ import annotations

import re

from sphinx_kwindex.paths import name_of

_TEST_NAME = re.compile(r"(?:test_.*|.*_test|tests?|conftest)\.pyi?$")
_TEST_FOLDERS = frozenset({"test", "tests"})


def is_test_path(path: str) -> bool:
    """Return whether a Python file holds tests by pytest's and unittest's naming conventions."""
    name = name_of(path)
    return _TEST_NAME.match(name) is not None and name.endswith((".py", ".pyi"))


def is_below_tests(path: str) -> bool:
    """Return whether a file lies in a folder of tests, whatever its name."""
    return not _TEST_FOLDERS.isdisjoint(path.split("/")[:-1])
