"""Code that was commented out: it is no description, whatever it once did."""

from __future__ import annotations

import ast
import re
import warnings

_MOST_CHARACTERS = 2_000
_SAYS_NOTHING = (
    ast.Name,
    ast.Attribute,
    ast.Constant,
    ast.Tuple,
    ast.Compare,
    ast.BoolOp,
    ast.UnaryOp,
)
"""Expressions that single words, and words with commas or ``and`` between, parse to."""
_C_LIKE = re.compile(
    r"[^.!?]*[;{}]\s*(?://.*)?$"  # the end of a statement, or of a head
    r"|#\s*(?:include|define|if|ifdef|ifndef|endif|pragma|import|undef)\b"
    r"|(?:import|export|from|using|package|require)\s+[\w.{*\"'<@]\S*(?:\s+(?:from|as)\s+\S+)?\s*$"
    r"|(?:const|let|var|val|auto)\s+\w+\s*(?::[^=]*)?="
    r"|[\w.$>\[\]-]+\((?:[^()]|\([^()]*\))*\)\s*$"
    r"|[\w.$\[\]-]+\s*(?:[-+*/|&:]?=|=>|:=)\s*[^=\s]\S*\s*$"
    r"|[@}{\])]+\W*$|</?\w[^<>]*/?>\s*$|[^.]*\s\\$|\S[^.]*\s&&\s"
)
"""``total += next(values);``."""
_SCRIPT = re.compile(
    r"\w+=\S*\s*$|\$\s*\w|(?:export|source|set|alias|unset|echo|cd|sudo)\s+[-\w\"'./$]\S*\s*$"
    r"|(?:if|while|for)\b.*;\s*(?:then|do)\s*$|(?:fi|done|esac|else)\s*$"
    r"|[\w.-]+\s+[^.]*\s--?\w[\w-]*\b.*\|"
    r"|(?:require|require_relative|gem|load)\s*\(?[\"'][^\"']+[\"']\)?\s*$|[\w.]+\((?:[^()]*)\)\s*$"
)
"""``if [ -f x ]; then``."""
_DATA = re.compile(
    r"(?:-\s+)?[a-z_$][\w.-]*:(?:\s+(?:[\"'\[{&*|>].*|[\w./:@-]+))?\s*$|-\s+[\w./-]+\s*$"
    r"|[\w.-]+\s*=\s*(?:[\"'\[{].*|[\w./-]+)\s*$|\[[\w.\"' -]+\]\s*$|[\"'][\w-]+[\"']\s*:"
)
"""``timeout: "30s"``."""
_BUILD = re.compile(
    r"(?:FROM|RUN|COPY|ADD|ENV|ARG|CMD|ENTRYPOINT|WORKDIR|USER|EXPOSE|VOLUME"
    r"|LABEL)\s+(?=\S*[/\[\"=$:.-])"
    r"|[\w.-]+\s*[:?+!]?=\s*\S*\s*$|[a-z_]+\([^()]*\)\s*$|\t"
)
"""The beginning of ``COPY ./src /app``."""
_DATA_LEXERS = frozenset(
    {"yaml", "toml", "ini", "json", "docker", "make", "cmake", "properties", "cfg"}
)
_SCRIPT_LEXERS = frozenset({"bash", "sh", "zsh", "ruby", "rb", "perl", "tcl", "fish", "powershell"})
_PYTHON_LEXERS = frozenset({"python", "cython", "starlark", "python3"})
_SENTENCE = re.compile(r"[A-Z][\w'-]*(?:,?\s+[\w'`(-]+){2,}.*[.!?:]\s*$")
"""``Count the words of a text.``."""


def is_code(lines: list[str], lexer: str) -> bool:
    """Return whether a paragraph of a comment is code, in the language of its file.

    Parameters
    ----------
    lines:
        Without delimiters.
    lexer:
        Pygments' alias of the language.
    """
    written = [line.strip() for line in lines if line.strip()]
    if not written or max(map(len, written)) > _MOST_CHARACTERS:
        return False
    if lexer in _PYTHON_LEXERS:
        return _is_python("\n".join(lines))
    patterns = [_C_LIKE]
    if lexer in _SCRIPT_LEXERS:
        patterns = [_SCRIPT]
    elif lexer in _DATA_LEXERS:
        patterns = [_DATA, _BUILD] if lexer in ("docker", "make", "cmake") else [_DATA]
    found = sum(
        any(pattern.match(line) for pattern in patterns) and not _SENTENCE.match(line)
        for line in written
    )
    return 2 * found > len(written)


def _is_python(text: str) -> bool:
    if len(text) > _MOST_CHARACTERS:
        return False
    indent = re.match(r"[ \t]*", text)
    lead = indent[0] if indent else ""
    code = "\n".join(line.removeprefix(lead) for line in text.split("\n"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            statements = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return any(map(_does_something, statements))


def _does_something(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Expr):
        return not isinstance(statement.value, _SAYS_NOTHING)
    if isinstance(statement, ast.AnnAssign):
        return statement.value is not None
    return not isinstance(statement, (ast.Pass, ast.Global))
