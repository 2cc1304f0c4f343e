"""Notices at the head of files: who owns it, who wrote it when, and what one may do with it.

No single word makes a notice: "Checks that every file has a licence header." is a purpose.  A claim
of copyright has a year, a sign or an owner; a licence is known by what it grants, refuses or refers
to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_YEAR = r"(?:19|20)\d\d"
_SIGN = r"(?:©|\(c\)|&copy;|ⓒ)"
_LICENCE = r"licen[sc]e"

_CLAIM = re.compile(
    rf"\W*(?:(?:all |some )?portions?\b.{{0,40}}?|@|\\)?(?:copyrights?|copr\.?|copyleft)\b"
    rf"(?:\W*{_SIGN}|\W*{_YEAR}|\s*:|\s+(?:by|of|held by|belongs to)\b|.{{0,80}}?\b{_YEAR}\b"
    r"|\s+(?:the\s+)?(?-i:[A-Z]).{0,80}?\b(?:authors|contributors|inc|ltd|llc|corp\w*|gmbh"
    r"|foundation"
    r"|project|team|developers|community|committers)\b"
    r"|\s+(?:\w[\w.+-]*\s+){1,5}(?:authors|contributors|developers|committers|team)(?:\W*$|[.,;])"
    r"|\s+(?!Notices?|Headers?|Check|Lines?|Years?|Claims?|Statements?)(?-i:[A-Z][\w.-]*)"
    r"(?:,?\s+(?-i:[A-Z&][\w.-]*)){0,5}(?:\W*$|\W+all rights))"
    rf"|\W*{_SIGN}\s*(?:{_YEAR}|(?-i:[A-Z]))|\W*spdx-[\w-]+:"
    rf"|\W*(?:{_YEAR}\W{{1,5}}){{1,9}}(?-i:[A-Z]).*(?:<[^<>\s]+@|\b[AL]?GPL|\bMIT\b|\bBSD\b)"
    r"|\W*(?:all|some|no) rights reserved",
    re.IGNORECASE,
)
"""``Copyright (C) 2020 A. Name``, ``© A. Name``, ``2017, A. Name <a@b.c>, GPLv3``."""
_SUBJECT = (
    r"(?:this|these|the|all)\s+(?:\w+\s+){0,2}?(?:files?|code|programs?|software|library|module"
    r"|script"
    r"|works?|material|project|package|product|document|source|sources|headers?|contents?"
    r"|content)\b"
)
_TERMS = re.compile(
    r"permission (?:is|to use|to copy)\b.{0,60}\b(?:grant|copy|modify|free)"
    r"|redistributions? (?:and use |of source|in binary|of this)"
    r"|(?:is|are) (?:being )?provided[^.]{0,60}\bas[ -]is\b|\"as is\""
    r"|without (?:any )?(?:express or implied )?warrant(?:y|ies)\b|in no event shall|no warranty\b"
    rf"|(?:^|[.!;] )(?:dual[- ]|double[- ])?(?:licen[sc]ed|released|distributed|published"
    rf"|available)"
    rf" (?:to|under|by .{{0,60}}\bunder)\b"
    rf"|{_SUBJECT}[^.]{{0,60}}? (?:is|are|may be|can be|has been|was|were)(?: \w+){{0,3}}?"
    rf" (?:(?:dual-?)?licen[sc]ed|free software|open[- ]source software|public domain"
    rf"|distributed (?:under|in the hope|on an)"
    rf"|(?:released|made available|available|published|provided|covered"
    rf"|redistributable) (?:under|by)"
    rf"|subject to|governed by|protected by)\b"
    rf"|{_SUBJECT}[^.]{{0,30}}\bpublic domain\b|^\W*public domain\b"
    r"|use of (?:this|the) (?:source|code|software)|your use of (?:this|the) (?:source|software)"
    r"|you (?:may|should|can|must) (?:not use this|obtain a copy|have received a copy"
    r"|redistribute|copy)"
    r"|\bobtain (?:a copy|one at)|unless required by applicable"
    rf"|(?-i:\b(?:see|See|refer to|read|in) (?:the |accompanying |file |project's |top-level "
    rf"|[\w.]+ )"
    rf"{{0,3}}[\"'`]?(?:\.{{0,2}}/)*(?:LICEN[SC]E|COPYING|NOTICE|COPYRIGHT|AUTHORS|CREDITS"
    rf"|UNLICENSE)\b)"
    rf"|(?:see|refer to) [^.]{{0,60}}\b(?:for|governing)\b[^.]{{0,40}}\b{_LICENCE}"
    rf"|(?:see|refer to) (?:the )?(?:accompanying |included |enclosed )?{_LICENCE}(?: file| text"
    rf"|\.\w+)?\b"
    rf"|for (?:the |more )?(?:full |complete |details on )?(?:copyright|{_LICENCE})[^.]{{0,40}}"
    rf"(?:information|details|see|view|refer)"
    rf"|the (?:full |complete )?{_LICENCE} (?:is|can be found|text|terms|agreement)"
    rf"|(?:is|are) (?:also )?(?:subject to|covered by|governed by)\b[^.]{{0,60}}\b(?:{_LICENCE}"
    rf"|terms)\b"
    r"|under the (?:terms|licen[sc]e|same terms)|terms and conditions|conditions are met"
    r"|neither the name|endorse or promote|must not be misrepresented|plainly marked"
    r"|claim that you wrote|advertising materials|this product includes"
    r"|if a copy of the|do not alter or remove|disclaims? (?:all |any |copyright)"
    r"|alternatively,? (?:this|the contents|you may)|commercial licen[sc]e usage"
    r"|need additional information|or have any questions|authors? (?:or|and) copyright holders?"
    r"|^\W*(?:the )?(?:mit|isc|zlib|[al]?gpl|bsd|apache|mozilla|unlicense|boost|gnu"
    r"|expat)\b[^.:]{0,60}"
    rf"\b{_LICENCE}\b[^.]{{0,40}}\W*$",
    re.IGNORECASE,
)
_VOCABULARY = re.compile(
    rf"\b(?:{_LICENCE}\w*|licensing|copyright\w*|warrant\w+|liab\w+|redistribut\w+|permissions?"
    rf"|damages"
    r"|disclaim\w*|merchantab\w+|reserved|[AL]?GPL\w*|GNU|apache|mozilla|foundation|public domain"
    r"|authors? file|derived from this software|modified version)\b",
    re.IGNORECASE,
)
"""What in the same comment as a notice belongs to it; alone it says nothing."""
_LABELLED = re.compile(
    r"\W*(?:(?:original(?:ly)?|main|initial|primary|first|lead|current|last)\s+)?"
    r"(?:authors?|contributors?|maintainers?|maintained by|(?:written|created|coded|developed"
    r"|modified"
    r"|updated)(?: by| on| at)?|dates?|version|revision|history|change ?log|changes|e-?mail"
    r"|licen[sc]e"
    r"|file ?names?|file|path|package|subpackage|project|component|home ?page|website|url|web"
    r"|repository|github|since|status|last (?:update|change|modification)|stability|portability"
    r"|keywords|based on"
    r"|depends(?: on)?|company|platforms?|language|module|compatibility|package-requires|group"
    r"|organi[sz]ation|environment|tested(?: on| with)?|contact)"
    r"\s*(?:\([\w. -]{0,40}\))?\s*:(?![:/])",
    re.IGNORECASE,
)
"""``Author: A. Name``, ``Last updated: today``."""
_NAME = r"(?-i:[A-Z][\w.'’-]*)"
_MADE = re.compile(
    r"\W*(?:originally\s+)?(?:(?:authors?|written|created|coded|authored|developed|maintained"
    r"|ported"
    r"|contributed)\s+by|by)\s+"
    rf"{_NAME}(?:[\s,&]+(?:and\s+|de\s+|van\s+|von\s+)?{_NAME}){{0,7}}"
    r"(?:\s*[<(@].*|,?\s*(?:\bon\s+|\bin\s+)?\d.*)?\W*$"
    r"|\W*(?:version|revision|rev\.?|dated?|since|(?:last )?(?:updated|modified|created)(?: on)?)"
    r"\s+v?\d[\w./:-]*(?:\s+\d[\w./:-]*)*\W*$",
    re.IGNORECASE,
)
"""``Created by A. Name on 1/2/14``, ``Version 1.2``."""
_MADE_ON = re.compile(
    r"\W*(?:created|last modified|modified|updated)(?:\s+(?:on|at)|\s*:)?\s+"
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\W.{0,60}\b\d{4}\W*$",
    re.IGNORECASE,
)
"""``Created on Mon Jan  1 12:00:00 2020``, which Spyder writes into each new file."""
_ACTION = re.compile(
    r"\W*(?!Portions|Permissions|Licen|Redistributions|Rights|Terms|Copyrights|Conditions)"
    r"[A-Z][a-z]{2,}s\s+\w"
)
"""The beginning of ``Adds licence headers.``, which says what something does."""
_TODO = re.compile(r"\W*(?:TODO|FIXME|XXX|HACK|BUG|NOCOMMIT)\b")
_SOLE = re.compile(
    r"\W*(?:\$(?:Id|Header|Revision|Date|Author|Source|Log|Name|URL|Rev|FreeBSD|NetBSD|OpenBSD)\b.*"
    r"|@\(#\).*|(?:by|from)\s+[A-Z]\S+(?:\s+\S+){0,4}\s*<[^<>\s]+@[^<>\s]+>.*"
    r"|(?:[\w.'-]+\s+){0,5}<?[\w.+-]+@[\w.-]+\.\w+>?"
    r"|(?:\d{1,4}[-/.]){2}\d{1,4}|(?:19|20)\d\d"
    r"|(?:[0-3]?\d\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)\w*\.?\s+\d{1,4}(?:,?\s+\d{4})?)\W*$",
    re.IGNORECASE,
)
"""A line of a version control system, a date, or a person with an address."""
_PART_OF = re.compile(
    r"\W*(?:this|the)(?: \w+)? (?:file|program|code|software|source|source code|header) (?:is"
    r"|forms) (?:a )?"
    r"part of (?:the )?[^,;:]{1,60}?[.,]?\W*$",
    re.IGNORECASE,
)
"""``This file is part of Tide.``"""
_CREATED = re.compile(r"\W*created by\b.{1,60}\bon\s+\d", re.IGNORECASE)
_DESCRIBED = re.compile(
    r"(?:file )?(?:description|desc|purpose|summary|abstract|overview|synopsis|short description)"
    r"\s*(?::|-{1,2}(?=\s))\s*",
    re.IGNORECASE,
)
_LONGEST = 500
"""Characters of a line that can be a notice by itself."""


def without_notices(lines: list[str]) -> list[str]:
    """Return the lines of a comment; those of notices are empty.

    Parameters
    ----------
    lines:
        Without delimiters.
    """
    found: list[str] = []
    in_notice = False
    for start, end in paragraphs(lines):
        kept, is_notice = _without_notice(lines[start:end], in_notice=in_notice)
        in_notice = in_notice or is_notice
        found += [""] * (start - len(found)) + kept
    return found + [""] * (len(lines) - len(found))


def is_from_template(lines: list[str]) -> bool:
    """Return whether a comment is the one that an editor puts at the head of each new file."""
    return any(map(_CREATED.match, lines))


def paragraphs(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the paragraphs of a comment begin and end.

    Returns
    -------
    list of (position of the first line, position after the last)
    """
    found = []
    start = -1
    for number, line in enumerate([*lines, ""]):
        if line.strip():
            start = number if start < 0 else start
        elif start >= 0:
            found.append((start, number))
            start = -1
    return found


def _without_notice(lines: list[str], *, in_notice: bool) -> tuple[list[str], bool]:
    """Return a paragraph without its notices, and whether there was one.

    A line with a claim ends what was said before; the lines after it are judged on their own.
    """
    kept: list[str] = []
    start = 0
    while start < len(lines):
        end = next((at for at in range(start, len(lines)) if _is_own(lines[at])), len(lines))
        words, found = _judged(_finished(lines, start, end), in_notice=in_notice)
        kept += words
        in_notice = in_notice or found
        if end < len(lines):
            start = _end_of_notice(lines, end)
            kept += [""] * (start - end)
            in_notice = in_notice or _CLAIM.match(lines[end]) is not None
        else:
            start = end
    return kept, in_notice


def _is_own(line: str) -> bool:
    """Return whether a line is a notice by itself."""
    if len(line) > _LONGEST or _DESCRIBED.match(line.strip()):
        return False
    return any(
        pattern.match(line)
        for pattern in (_CLAIM, _SOLE, _PART_OF, _LABELLED, _MADE, _MADE_ON, _CREATED, _TODO)
    )


def _end_of_notice(lines: list[str], start: int) -> int:
    """Return where a notice ends that goes on over lines: more names, or the rest of a task."""
    line = lines[start]
    if _TODO.match(line) or line.rstrip().endswith(":"):
        return len(lines)
    end = start + 1
    indent = len(line) - len(line.lstrip())
    while end < len(lines) and (
        lines[end - 1].rstrip().endswith((",", " and"))
        or len(lines[end]) - len(lines[end].lstrip()) > indent
    ):
        end += 1
    return end


def _finished(lines: list[str], start: int, end: int) -> list[str]:
    """Return the lines before a notice, without a sentence that goes on in the notice."""
    part = lines[start:end]
    if not part or end == len(lines):
        return part
    first = lines[end].strip()[:1]
    if not (
        part[-1].rstrip().endswith((",", "(")) or (first.islower() and part[-1][-1] not in ".:")
    ):
        return part
    text = " ".join(line.strip() for line in part)
    before = _sentences_before(text, len(text))
    return [before, *[""] * (len(part) - 1)] if before else [""] * len(part)


def _judged(part: list[str], *, in_notice: bool) -> tuple[list[str], bool]:
    """Return lines without terms of a licence, and whether there were any.

    Sentences before the terms stay.
    """
    if not part:
        return part, False
    text = " ".join(line.strip() for line in part)
    terms = _TERMS.search(text)
    if terms is None:
        is_more = in_notice and _VOCABULARY.search(text) is not None
        return ([""] * len(part), True) if is_more else (part, False)
    before = _sentences_before(text, terms.start())
    is_of_licence = _VOCABULARY.search(before) and not _ACTION.match(before)
    if in_notice or not before or is_of_licence:
        return [""] * len(part), True
    return [before, *[""] * (len(part) - 1)], True


def _sentences_before(text: str, end: int) -> str:
    """Return the whole sentences before a place."""
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s)", text[: end + 2])]
    return text[: ends[-1]].strip() if ends else ""


def described(line: str) -> str:
    """Return a line without the label ``Description:`` before it."""
    match = _DESCRIBED.match(line)
    return line[match.end() :] if match else line
