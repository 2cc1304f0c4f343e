"""From comments to the words that describe something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sphinx_kwindex.analysis.comments.code import is_code
from sphinx_kwindex.analysis.comments.directives import without_directives
from sphinx_kwindex.analysis.comments.generated import without_generated
from sphinx_kwindex.analysis.comments.markup import in_words
from sphinx_kwindex.analysis.comments.notices import (
    described,
    is_from_template,
    paragraphs,
    without_notices,
)
from sphinx_kwindex.analysis.comments.syntax import Comment
from sphinx_kwindex.analysis.prose import prose_of, summary_of
from sphinx_kwindex.analysis.sentences import CONNECTING, without_colon
from sphinx_kwindex.records.analysis import Prose

_ONLY_SIGNS = re.compile(r"[\W_]+")
_RULE = re.compile(r"^\s*([=\-*#~+_/<>|%;])\1{2,}(?=\s|\w)|(?<=[\s\w])([=\-*#~+_/<>|%;])\2{2,}\s*$")
"""A rule beside the words: ``--- Tides ---``."""
_BANNER = re.compile(r"^\s*={2,}-+\s+(?P<words>\S.*?)\s+-+={2,}\W*$")
"""``===-- Tides.cpp - Reads tides --------===//`` of LLVM."""
_PAIR = re.compile(r"^\s*([=\-*#~+])\1\s+(?P<words>\S.*?)\s+\1\1#?\s*$")
_STROKE = re.compile(r"[|_/\\<>()\u2500-\u259f]")
_FILE_NAME = re.compile(
    r"\s*(?:file\s*:?\s+)?[\"'`<]?(?:[\w.@+-]*/)*[\w@+-][\w.@+-]*\.[A-Za-z][\w]{0,9}[\"'`>]?"
    r"(?:\s*$|\s+(?:-{1,3}|–|—|:)\s+|\s*:\s+(?=[A-Z]))"
)
"""``tide.c``, ``tide.h - what it is for``, ``tools/tide.py: What it is for``."""
_ADDRESS = re.compile(
    r"<?(?:https?|ftp|file|git|ssh)://\S+>?|\bwww\.\S+|<?[\w.+-]+@[\w-]+\.[\w.-]+>?"
    r"|(?:\b(?:issues?|bug|pr|ticket|gh|rfc|pull request)\s*)?(?:[\w-]+/[\w-]+)?#\d+\b"
    r"|\b(?:issues?|bug|pr|ticket|pull request)[\s:-]*\d+\b|\b[A-Z]{2,10}-\d+\b",
    re.IGNORECASE,
)
"""What leads elsewhere: an address, or the number of an issue."""
_ADDRESS_FIRST = re.compile(r"(?:see(?: also)?:?\s+)?<?(?:https?|ftp)://", re.IGNORECASE)
_DASH = re.compile(r"^\s*- +(?=\S)")
"""Of ``# - Finds Tide``, as modules of CMake begin."""
_LEADS_TO = re.compile(
    r"(?:see|source|from|docs?|documentation|reference|ref|link|url|home ?page|website|via|cf"
    r"|visit|at"
    r"|more|info|information|details|spec|credits?|original|example|at|also|and|for|the|this"
    r"|here|read"
    r"|is|or|project|repository|code|in|issue|bug|fix(?:es)?|ticket|context|updates?"
    r"|regression|copied|taken|adapted|borrowed|ported|derived|based|inspired|stolen|forked|on|by"
    r"|of|originally|adopted|vendored|imported|modified|verbatim|with|some|changes"
    r"|comes?|pull|request)\b\W*",
    re.IGNORECASE,
)
_TWO_WORDS = re.compile(r"[^\W\d_]{2}[\w'’`.-]*[\W_]+\w|\w[\W_]+[^\W\d_]{2}|[^\x00-\u2fff]{4}")
"""A single word says nothing of a file; in some scripts no space parts words."""
_WORD = re.compile(r"[^\W\d_]{2}")
_NAME_AND_VERSION = re.compile(r"\W*[\w.@/+-]+(?:\s[\w.@/+-]+)?,?\s+v?\d+(?:\.\d+)+[\w.+-]*\W*$")
"""``Bootstrap v5.3.2``."""
_LONGEST_NAME = 100
_LABEL_OF_CODE = re.compile(
    r"(?:(?:\w+\s+)?(?:module|external|local|internal|third[- ]party|npm|node|system|standard|std"
    r"|project|other|common|global|public|private|helper|core)\s+)?(?:dependencies|dependency|imports?"
    r"|includes?|requires?|requirements|exports?|globals?|constants?|variables|modules?"
    r"|prerequisites|forward declarations|prototypes|typedefs|macros|defines|helpers|functions"
    r"|types|usings?)\W*$",
    re.IGNORECASE,
)
"""``Module dependencies.``: what the statements below are."""
_MORE_ELSEWHERE = re.compile(r"for (?:more|further) (?:info|information|details)\b", re.IGNORECASE)
_FLAG = re.compile(r"(?:^|\s)--?[A-Za-z][\w-]*")
_FLAGS_OF_COMMAND = 3
"""So many options make a command, not a sentence: ``nvcc -x cu -I. -l fmt``."""
_SPEAKS_OF_FILE = re.compile(r"\bdo not (?:edit|modify)\b|\bthis file\b", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"(?:there is )?no (?:\w+ )?(?:documentation|description|summary)(?: is)?"
    r"(?: (?:available|given|provided|yet))*\W*$",
    re.IGNORECASE,
)
"""``No description available.``."""
_QUOTED = re.compile(r"[\"“«][A-Z][\w .'-]{0,40}:\s|[\"“«][^\"”»]*$|[\"“«][^\"”»]*[\"”»]\W{0,3}$")
"""A motto: ``"Fry: Shut up and take my money!"``."""


def first_words(comments: Iterable[Comment], lexer: str) -> Prose | None:
    """Return the words of the first comment that has some to say of its file.

    Parameters
    ----------
    comments:
        In the order of the file.
    lexer:
        Pygments' alias of the language.
    """
    found = (_prose(comment, lexer) for comment in comments)
    return next((prose for prose in found if prose is not None), None)


def summary_of_comments(comments: Sequence[Comment], lexer: str) -> str:
    """Return the first sentence of the comments that document one definition.

    Parameters
    ----------
    comments:
        Those before it.
    lexer:
        Pygments' alias of the language.
    """
    for comment in comments:
        lines = _said(comment, lexer, is_of_file=False)
        summary = summary_of(_text(lines, is_flush=comment.is_block))
        if _WORD.search(_ADDRESS.sub("", summary)) and not _is_address(summary):
            return summary
    return ""


def _prose(comment: Comment, lexer: str) -> Prose | None:
    lines = _said(comment, lexer, is_of_file=True)
    first = next((number for number, line in enumerate(lines) if line.strip()), -1)
    if first < 0:
        return None
    text = _text(lines[first:], is_flush=comment.is_block and not first)
    summary = summary_of(text)
    if _is_address(summary) or not _TWO_WORDS.search(_ADDRESS.sub("", summary)):
        return None
    return prose_of(text, comment.line + first, "leading comment")


def _said(comment: Comment, lexer: str, *, is_of_file: bool) -> list[str]:
    """Return the lines of a comment; those that are not said to readers are empty."""
    lines = without_directives(comment.lines, lexer)
    if comment.is_rest:
        return lines
    lines = [_without_rules(line) for line in lines]
    is_template = is_from_template(lines)
    lines = without_notices(lines)
    # Of a definition it may be what it does: "The table is generated when it is asked for."
    if is_of_file or _SPEAKS_OF_FILE.search("\n".join(lines)):
        lines = without_generated(lines)
    lines = in_words(lines, lexer)
    found: list[str] = []
    for start, end in paragraphs(lines):
        found += [""] * (start - len(found))
        found += _of_paragraph(lines[start:end], lexer, is_template=is_template)
    return found


def described_lines(lines: list[str], lexer: str) -> list[str]:
    """Return the lines of a docstring of a file; those that say nothing of it are empty.

    Markup stays as it is.

    Parameters
    ----------
    lines:
        All of it.
    lexer:
        Pygments' alias of the language.
    """
    lines = without_generated(without_notices(without_directives(lines, lexer)))
    found: list[str] = []
    for start, end in paragraphs(lines):
        part = lines[start:end]
        name = _FILE_NAME.match(part[0])
        part = [described(part[0][name.end() if name else 0 :]), *part[1:]]
        found += [""] * (start - len(found))
        found += [""] * len(part) if _is_address(" ".join(part)) else part
    return found


def _without_rules(line: str) -> str:
    if _ONLY_SIGNS.fullmatch(line) or _is_drawn(line):
        return ""
    banner = _BANNER.match(line)
    if banner is not None:
        return banner["words"]
    pair = _PAIR.match(line)
    return pair["words"] if pair else _RULE.sub("", _RULE.sub("", line))


def _is_drawn(line: str) -> bool:
    """Return whether a line is a part of a picture."""
    strokes = len(_STROKE.findall(line))
    return strokes > 4 and strokes > sum(map(str.isalnum, line))


def _of_paragraph(lines: list[str], lexer: str, *, is_template: bool) -> list[str]:
    """Return the lines of a paragraph, all empty if it describes nothing."""
    nothing = [""] * len(lines)
    if lexer == "cmake" and not any(line.lstrip().startswith("- ") for line in lines[1:]):
        lines = [_DASH.sub("", lines[0]), *lines[1:]]
    name = _FILE_NAME.match(lines[0])
    if name is not None:
        if is_template:
            return nothing
        lines = [lines[0][name.end() :], *lines[1:]]
    lines = [described(lines[0].lstrip()) if _is_labelled(lines[0]) else lines[0], *lines[1:]]
    text = " ".join(line.strip() for line in lines).strip()
    if is_code(lines, lexer) or _is_address(text) or _says_nothing(text):
        return nothing
    return lines


def _says_nothing(text: str) -> bool:
    """Return whether a paragraph is a label, a motto, or leads to something else."""
    if (
        _MORE_ELSEWHERE.match(text)
        or _LABEL_OF_CODE.match(text)
        or _QUOTED.match(text)
        or _PLACEHOLDER.match(text)
    ):
        return True
    is_command = len(_FLAG.findall(text)) >= _FLAGS_OF_COMMAND and text[-1:] not in ".!?"
    return is_command or (text.endswith(":") and not without_colon(text))


def _is_labelled(line: str) -> bool:
    return described(line.lstrip()) != line.lstrip()


def _is_address(text: str) -> bool:
    """Return whether a paragraph says no more than where to look."""
    free = _ADDRESS.sub(" ", text)
    if free == text:
        return False
    words = free.split()
    is_short = len(free) < _LONGEST_NAME
    if _ADDRESS_FIRST.match(text.lstrip()) or (is_short and _NAME_AND_VERSION.match(free)):
        return True
    return not _WORD.search(free) or (len(words) <= 6 and not _WORD.search(_LEADS_TO.sub("", free)))


def _text(lines: Sequence[str], *, is_flush: bool) -> str:
    """Return the text of lines in paragraphs, each as far out as it can be.

    Parameters
    ----------
    lines:
        Those of a comment.
    is_flush:
        Whether the first one stands behind the delimiter, so that its indentation says nothing.
    """
    parts = [list(lines[start:end]) for start, end in paragraphs(lines)]
    if not parts:
        return ""
    is_behind = is_flush and bool(lines[0].strip())
    measured = parts[0][1:] if is_behind else parts[0]
    indent = min((len(line) - len(line.lstrip()) for line in measured if line.strip()), default=0)
    parts[0][0] = parts[0][0].strip()
    blocks = ("\n".join(_apart([_outdented(line, indent) for line in part])) for part in parts)
    text = "\n\n".join(block for block in blocks if block).replace("\f", "\n\n")
    # What is further in than the first line is so on purpose.
    return f"\n{text}"


def _outdented(line: str, indent: int) -> str:
    return line[indent:].rstrip() if not line[:indent].strip() else line.strip()


def _apart(lines: list[str]) -> list[str]:
    """Part lines that were not broken for want of room, by an empty line between.

    The next word, with a capital, would have fitted; a sentence would have gone on.
    """
    width = max(map(len, lines), default=0)
    found: list[str] = []
    for line in lines:
        before = found[-1] if found else ""
        if before and _is_new(before, line, width):
            found.append("")
        found.append(line)
    return found


def _is_new(before: str, line: str, width: int) -> bool:
    word = line.strip().partition(" ")[0]
    last = before.rstrip().rpartition(" ")[2]
    fits = len(before) + 1 + len(word) <= width
    return (
        fits
        and word[:1].isupper()
        and before[-1] not in ".!?:,;-("
        and last.lower() not in CONNECTING
    )
