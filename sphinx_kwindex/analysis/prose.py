"""The words of docstrings and comments: first sentence and paragraphs, never their markup."""

from __future__ import annotations

import inspect
import re

from sphinx_kwindex.analysis.sentences import CONNECTING, first_sentence
from sphinx_kwindex.records.analysis import Prose

_UNDERLINE = re.compile(r"([^\w\s])\1{2,}$")
_MARKUP_START = re.compile(
    r"\.\. |>>> |:\w[^:]*:(?:\s|$)|[-+|=*]{3,}|@\w+|\\\w+|```|~~~|<[a-zA-Z!/]|\|"
)
_HEADING = re.compile(r"#{1,6}[ \t]+(?P<words>\S.*?)[ \t]*#*[ \t]*$")
"""A heading in Markdown."""
_LABEL = re.compile(r"[A-Z][\w ]{0,40}:\s*$")
_WORD = re.compile(r"[^\W\d_]{2}")
_LINK_LABEL = re.compile(r"\W*[\w /&-]{1,40}:\W*")
_BEGINNING = re.compile(
    r"(?:The|This|These|There|If|When|While|For|It|Its|In|By|You|We|They|Note|Notes|Also|However|Only"
    r"|Defaults?|Returns?|Called|See|Uses?|Used|Should|Must|Otherwise|Because|Since|Then|Example)\b"
)
"""A word that is no name, with a capital: a sentence begins."""
_WITHOUT_STOP = re.compile(r"[\w`'\")]$")
_SIGNATURE = re.compile(r"[A-Za-z_][\w.]*\([^()]*(?:\([^()]*\)[^()]*)*\)(?:\s*->\s*\S.*)?$")
"""A signature above a description, as extension modules write it."""
_ROW = re.compile(r"[\w./$%<>\[\]*-]+(?: [\w./$<>\[\]*-]+)?(?:\s+-{1,2}\s+|\s*:\s+|\s{2,}|\t)\S")
"""A row of a list without bullets: ``make all   builds it``, ``all: builds it``."""
_KEYED = re.compile(r"[a-z][\w.-]*\s+:\s")
"""A row of a table of keys, which is no sentence: ``key   : what it is``."""
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


def is_list_of_links(words: str, free: str) -> bool:
    """Return whether a paragraph says no more than what it links to: ``Documentation: (address)``.

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
    title, text = _heading(text)
    found = _blocks(text)
    # A name says less than the words below it.
    is_name = " " not in title.strip("`*_ ")
    return [title, *found] if title and not (is_name and found) else found


def _heading(text: str) -> tuple[str, str]:
    """Return the heading of Markdown that a text begins with, if it does, and the rest."""
    line, _, rest = text.lstrip("\n").partition("\n")
    match = _HEADING.match(line)
    return (match["words"], rest) if match else ("", text)


def _blocks(text: str) -> list[str]:
    found: list[str] = []
    for number, block in enumerate(re.split(r"\n\s*\n", text)):
        lines = [line.strip() for line in _without_title(block.strip("\n").split("\n"))]
        if not any(lines):
            continue
        if not number and _SIGNATURE.match(block.strip()) and block.strip() != text.strip():
            continue
        if _starts_markup(block, lines):
            break
        if _is_row(lines, 0):
            return found or ([] if _KEYED.match(lines[0]) else [lines[0]])
        words, cut = _until_markup(lines)
        found += _sentences_apart(words)
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
        or _HEADING.match(lines[0]) is not None
        or _is_section(lines[0])
        or _is_item(lines[0])
        or _is_labelled(block.strip("\n").split("\n"))
    )


def _is_labelled(lines: list[str]) -> bool:
    """Return whether a block is a label with indented text below, as sections of docstrings are."""
    return len(lines) > 1 and _LABEL.match(lines[0]) is not None and lines[1][:1].isspace()


def _until_markup(lines: list[str]) -> tuple[list[str], bool]:
    for position, line in enumerate(lines[1:], 1):
        if (
            _MARKUP_START.match(line)
            or _HEADING.match(line)
            or _is_section(line)
            or _is_item(line)
            or _is_row(lines, position)
        ):
            return lines[:position], True
    return lines, False


def _sentences_apart(lines: list[str]) -> list[str]:
    """Join lines, but part them where a sentence begins and the one before has no full stop."""
    found: list[str] = []
    for line in lines:
        before = found[-1] if found else ""
        last = before.rpartition(" ")[2].lower()
        is_over = _WITHOUT_STOP.search(before) is not None and last not in CONNECTING
        if before and not (is_over and _BEGINNING.match(line)):
            found[-1] = f"{before} {line}"
        else:
            found.append(line)
    return found


def _is_row(lines: list[str], position: int) -> bool:
    """Return whether a list without bullets begins with a line: the next one is a row as well."""
    rows = lines[position : position + 2]
    return len(rows) == 2 and all(map(_ROW.match, rows))


def _is_item(line: str) -> bool:
    return line.startswith(("- ", "* ", "+ ")) or re.match(r"\d+[.)] ", line) is not None
