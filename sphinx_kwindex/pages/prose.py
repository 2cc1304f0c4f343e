"""Words of docstrings as spans: inline literals become code, the markup around them goes."""

from __future__ import annotations

import re

from sphinx_kwindex.pages.blocks import Span, Text
from sphinx_kwindex.pages.characters import one_line

_INLINE = re.compile(
    r"``(?P<literal>[^`]+)``"
    r"|:(?:\w+:)*\w+:`(?P<role>[^`]+)`"
    r"|`(?P<name>[^`\s](?:[^`]*[^`\s])?)`_{0,2}"
    r"|(?<![\w*])(?P<stars>\*\*?)(?P<emphasis>\w(?:[^*]*[\w.!?])?)(?P=stars)(?![\w*])"
)
_TARGET = re.compile(r"^(?P<title>.*?)\s*<(?P<target>[^<>]*)>$")


def prose(words: str) -> Text:
    """Return the words of a docstring as spans.

    reST literals, roles and single backticks (Markdown code or a reST reference) are shown as
    code; of a role or link with a title, the title is shown, of emphasis the words.
    """
    words = one_line(words)
    spans: list[Span] = []
    position = 0
    for match in _INLINE.finditer(words):
        if match.start() > position:
            spans.append(Span(words[position : match.start()]))
        spans.append(_code(match))
        position = match.end()
    if position < len(words):
        spans.append(Span(words[position:]))
    return tuple(spans)


def _code(match: re.Match[str]) -> Span:
    if match["literal"] is not None:
        return Span(match["literal"], code=True)
    if match["emphasis"] is not None:
        return Span(match["emphasis"])
    if match["role"] is not None:
        titled = _TARGET.match(match["role"])
        if titled and titled["title"]:
            return Span(titled["title"])
        return Span(match["role"].strip("<>").lstrip("~!"), code=True)
    titled = _TARGET.match(match["name"])
    if titled and titled["title"]:
        return Span(titled["title"])
    return Span(match["name"], code=True)
