"""File types by name, as Pygments knows them."""

from __future__ import annotations

from functools import lru_cache

import msgspec
from pygments.lexers import find_lexer_class_for_filename

from sphinx_kwindex.records import PYTHON, PYTHON_STUB


class Language(msgspec.Struct, frozen=True):
    """A file type."""

    name: str
    """Human name."""
    lexer: str
    """Pygments alias for highlighting; ``text`` when the type is unknown."""


PLAIN_TEXT = Language("Text", "text")

_OWN_NAMES = {
    ".py": Language(PYTHON, "python"),
    ".pyw": Language(PYTHON, "python"),
    ".pyi": Language(PYTHON_STUB, "python"),
    ".txt": PLAIN_TEXT,
    ".csv": Language("CSV", "text"),
    ".md": Language("Markdown", "markdown"),
    ".rst": Language("reStructuredText", "rst"),
    ".h": Language("C header", "c"),
    ".sql": Language("SQL", "sql"),
    ".ddl": Language("SQL", "sql"),
    ".mts": Language("TypeScript", "typescript"),
    ".cts": Language("TypeScript", "typescript"),
    ".inl": Language("C++", "cpp"),
    ".inc": PLAIN_TEXT,
    ".def": PLAIN_TEXT,
    ".d": PLAIN_TEXT,
    "go.mod": Language("Go module", "text"),
    "CMakeLists.txt": Language("CMake", "cmake"),
}
"""File types, by suffix or whole name, where Pygments' name says too little, or another type's."""


def language_of(name: str) -> Language:
    """Return the type of the file ``name`` (its last path part)."""
    dot = name.rfind(".")
    suffix = name[dot:].lower() if dot > 0 else ""
    own = _OWN_NAMES.get(name) or _OWN_NAMES.get(suffix)
    return own or _pygments_language(suffix and f"x{suffix}", name)


@lru_cache(maxsize=4096)
def _by_pygments(name: str) -> Language | None:
    lexer = find_lexer_class_for_filename(name)
    if lexer is None or not lexer.aliases:
        return None
    return Language(lexer.name, lexer.aliases[0])


def _pygments_language(by_suffix: str, name: str) -> Language:
    """Look up a well-known whole name (``Makefile``) first, then the suffix."""
    special = _by_pygments(name) if len(name) < 64 else None
    return special or (_by_pygments(by_suffix) if by_suffix else None) or PLAIN_TEXT
