"""Looking at what pages say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from sphinx_kwindex.blocks.blocks import Block, Folded, Heading, Page, Paragraph, Table
from sphinx_kwindex.pages.site.plan import Plan
from sphinx_kwindex.pages.site.targets import join_targets
from sphinx_kwindex.records.catalogue import Target
from sphinx_kwindex.records.text import words_of

Kind = TypeVar("Kind", bound=Block)
Shown = Page | Iterable[Block]


def page_of(plan: Plan, docname: str) -> Page:
    """Return a page by what its docname is after the prefix of all pages."""
    return next(page for page in plan.pages() if page.docname == f"kwindex/{docname}")


def targets_of(plan: Plan) -> tuple[Target, ...]:
    """Return what can be referred to on the pages."""
    return join_targets([planned.targets() for planned in plan.planned()])


def blocks_of(shown: Shown, kind: type[Kind]) -> list[Kind]:
    """Return the blocks of one kind."""
    return [block for block in all_blocks(shown) if isinstance(block, kind)]


def paragraphs_of(shown: Shown) -> list[str]:
    """Return the words of the paragraphs."""
    return [words_of(block.text) for block in blocks_of(shown, Paragraph)]


def headings_of(shown: Shown, level: int = 2) -> list[str]:
    """Return the headings of one level."""
    return [block.text for block in blocks_of(shown, Heading) if block.level == level]


def tables_of(shown: Shown) -> dict[str, Table]:
    """Return the last table under each heading."""
    found: dict[str, Table] = {}
    title = ""
    for block in all_blocks(shown):
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, Table):
            found[title] = block
    return found


def all_blocks(shown: Shown) -> Iterable[Block]:
    """Yield the blocks, those of a folded part after its title as a heading."""
    for block in shown.blocks if isinstance(shown, Page) else shown:
        if isinstance(block, Folded):
            yield Heading(2 if block.is_part else 4, block.title, block.anchor)
            yield from all_blocks(block.blocks)
        else:
            yield block
