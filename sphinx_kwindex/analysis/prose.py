"""The words of docstrings and comments: first sentence and paragraphs, never their markup."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence

from sphinx_kwindex.analysis.inline import inline
from sphinx_kwindex.analysis.section_titles import is_section_title
from sphinx_kwindex.analysis.sentences import (
    CONNECTING,
    ELLIPSIS,
    first_sentence,
    without_colon,
)
from sphinx_kwindex.analysis.unmarked_lists import is_table, start_of_list
from sphinx_kwindex.records.analysis import Prose

_UNDERLINE = re.compile(r"([^\w\s])\1{2,}$")
_MARKUP_START = re.compile(
    r"\.\. |>>> |:\w[^:]*:(?:\s|$)|[-+|=*]{3,}|@\w+|\\\w+|```|~~~|<[a-zA-Z!/]|\|"
)
_NAMING = re.compile(
    r"\.\. (?:(?:py:)?(?:current)?module|(?:module|section)author|highlight|default-domain|contents"
    r"|index|testsetup|_[^:]+|version(?:added|changed)|deprecated)::?(?:\s|$)"
)
"""``.. module:: tide``: a directive before the words of a text, of which it says nothing."""
_ASIDE = re.compile(
    r"\.\. (?:[\w-]+(?::[\w-]+)*::|_[^:]+:|\|[^|\n]+\| )|[!?]{3} ?\w|>\s|:meta\s[\w ]+:$"
    r"|(?:note|warning|caution|important|attention|danger|tip|hint|todo|see also|disclaimer)s?:$",
    re.IGNORECASE,
)
"""``.. note:: x``, ``!!! note``, ``Note:``: a block before the words, which says something else."""
_NOTED = re.compile(
    r"\W*(?:note|warning|caution|important|attention|disclaimer|deprecated|update|heads up"
    r"|announcement)\s*(?::|!|\s[–—-]{1,2}\s)",
    re.IGNORECASE,
)
"""``**Note**: this is not maintained.``"""
_BRIEF = re.compile(r"[@\\](?:brief|short|summary|desc(?:ription)?|details)\b[ \t]*:?\s*")
"""A command of Doxygen before the words."""
_HEADING = re.compile(r"#{1,6}[ \t]+(?P<words>\S.*?)[ \t]*#*[ \t]*$")
"""A heading in Markdown."""
_LABEL = re.compile(r"[A-Z][\w ]{0,40}:\s*$")
_USAGE = re.compile(r"(?:[Uu]sage|USAGE|Synopsis|SYNOPSIS):(?:\s|$)")
"""``Usage: tide [--short]``, right below a sentence."""
_SHORT_LABEL = re.compile(r"[A-Z]\w*(?: \w+){0,2}:\s*$")
_WORDS_OF_SENTENCE = 3
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
_KEYED = re.compile(r"[a-z][\w.-]*\s+:\s")
"""A row of a table of keys, which is no sentence: ``key   : what it is``."""
_BLANK_LINES = re.compile(r"\A(?:[ \t]*+\n){50,}+")
"""More than anybody writes before the words; ``cleandoc`` moves all lines for each of them."""


def clean(text: str) -> str:
    """Return a docstring without its indentation and with every character encodable.

    That of the first line means nothing, unless an empty one is before it.
    """
    few = _BLANK_LINES.sub("\n", text, count=1)
    return inspect.cleandoc(few).encode("utf-8", "replace").decode("utf-8")


def without_brief(text: str) -> str:
    """Return cleaned text without the command that it may begin with: ``@brief``."""
    match = _BRIEF.match(text)
    return text[match.end() :] if match else text


def first_paragraph(text: str) -> str:
    """Return the first paragraph of cleaned text; empty when it starts with markup."""
    return next(_paragraphs(text), "")


def summary_of(comment: str) -> str:
    """Return the first sentence of a comment; empty when it starts with markup."""
    return without_colon(first_sentence(first_paragraph(clean(comment))))


def prose_of(comment: str, line: int, origin: str) -> Prose | None:
    """Return the words of a comment, None when it has none.

    Parameters
    ----------
    comment:
        Its text.
    line:
        Line where it starts, from 1.
    origin:
        Where it stands, in words.
    """
    paragraphs = list(_paragraphs(clean(comment)))
    return prose_in(paragraphs, line, origin) if paragraphs else None


def prose_in(paragraphs: Sequence[str], line: int, origin: str) -> Prose | None:
    """Return paragraphs as words, None where they only lead to what is none.

    Parameters
    ----------
    paragraphs:
        Each on one line; a first sentence that is too long takes all of the first with it.
    line:
        Line where they start, from 1.
    origin:
        Where they stand, in words.
    """
    summary = first_sentence(paragraphs[0])
    greeted = _behind_greeting(paragraphs[0], summary)
    if greeted:
        paragraphs = [greeted, *paragraphs[1:]]
    for position, paragraph in enumerate(paragraphs):
        summary = first_sentence(paragraph)
        shown = without_colon(summary)
        if shown:
            rest = "" if summary.endswith(ELLIPSIS) else paragraph[len(summary) :].strip()
            more = ([rest] if rest else []) + list(paragraphs[position + 1 :])
            return Prose(inline(shown), tuple(map(inline, more)), line, origin)
    return None


def _behind_greeting(paragraph: str, summary: str) -> str:
    """Return what comes behind a greeting: ``Hi!``."""
    is_greeting = summary.endswith("!") and len(summary.split()) < _WORDS_OF_SENTENCE
    return paragraph[len(summary) :].strip() if is_greeting else ""


def is_aside(words: str) -> bool:
    """Return whether a paragraph of a document says something else first, as ``Note: x`` does."""
    return _ASIDE.match(words) is not None or _NOTED.match(words) is not None


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


def _paragraphs(text: str) -> Iterator[str]:
    """Split cleaned text into paragraphs of words, up to the first block that is markup."""
    title, text = _heading(text)
    found = _blocks(text)
    first = next(found, "")
    # A name says less than the words below it.
    is_name = " " not in title.strip("`*_ ")
    if title and not (is_name and first):
        yield title
    if first:
        yield first
        yield from found


def _heading(text: str) -> tuple[str, str]:
    """Return the heading of Markdown that a text begins with, if it does, and the rest."""
    line, _, rest = text.lstrip("\n").partition("\n")
    match = _HEADING.match(line)
    return (match["words"], rest) if match else ("", text)


def _blocks(text: str) -> Iterator[str]:
    is_first = True
    is_aside = False
    for number, block in enumerate(re.split(r"\n\s*\n", text)):
        written = _without_title(block.strip("\n").split("\n"))
        lines = [line.strip() for line in written]
        if not any(lines):
            continue
        if not number and _SIGNATURE.match(block.strip()) and block.strip() != text.strip():
            continue
        if is_first and _NAMING.match(lines[0]):
            continue
        is_aside = is_first and (_is_aside(written) or (is_aside and written[0][:1].isspace()))
        if is_aside:
            continue
        if _starts_markup(block, lines):
            return
        if is_table(lines, 0):
            if is_first and not _KEYED.match(lines[0]):
                yield lines[0]
            return
        words, cut = _until_markup(lines, start_of_list(written))
        yield from _sentences_apart(words)
        is_first = False
        if cut:
            return


def _is_aside(lines: list[str]) -> bool:
    """Return whether a block is one that stands before the words, and nothing else."""
    others = (line for line in lines[1:] if not line[:1].isspace() and not _ASIDE.match(line))
    if _ASIDE.match(lines[0]) is None or lines[0].startswith(">"):
        return lines[0].startswith(">")
    is_label = lines[0].rstrip().endswith(":") and not lines[0].startswith((".", ":"))
    return not any(others) and (not is_label or len(lines) > 1)


def _without_title(lines: list[str]) -> list[str]:
    """Drop a reST title: a line over, and possibly under, a line of punctuation."""
    if len(lines) >= 3 and _UNDERLINE.match(lines[0]) and lines[0].strip() == lines[2].strip():
        return lines[3:]
    if len(lines) >= 2 and _UNDERLINE.match(lines[1].strip()) and not is_section_title(lines[0]):
        return lines[2:]
    return lines


def _starts_markup(block: str, lines: list[str]) -> bool:
    return (
        block.lstrip("\n").startswith((" ", "\t"))
        or _MARKUP_START.match(lines[0]) is not None
        or _HEADING.match(lines[0]) is not None
        or is_section_title(lines[0])
        or _is_item(lines[0])
        or _is_labelled(block.strip("\n").split("\n"))
    )


def _is_labelled(lines: list[str]) -> bool:
    """Return whether a block is a label with indented text below, as sections of docstrings are."""
    return len(lines) > 1 and _LABEL.match(lines[0]) is not None and lines[1][:1].isspace()


def _until_markup(lines: list[str], start: int) -> tuple[list[str], bool]:
    """Return the lines before markup, or a list that starts at a line, and whether there is any.

    A label above a list, such as ``Targets:``, is a part of it.
    """
    end = min(_first_of_markup(lines), start)
    is_cut = end < len(lines)
    if is_cut and end and _SHORT_LABEL.match(lines[end - 1]):
        end -= 1
    return lines[:end], is_cut


def _first_of_markup(lines: list[str]) -> int:
    for position, line in enumerate(lines[1:], 1):
        if (
            _MARKUP_START.match(line)
            or _USAGE.match(line)
            or _HEADING.match(line)
            or is_section_title(line)
            or _is_item(line)
            or is_table(lines, position)
        ):
            return position
    return len(lines)


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


def _is_item(line: str) -> bool:
    return line.startswith(("- ", "* ", "+ ")) or re.match(r"\d+[.)] ", line) is not None
