"""The sections of a page about the whole repository that have something to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_kwindex.blocks.blocks import Block, Heading


def filled_sections(sections: Iterable[tuple[str, str, Iterable[Block]]]) -> Iterator[Block]:
    """Yield the heading and the content of each section that has any.

    Parameters
    ----------
    sections:
        Of each its heading, its anchor and its content.
    """
    for heading, anchor, content in sections:
        body = list(content)
        if body:
            yield Heading(2, heading, anchor)
            yield from body
