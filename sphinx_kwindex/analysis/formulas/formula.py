"""Reading formulas: checked against what every renderer can typeset, and put in plain characters.

What this passes raises no error in LaTeX, shows no message in MathJax, and runs nothing in either.
"""

from __future__ import annotations

import re

import msgspec

from sphinx_kwindex.analysis.formulas.plain import tidied
from sphinx_kwindex.analysis.formulas.reader import FormulaReader
from sphinx_kwindex.analysis.formulas.tokens import UnknownError

LONGEST = 3_000
"""Characters of a formula; MathJax itself stops at 5,000."""

_CONTROL = re.compile(r"[^\S \t\n]|[\x00-\x08\x0e-\x1f\x7f]")
"""Of ``\\frac`` in a string where the backslash is an escape."""
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_PARTS = re.compile(r"\n\s*\n")


class Formula(msgspec.Struct, frozen=True):
    """A formula."""

    tex: str
    """As renderers are to typeset it; blank lines are between the equations of a block."""
    plain: str
    """In plain characters, on one line."""


def read_formula(text: str, *, is_block: bool = False) -> Formula | None:
    """Return a formula, None if it cannot be typeset everywhere.

    Parameters
    ----------
    text:
        TeX, without the signs around it.
    is_block:
        Whether it stands alone: then it may have several lines, and several equations with a
        blank line in between.
    """
    if len(text) > LONGEST or _CONTROL.search(text):
        return None
    text = _LABEL.sub("", text).strip()
    if not is_block:
        return _read(text, is_block=False)
    text = _COMMENT.sub("", text)
    parts = [_read(part, is_block=True) for part in _PARTS.split(text)]
    if None in parts:
        # The lines of one equation may have blank ones in between.
        return _read(_PARTS.sub("\n", text), is_block=True)
    read = [part for part in parts if part is not None]
    return Formula("\n\n".join(part.tex for part in read), "; ".join(part.plain for part in read))


def _read(text: str, *, is_block: bool) -> Formula | None:
    reader = FormulaReader(text, is_block=is_block)
    try:
        plain = tidied(reader.whole())
    except UnknownError:
        return None
    tex = "".join(reader.written).strip()
    return Formula(tex, plain) if tex and plain else None
