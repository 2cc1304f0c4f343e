"""Formulas in Markdown: between dollars, or backslashes with brackets.

A dollar is first of all money, a variable of a shell, or a sign of a regular expression.  So the
rules are those of the plugin ``dollarmath`` and stricter: no letter or digit stands next to the
outer sides, no space next to the inner ones, and what is in between must look like mathematics.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_kwindex.analysis.formulas.formula import Formula, read_formula
from sphinx_kwindex.analysis.formulas.vocabulary import FUNCTIONS

INLINE = (
    r"(?<![\w$\\])(?P<sign>\${1,2})(?P<dollars>(?:[^\s$\\]|\\.)(?:(?:[^$\\]|\\.)*(?:[^\s$\\]|\\.))?)"
    r"(?P=sign)(?![\w$])"
    r"|(?<!\\)\\\((?P<round>(?:[^\\]|\\[^()])+)\\\)"
    r"|(?<!\\)\\\[(?P<square>(?:[^\\]|\\[^\[\]])+)\\\]"
)
"""``$n^2$``, ``$$n^2$$``, ``\\(n^2\\)`` and ``\\[n^2\\]`` in a line."""

_LONGEST = 300
MOST_LINES = 60
"""Lines in which the end of a formula is looked for."""
_COMMAND = re.compile(r"\\[A-Za-z]")
_SIGN = re.compile(r"[\^_=<>]|\\[A-Za-z]")
_SCRIPT = re.compile(r"[_^]\{[^{}]*\}")
_LETTERS = re.compile(r"[A-Za-z]+")
_LABEL = re.compile(r"\s*\([\w:-]+\)$")
"""Of MyST, behind the closing dollars."""
_BLOCKS = {"$$": "$$", "\\[": "\\]"}


def formula_between(match: re.Match[str]) -> Formula | None:
    """Return the formula that :data:`INLINE` found, None if it is none."""
    tex = match["dollars"] or match["round"] or match["square"]
    if len(tex) > _LONGEST or "\\$" in tex:
        return None
    is_formula = _SIGN.search(tex) if match["square"] else _looks_like_formula(tex)
    if not is_formula:
        return None
    return read_formula(" ".join(tex.split()))


def formula_block(lines: Sequence[str], start: int) -> tuple[Formula, int] | None:
    """Return a formula that has lines of its own, with the line after it.

    Parameters
    ----------
    lines:
        Lines of Markdown.
    start:
        The first line of the formula, perhaps.

    Returns
    -------
    tuple of a formula and a position, or None
        None if no formula begins there.
    """
    first = lines[start].strip()
    close = _BLOCKS.get(first[:2])
    if close is None:
        return None
    found: list[str] = []
    for at in range(start, min(start + MOST_LINES, len(lines))):
        line = _LABEL.sub("", lines[at].strip()) if close == "$$" else lines[at].strip()
        rest = line[2:] if at == start else line
        if rest.endswith(close):
            tex = "\n".join([*found, rest.removesuffix(close)])
            if not (_SIGN.search(tex) or _looks_like_formula(tex)):
                return None
            formula = read_formula(tex, is_block=True)
            return (formula, at + 1) if formula is not None else None
        if close in rest:
            return None
        found.append(rest)
    return None


def _looks_like_formula(tex: str) -> bool:
    """Return whether text is no word, price, variable or regular expression.

    Without any command, it has letters, alone or in short products such as ``2ab``.
    """
    if _COMMAND.search(tex):
        return True
    if tex.startswith("{"):
        return False
    if tex.isalpha() and len(tex) > 1:
        return False
    runs = [run for run in _LETTERS.findall(_SCRIPT.sub("", tex)) if run not in FUNCTIONS]
    longest = 1 if " " in tex else 2
    return bool(runs) and all(len(run) <= longest for run in runs)
