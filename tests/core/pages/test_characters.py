from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.blocks.characters import one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\nc", "a\tb\nc"),
        ("\x1b[31m", "␛[31m"),
        ("\0\r\x7f", "␀␍␡"),
        ("\x85\x9f", "[U+0085][U+009F]"),
        ("ab\u202ecd\u2069", "ab[U+202E]cd[U+2069]"),
        ("\u2028\ufeff\ufffe\ud800", "[U+2028][U+FEFF][U+FFFE][U+D800]"),
        ("grüße ☃ 𝒳 नि", "grüße ☃ 𝒳 नि"),
    ],
)
def test_characters_that_hide_or_reorder_text_are_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_every_control_surrogate_and_bidirectional_control_is_made_visible() -> None:
    embedding = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    for code in range(0x10000):
        character = chr(code)
        hides = unicodedata.category(character) in ("Cc", "Cs")
        reorders = unicodedata.bidirectional(character) in embedding
        if (hides or reorders) and character not in "\t\n":
            assert visible(character) != character, hex(code)


@given(st.text(st.characters()))
def test_visible_text_can_be_encoded_and_stays_as_it_is(text: str) -> None:
    shown = visible(text)
    assert shown.encode().decode() == shown
    assert visible(shown) == shown


def test_one_line_has_single_spaces() -> None:
    assert one_line("  a \n\t b\u3000c\r\n") == "a b c"
