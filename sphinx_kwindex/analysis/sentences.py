"""Where a sentence ends."""

from __future__ import annotations

import re

SUMMARY_LENGTH = 300
"""Characters after which a first sentence without an end is cut at a word."""

ELLIPSIS = " …"
"""What a sentence ends with that was cut."""

_MOST_READ = 2_000
"""Characters in which the end is looked for."""
_SENTENCE_END = re.compile(r"[.!?][)\"'”’`*_\]]*(?=\s+[^\sa-z])|[。！？](?=.)")
_BEFORE = r"(?:^|[\s(\[\"'/])"
_ABBREVIATION = re.compile(
    rf"{_BEFORE}(?:(?:[A-Za-z]\.)*(?-i:[A-Z])|(?:[A-Za-z]\.)+[A-Za-z]|eg|ie|etc|cf|vs|viz|resp|approx"
    r"|incl|excl|esp|nr|ca|al|dr|mr|mrs|ms|prof|st|jr|sr|inc|ltd|corp|dept|ph\.d|aka)\.$",
    re.IGNORECASE,
)
"""``e.g.``, ``U.S.``, ``J.`` before a name."""
_BEFORE_NUMBER = re.compile(
    rf"{_BEFORE}(?:no|nos|fig|figs|eq|eqs|eqn|sec|sect|ch|chap|vol|ver|v|rev|ref|refs|tab|def|thm|lem|alg"
    r"|app|ed|pp?|max|min|ca|approx|line|step|pat)\.$",
    re.IGNORECASE,
)
"""``No. 4``, ``Fig. 3``; without a number these words may end a sentence."""

CONNECTING = frozenset(
    {"a", "an", "the", "of", "for", "to", "in", "on", "by", "with", "and", "or", "from", "as",
     "at", "is", "are", "be", "that", "this", "which", "into", "its", "it", "not", "than", "when",
     "where", "if", "but", "we", "can", "will", "has", "have", "was", "were", "our", "your",
     "their", "between", "via", "using", "per", "through"}
)  # fmt: skip
"""Words that no line ends with unless the sentence goes on."""


def first_sentence(paragraph: str) -> str:
    """Return the first sentence of a paragraph that stands on one line, cut if it is long."""
    sentence = whole_sentence(paragraph)
    if len(sentence) <= SUMMARY_LENGTH:
        return sentence
    head = sentence[:SUMMARY_LENGTH]
    return f"{head.rpartition(' ')[0] or head}{ELLIPSIS}"


def whole_sentence(paragraph: str) -> str:
    """Return the first sentence of a paragraph that stands on one line.

    No sentence ends within code or brackets, nor behind an abbreviation or an ellipsis.
    """
    ticks = depth = position = 0
    for match in _SENTENCE_END.finditer(paragraph[:_MOST_READ]):
        end = match.end()
        passed = paragraph[position:end]
        ticks += passed.count("`")
        depth += sum(map(passed.count, "([")) - sum(map(passed.count, ")]"))
        position = end
        if ticks % 2 and "`" in paragraph[end:_MOST_READ]:
            continue
        if depth > 0 and any(sign in paragraph[end:_MOST_READ] for sign in ")]"):
            continue
        if not _is_inside(paragraph, match):
            return paragraph[:end]
    return paragraph


def _is_inside(paragraph: str, match: re.Match[str]) -> bool:
    """Return whether what looks like the end of a sentence belongs to a word in it."""
    start = match.start()
    head = paragraph[max(0, start - 40) : start + 1]
    if head.endswith("..") or _ABBREVIATION.search(head):
        return True
    follows = paragraph[match.end() : match.end() + 4].lstrip(" #(")
    return follows[:1].isdigit() and _BEFORE_NUMBER.search(head) is not None


_TAIL = re.compile(
    r"(?:,?\s+(?:as follows|(?:in|by|with|via|using|from|for|as|on|at|to|of|like)\s+(?:one of\s+)?"
    r"(?:the\s+)?(?:following|these)\b[^:]{0,60}|(?:as\s+)?(?:see|shown|listed|described|given)?\s*below))\s*:$",
    re.IGNORECASE,
)
"""The end of ``Reads tides in the following ways:``."""
_LEADING_ON = re.compile(
    r"\b(?:following|follows|below|like this|these|usage|examples?|such as)\b[^:]{0,60}:$"
    r"|\b(?:are|is|be|include|includes|including|returns?|contains?|provides?|supports?|has|have|via"
    r"|with|by|for|to|of|in|on|as|and|or|do|does|run|use|namely)\s*:$",
    re.IGNORECASE,
)
"""What says nothing without what comes next: ``It does the following things:``."""
_FEWEST = 2


def without_colon(sentence: str) -> str:
    """Return a sentence without the colon at its end; empty if it only leads to what follows.

    Parameters
    ----------
    sentence:
        A first sentence, where nothing but it is shown.
    """
    if not sentence.endswith(":") or sentence.endswith("::"):
        return sentence
    head = _TAIL.sub("", sentence)
    if head != sentence:
        return head if len(head.split()) >= _FEWEST else ""
    return "" if _LEADING_ON.search(sentence) else sentence[:-1].rstrip()
