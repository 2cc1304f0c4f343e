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
