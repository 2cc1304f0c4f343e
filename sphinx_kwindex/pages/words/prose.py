"""Words of docstrings as spans: literals become code, addresses links; other markup goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from sphinx_kwindex.blocks.blocks import Span, Text
from sphinx_kwindex.blocks.characters import one_line

_URL = r"https?://[^\s<>\"'`\\^{}|]+"
_INLINE = re.compile(
    r"``(?P<literal>[^`]+)``"
    r"|:(?:\w+:)*(?P<kind>\w+):`(?P<role>[^`]+)`"
    r"|`(?P<name>[^`\s](?:[^`]*[^`\s])?)`_{0,2}"
    r"|(?<![\w*])(?P<stars>\*\*?)(?P<emphasis>\w(?:[^*]*[\w.!?])?)(?P=stars)(?![\w*])"
    rf"|\[(?P<label>[^\[\]]+)\]\((?P<address>{_URL}?)\)"
    rf"|(?P<url>{_URL})"
)
_TARGET = re.compile(r"^(?P<title>.*?)\s*<(?P<target>[^<>]*)>$")
_WHOLE_URL = re.compile(f"{_URL}$")
_ROLES = frozenset({"class", "func", "meth", "exc", "attr", "data", "obj", "any", "const", "type"})
"""Roles whose text is the name of a definition."""


class Linker(Protocol):
    """Finds what a name leads to."""

    def __call__(self, name: str, shown: str, *, is_role: bool) -> Span | None:
        """Return a link with the text ``shown``, None if the name leads nowhere for certain."""
        ...


def no_link(name: str, shown: str, *, is_role: bool) -> Span | None:  # noqa: ARG001
    """Find nothing."""
    return None


def prose(words: str, link: Linker = no_link) -> Text:
    """Return the words of a docstring as spans.

    reST literals, roles and single backticks (Markdown code or a reST reference) are shown as
    code; of a role or link with a title, the title is shown, of emphasis the words.

    Parameters
    ----------
    words:
        One paragraph.
    link:
        Finds what the names in it lead to.
    """
    words = one_line(words)
    spans: list[Span] = []
    position = 0
    for match in _INLINE.finditer(words):
        if match.start() > position:
            spans.append(Span(words[position : match.start()]))
        spans.extend(_marked(match, link))
        position = match.end()
    if position < len(words):
        spans.append(Span(words[position:]))
    return tuple(spans)


def _marked(match: re.Match[str], link: Linker) -> Iterator[Span]:
    if match["url"] is not None:
        yield from _bare(match["url"])
    elif match["address"] is not None:
        yield Span(match["label"].strip("`"), url=match["address"])
    elif match["literal"] is not None:
        yield _code(match["literal"], link)
    elif match["emphasis"] is not None:
        yield Span(match["emphasis"])
    elif match["role"] is not None:
        yield _role(match["kind"], match["role"], link)
    else:
        yield _reference(match["name"], link)


def _role(kind: str, text: str, link: Linker) -> Span:
    titled = _TARGET.match(text)
    if titled and titled["title"]:
        found = link(titled["target"].lstrip("~!."), titled["title"], is_role=True)
        return Span(titled["title"]) if found is None or kind not in _ROLES else found
    name = text.strip("<>").lstrip("~!")
    # Sphinx shows the last part of a name with a tilde.
    shown = name.rpartition(".")[2] if text.startswith("~") else name
    found = link(name.lstrip("."), shown, is_role=True) if kind in _ROLES else None
    return Span(name, code=True) if found is None else found


def _reference(text: str, link: Linker) -> Span:
    titled = _TARGET.match(text)
    if titled and titled["title"]:
        is_address = _WHOLE_URL.match(titled["target"])
        return Span(titled["title"], url=titled["target"] if is_address else "")
    return _code(text, link)


def _code(text: str, link: Linker) -> Span:
    return link(text, text, is_role=False) or Span(text, code=True)


def _bare(url: str) -> Iterator[Span]:
    """Yield an address as a link, and the signs after it that end a sentence or a bracket."""
    end = len(url.rstrip(".,;:!?*_"))
    while end and url[end - 1] in ")]" and not _is_balanced(url[:end]):
        end = len(url[: end - 1].rstrip(".,;:!?*_"))
    if url[:end].partition("://")[2]:
        yield Span(url[:end], url=url[:end])
    else:
        end = 0
    if url[end:]:
        yield Span(url[end:])


def _is_balanced(text: str) -> bool:
    return text.count(")") <= text.count("(") and text.count("]") <= text.count("[")
