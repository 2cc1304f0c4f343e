"""The words of docstrings and comments: first sentence and paragraphs, never their markup."""

from __future__ import annotations

import inspect
import re

from sphinx_kwindex.records import Prose

SUMMARY_LENGTH = 300
"""Characters after which a first sentence without an end is cut at a word."""

_SENTENCE_END = re.compile(r"(?<=[.!?])[)\"'`*]*\s+(?=[^\sa-z])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|cf|vs|resp|approx|Dr|Mr|Mrs|Ms|Prof|St|No|Fig|Eq|al|[A-Z])\.$"
)
_UNDERLINE = re.compile(r"([^\w\s])\1{2,}$")
_MARKUP_START = re.compile(
    r"\.\. |>>> |:\w[^:]*:(?:\s|$)|[-+|=*]{3,}|@\w+|\\\w+|```|~~~|<[a-zA-Z!/]|\|"
)
_LABEL = re.compile(r"[A-Z][\w ]{0,40}:\s*$")
_WORD = re.compile(r"[^\W\d_]{2}")
_LINK_LABEL = re.compile(r"\W*[\w /&-]{1,40}:\W*")
_SECTION_TITLE = re.compile(
    r"(?:Args|Arguments|Attributes|Example|Examples|Keyword Args|Keyword Arguments|Methods|Note|"
    r"Notes|Other Parameters|Parameters|Raises|References|Return|Returns|See Also|Todo|Usage|"
    r"Warning|Warnings|Warns|Yield|Yields)\s*:?$"
)


def clean(text: str) -> str:
    """Return a docstring without its indentation and with every character encodable."""
    return inspect.cleandoc(text).encode("utf-8", "replace").decode("utf-8")


def summary_of(docstring: str) -> str:
    """Return the first sentence of a docstring; empty when it starts with markup."""
    words = _paragraphs(clean(docstring))
    return first_sentence(words[0]) if words else ""


def prose_of(docstring: str, line: int, origin: str) -> Prose | None:
    """Return the words of a docstring, None when it has none.

    Parameters
    ----------
    docstring:
        The text as written.
    line:
        Line where it starts, from 1.
    origin:
        Where it stands, in words.
    """
    words = _paragraphs(clean(docstring))
    if not words:
        return None
    summary = first_sentence(words[0])
    rest = words[0][len(summary) :].strip()
    paragraphs = (rest, *words[1:]) if rest and not summary.endswith("…") else tuple(words[1:])
    return Prose(summary, paragraphs, line, origin)


def first_sentence(paragraph: str) -> str:
    """Return the first sentence of a paragraph that stands on one line."""
    for match in _SENTENCE_END.finditer(paragraph):
        head = paragraph[: match.start()]
        if not _ABBREVIATION.search(head):
            paragraph = paragraph[: match.end()].rstrip()
            break
    if len(paragraph) <= SUMMARY_LENGTH:
        return paragraph
    head = paragraph[:SUMMARY_LENGTH]
    return f"{head.rpartition(' ')[0] or head} …"


def is_list_of_links(words: str, free: str) -> bool:
    """Tell whether a paragraph says no more than what it links to: ``Documentation: (address)``.

    Parameters
    ----------
    words:
        Its words.
    free:
        Those outside of links.
    """
    return not _WORD.search(free) or (free != words and bool(_LINK_LABEL.fullmatch(free)))


def _paragraphs(text: str) -> list[str]:
    """Split cleaned text into paragraphs of words, up to the first block that is markup."""
    found: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in _without_title(block.strip("\n").split("\n"))]
        if not any(lines):
            continue
        if _starts_markup(block, lines):
            break
        words, cut = _until_markup(lines)
        if words:
            found.append(" ".join(words))
        if cut:
            break
    return found


def _without_title(lines: list[str]) -> list[str]:
    """Drop a reST title: a line over, and possibly under, a line of punctuation."""
    if len(lines) >= 3 and _UNDERLINE.match(lines[0]) and lines[0].strip() == lines[2].strip():
        return lines[3:]
    if len(lines) >= 2 and _UNDERLINE.match(lines[1].strip()) and not _is_section(lines[0]):
        return lines[2:]
    return lines


def _is_section(line: str) -> bool:
    return _SECTION_TITLE.match(line.strip()) is not None


def _starts_markup(block: str, lines: list[str]) -> bool:
    return (
        block.lstrip("\n").startswith((" ", "\t"))
        or _MARKUP_START.match(lines[0]) is not None
        or _is_section(lines[0])
        or _is_item(lines[0])
        or _is_labelled(block.strip("\n").split("\n"))
    )


def _is_labelled(lines: list[str]) -> bool:
    """Tell whether a block is a label with indented text below, as sections of docstrings are."""
    return len(lines) > 1 and _LABEL.match(lines[0]) is not None and lines[1][:1].isspace()


def _until_markup(lines: list[str]) -> tuple[list[str], bool]:
    for position, line in enumerate(lines):
        if position and (_MARKUP_START.match(line) or _is_section(line) or _is_item(line)):
            return lines[:position], True
    return lines, False


def _is_item(line: str) -> bool:
    return line.startswith(("- ", "* ", "+ ")) or re.match(r"\d+[.)] ", line) is not None
