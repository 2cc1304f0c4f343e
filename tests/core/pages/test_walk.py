from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sphinx_kwindex.blocks.blocks import HERE, Block, DataBlock, Notice, Paragraph
from sphinx_kwindex.blocks.excerpts import excerpt
from sphinx_kwindex.blocks.walk import map_spans, spans_of
from sphinx_kwindex.records.text import Span
from tests.core.pages.strategies import DATA, TEXTS

BLOCKS: dict[type, st.SearchStrategy[Block]] = {**DATA, Paragraph: st.builds(Paragraph, TEXTS)}


def _all_spans(value: object) -> Iterator[Span]:
    """Yield the spans in a value by a look at all its fields, whatever they mean."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _all_spans(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _all_spans(item)


def _at_home(span: Span) -> Span:
    return replace(span, docname=HERE, anchor="x")


@pytest.mark.parametrize("kind", BLOCKS, ids=lambda kind: kind.__name__)
@given(st.data())
def test_every_span_of_a_block_is_yielded_and_changed_and_nothing_else(
    kind: type, data: st.DataObject
) -> None:
    block = data.draw(BLOCKS[kind])

    assert list(spans_of(block)) == list(_all_spans(block))
    changed = map_spans(block, _at_home)

    assert list(_all_spans(changed)) == [_at_home(span) for span in _all_spans(block)]
    assert map_spans(block, lambda span: span) == block


@pytest.mark.parametrize("kind", DATA, ids=lambda kind: kind.__name__)
@settings(max_examples=20)
@given(st.data())
def test_no_link_of_an_excerpt_stays_on_the_page_that_shows_it(
    kind: type, data: st.DataObject
) -> None:
    block: DataBlock = data.draw(DATA[kind])

    shown = excerpt(map_spans(block, _at_home), "home")

    assert all(span.docname == "home" for span in _all_spans(shown))


def test_a_notice_keeps_all_but_its_spans() -> None:
    changed = map_spans(Notice((Span("a", code=True),)), lambda span: replace(span, text="b"))

    assert changed == Notice((Span("b", code=True),))
