"""The record of a section; those that there are need the analysers, and are loaded with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from sphinx_kwindex.blocks.blocks import Block

if TYPE_CHECKING:
    from sphinx_kwindex.pages.files.sections.view import FileView


class Manner(StrEnum):
    """How a page shows a section."""

    LEAD = "lead"
    """Without a heading: it is what a page begins with."""
    OPEN = "open"
    FOLDED = "folded"
    """A reader opens it."""


class Section(msgspec.Struct, frozen=True):
    """A section of the overview page."""

    name: str
    """What ``kwindex_sections`` calls it."""
    title: str
    anchor: str
    build: Callable[[FileView], Iterator[Block]]
    manner: Manner = Manner.OPEN
