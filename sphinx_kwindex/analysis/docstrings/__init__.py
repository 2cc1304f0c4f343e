"""Reading docstrings: Google, NumPy and reST style, reST and Markdown markup, in any mixture.

No style is asked for.  Each section is known by its own form, so a docstring that mixes styles is
read like any other.  Neither griffe nor docstring_parser serves here: both drop what they do not
expect (griffe 2.4 loses words of three in ten NumPy docstrings of scikit-learn), and a page that
leaves out half of a type is wrong.  What has no known form stays text.
"""

from __future__ import annotations

import re
from itertools import takewhile

import msgspec

from sphinx_kwindex.analysis.comments import described_lines
from sphinx_kwindex.analysis.docstrings.entries import RESULT, Declared, Parameter
from sphinx_kwindex.analysis.docstrings.lines import introduction
from sphinx_kwindex.analysis.docstrings.literal import is_unmarked_program
from sphinx_kwindex.analysis.docstrings.opening import Opening
from sphinx_kwindex.analysis.docstrings.sections import read_sections
from sphinx_kwindex.analysis.docstrings.substitutions import substituted
from sphinx_kwindex.analysis.inline import inline_markdown
from sphinx_kwindex.analysis.prose import clean, first_paragraph, without_brief
from sphinx_kwindex.analysis.sentences import whole_sentence, without_colon
from sphinx_kwindex.records.analysis import Prose
from sphinx_kwindex.records.docstrings import Code, Docstring, Passage, Words
from sphinx_kwindex.records.text import Span, Text, words_of

__all__ = [
    "RESULT",
    "Declared",
    "Parameter",
    "nothing_declared",
    "prose_of_docstring",
    "read_docstring",
]

_PLACEHOLDER = re.compile(
    r"(?:\[summary\]|_summary_|\[description\]|_description_|(?:TODO|FIXME|XXX)\b.*|docstring"
    r"|\.{3})\.?",
    re.DOTALL,
)
"""What editors put where a description belongs, and tasks."""
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
    text: str,
    declared: Declared = nothing_declared,
    *,
    summary: str | None = None,
    is_of_file: bool = False,
) -> Docstring:
    """Return what a docstring says.

    Parameters
    ----------
    text:
        The docstring as written.
    declared:
        Finds a parameter of the definition, by its name without stars.
    summary:
        Its first sentence, perhaps cut, where that is known already.
    is_of_file:
        Whether it is that of a module, which may begin with notices.
    """
    if not text:
        return Docstring()
    cleaned = substituted(without_brief(clean(text)))
    sentence = _first_sentence(cleaned, is_of_file=is_of_file) if summary is None else summary
    opening = Opening(introduction(sentence))
    body = _body(cleaned, declared, opening)
    return Docstring(inline_markdown(opening.sentence), body)


def _first_sentence(cleaned: str, *, is_of_file: bool) -> str:
    """Return the first sentence that describes something."""
    if is_of_file and len(cleaned) <= LONGEST:
        cleaned = "\n".join(described_lines(cleaned.split("\n"), "python")).strip()
    sentence = whole_sentence(first_paragraph(_below_programs(cleaned)))
    return "" if _PLACEHOLDER.fullmatch(sentence) else sentence


def _below_programs(cleaned: str) -> str:
    """Return a docstring from the first paragraph on that is no code."""
    while len(cleaned) <= LONGEST:
        first, _, rest = cleaned.partition("\n\n")
        if not is_unmarked_program(first.split("\n")):
            break
        cleaned = rest.lstrip("\n")
    return cleaned


def _body(cleaned: str, declared: Declared, opening: Opening) -> tuple[Passage, ...]:
    lines = cleaned.split("\n")
    if len(cleaned) > LONGEST or len(lines) > LONGEST_LINES:
        head = (line[:LONGEST_LINE].rstrip() for line in lines[:SHOWN_LINES])
        return (Code("\n".join((*head, "…"))),)
    try:
        return read_sections(lines, declared, opening)
    except RecursionError:
        return (Code(cleaned),)


def prose_of_docstring(said: Docstring, line: int) -> Prose | None:
    """Return the words of the docstring of a module, None where it begins with markup.

    Parameters
    ----------
    said:
        What it says.
    line:
        Line where it starts, from 1.
    """
    if not said.summary:
        return None
    words = takewhile(lambda passage: isinstance(passage, Words), said.body)
    paragraphs = tuple(passage.text for passage in words if isinstance(passage, Words))
    for position, text in enumerate((said.summary, *paragraphs)):
        shown = _said_alone(text)
        if shown:
            return Prose(shown, paragraphs[position:], line, "module docstring")
    return None


def _said_alone(text: Text) -> Text:
    """Return a sentence as it is shown where what follows it is not; empty if it leads to that."""
    words = words_of(text)
    left = len(without_colon(words))
    if left == len(words):
        return text
    found: list[Span] = []
    for span in text:
        if left <= 0:
            break
        found.append(msgspec.structs.replace(span, text=span.text[:left]))
        left -= len(span.text)
    return tuple(found)
