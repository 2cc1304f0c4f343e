"""Rows that the users of the extension add to the table of patterns, as ``conf.py`` has them."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from sphinx_kwindex.patterns.pattern import Calls, Decorated, Derives, Matcher, Pattern

_Name = Annotated[str, Meta(pattern=r"^[^\W\d]\w*((\(\))?\.[^\W\d]\w*)*\Z")]
_Called = Annotated[str, Meta(pattern=r"^[^\W\d]\w*(\.[^\W\d]\w*)*\Z")]
"""Without ``()``: of the calls of methods, facts hold only those that the built-in rows name."""
_Text = Annotated[str, Meta(pattern=r"^\S([^\r\n]*\S)?\Z")]
_Address = Annotated[str, Meta(pattern=r"^https?://[^\s<>\"]+\Z")]


class OwnRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of the option ``kwindex_patterns``."""

    name: _Text
    explanation: _Text
    url: _Address | None = None
    base: tuple[_Name, ...] | _Name = ()
    decorator: tuple[_Name, ...] | _Name = ()
    call: tuple[_Called, ...] | _Called = ()

    def __post_init__(self) -> None:
        """Refuse a row that can never match."""
        if not (self.base or self.decorator or self.call):
            raise ValueError("neither base nor decorator nor call")

    def pattern(self) -> Pattern:
        """Return the row as one of the table."""
        matchers: list[Matcher] = []
        if self.base:
            matchers.append(Derives(_names(self.base)))
        if self.decorator:
            matchers.append(Decorated(_names(self.decorator)))
        if self.call:
            matchers.append(Calls(_names(self.call)))
        return Pattern(self.name, self.explanation, self.url or "", tuple(matchers))


def _names(given: tuple[str, ...] | str) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else given
