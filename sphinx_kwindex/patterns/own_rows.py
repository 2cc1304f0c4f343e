"""Rows that the users of the extension add to the table of patterns, as ``conf.py`` has them."""

from __future__ import annotations

import re
from typing import Annotated

import msgspec
from msgspec import Meta

from sphinx_kwindex.patterns.pattern import Calls, Decorated, Derives, Matcher, Pattern

_NAME = re.compile(r"[^\W\d]\w*((\(\))?\.[^\W\d]\w*)*\Z")
_CALLED = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*\Z")
"""Without ``()``: of the calls of methods, facts hold only those that the built-in rows name."""

# Checked below, for msgspec 0.22 crashes when it frees the union of a list and a string with a
# pattern.
_Names = tuple[str, ...] | str
_Text = Annotated[str, Meta(pattern=r"^\S([^\r\n]*\S)?\Z")]
_Address = Annotated[str, Meta(pattern=r"^https?://[^\s<>\"]+\Z")]


class OwnRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of the option ``kwindex_patterns``."""

    name: _Text
    explanation: _Text
    url: _Address | None = None
    base: _Names = ()
    decorator: _Names = ()
    call: _Names = ()

    def __post_init__(self) -> None:
        """Refuse what is no name, and a row that can never match."""
        names = [*_listed(self.base), *_listed(self.decorator)]
        called = _listed(self.call)
        are_names = all(map(_NAME.match, names)) and all(map(_CALLED.match, called))
        if not are_names or not (names or called):
            raise ValueError("neither base nor decorator nor call has a name")

    def pattern(self) -> Pattern:
        """Return the row as one of the table."""
        matchers: list[Matcher] = []
        if self.base:
            matchers.append(Derives(_listed(self.base)))
        if self.decorator:
            matchers.append(Decorated(_listed(self.decorator)))
        if self.call:
            matchers.append(Calls(_listed(self.call)))
        return Pattern(self.name, self.explanation, self.url or "", tuple(matchers))


def _listed(given: _Names) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else given
