"""Code in docstrings, and the language that it is in."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Sequence

from sphinx_kwindex.records.docstrings import Code

TEXT = "text"
_PYTHON = "python"

_LEXERS = {
    **dict.fromkeys(("python", "python3", "py", "py3", "ipython", "ipython3", "cython"), _PYTHON),
    **dict.fromkeys(("pycon", "pycon3", "doctest", "pytb"), "pycon"),
    **dict.fromkeys(("bash", "sh", "shell", "zsh"), "bash"),
    "console": "console",
    "c": "c",
    **dict.fromkeys(("cpp", "c++", "cuda"), "cpp"),
    "json": "json",
    **dict.fromkeys(("yaml", "yml"), "yaml"),
    "toml": "toml",
    **dict.fromkeys(("ini", "cfg"), "ini"),
    "html": "html",
    "xml": "xml",
    "sql": "sql",
    **dict.fromkeys(("js", "javascript"), "javascript"),
    "rust": "rust",
    "diff": "diff",
}
"""Highlighters by the names that people write; Sphinx warns of a name that Pygments lacks."""

_STATEMENT = re.compile(
    r"(?:from|import|def|class|return|with|for|if|while|try|async|await|assert|raise|@)\b"
    r"|@\w|[\w.\[\], ]+\s*[-+*/|&]?=[^=]|[\w.]+\(|# "
)
_TELLING = (
    ast.Call, ast.Assign, ast.Import, ast.ImportFrom, ast.FunctionDef, ast.With, ast.Assert,
)  # fmt: skip


def lexer_named(name: str) -> str:
    """Return the highlighter for the name of a language."""
    return _LEXERS.get(name.lower(), TEXT)


def literal(lines: Sequence[str]) -> Code:
    """Return lines without a named language; Python where every line at the left looks so."""
    text = "\n".join(lines)
    if text.startswith(">>> "):
        return Code(text, "pycon")
    at_left = [line for line in lines if line.strip() and not line.startswith((" ", ")", "]", "}"))]
    is_python = bool(at_left) and all(_STATEMENT.match(line) for line in at_left)
    return Code(text, _PYTHON if is_python else TEXT)


def is_program(lines: Sequence[str]) -> bool:
    """Return whether lines are Python that does something: no prose, no table, no shell."""
    try:
        with warnings.catch_warnings():
            # Of an escape that is none, say.
            warnings.simplefilter("ignore")
            tree = ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return any(isinstance(node, _TELLING) for node in ast.walk(tree))


def is_unmarked_program(lines: Sequence[str]) -> bool:
    """Return whether a paragraph that nothing marks as code is some: it looks so, and parses."""
    return literal(lines).lexer == _PYTHON and is_program(lines)
