"""Reading docstrings: Google, NumPy and reST style, reST and Markdown markup, in any mixture.

No style is asked for.  Each section is known by its own form, so a docstring that mixes styles is
read like any other.  Neither griffe nor docstring_parser serves here: both drop what they do not
expect (griffe 2.4 loses words of three in ten NumPy docstrings of scikit-learn), and a page that
leaves out half of a type is wrong.  What has no known form stays text.
"""

from __future__ import annotations

from sphinx_kwindex.analysis.docstrings.entries import RESULT, Declared, Parameter
from sphinx_kwindex.analysis.docstrings.sections import read_sections
from sphinx_kwindex.analysis.prose import clean
from sphinx_kwindex.records.docstrings import Block, Code, Titled, Words

__all__ = ["RESULT", "Declared", "Parameter", "nothing_declared", "read_docstring"]

LONGEST = 50_000
"""Characters of a docstring beyond which it is not read but shown, as far as it fits."""
LONGEST_LINES = 1_500
SHOWN_LINES = 200
LONGEST_LINE = 300
"""Lines that are shown of such a docstring, and characters of each."""


def nothing_declared(name: str) -> None:
    """Find no parameter, as there is no signature."""
    del name


def read_docstring(
    text: str, summary: str, declared: Declared = nothing_declared
) -> tuple[Block, ...]:
    """Return what a docstring says after its first sentence.

    Parameters
    ----------
    text:
        The docstring as written.
    summary:
        Its first sentence, which pages show anyway.
    declared:
        Finds a parameter of the definition, by its name without stars.
    """
    cleaned = clean(text)
    lines = cleaned.split("\n")
    if len(cleaned) > LONGEST or len(lines) > LONGEST_LINES:
        head = (line[:LONGEST_LINE].rstrip() for line in lines[:SHOWN_LINES])
        return (Code("\n".join((*head, "…"))),)
    try:
        blocks = read_sections(lines, declared)
    except RecursionError:
        return (Code(cleaned),)
    return _without_summary(blocks, summary)


def _without_summary(blocks: tuple[Block, ...], summary: str) -> tuple[Block, ...]:
    """Drop the first sentence, and a title above; one that was cut for its length stays, whole."""
    if len(blocks) > 1 and isinstance(blocks[0], Titled) and not blocks[0].body:
        return _without_summary(blocks[1:], summary) if summary else blocks
    first = blocks[0] if blocks else None
    if not summary or not isinstance(first, Words) or not first.text.startswith(summary):
        return blocks
    rest = first.text[len(summary) :].strip()
    return (*((Words(rest),) if rest else ()), *blocks[1:])
