"""What a file of configuration says of the tests of its project.

Like :mod:`sphinx_kwindex.records.analysis`, of which this is a part of its own.
"""

from __future__ import annotations

import msgspec


class CollectionRules(msgspec.Struct, frozen=True, array_like=True):
    """How pytest tells the tests of a project; None where the configuration does not say."""

    files: tuple[str, ...] | None = None
    """Patterns for the names, or paths, of test files: ``python_files``."""
    classes: tuple[str, ...] | None = None
    """Beginnings of the names of test classes, or patterns: ``python_classes``."""
    functions: tuple[str, ...] | None = None
    """The same of test functions and methods: ``python_functions``."""
