from __future__ import annotations

import re
from html import unescape

import pytest
from pygments.lexer import Lexer
from sphinx.highlighting import PygmentsBridge

from sphinx_kwindex.sphinx_ext.highlighting import (
    LONGEST_PIECE,
    MOST_HIGHLIGHTED,
    PLAIN,
    highlight,
    lexer_for,
)

BRIDGE = PygmentsBridge("html", "default")

HOSTILE = {
    "levels of line blocks": ("rst", "".join(f"| {'  ' * level}x\n" for level in range(2000))),
    "comments without end in HTML": ("html", "<!--\n" * 80_000),
    "comments without end in C": ("c", "/*\n" * 30_000),
    "comments without end in Kotlin": ("kotlin", "/*\n" * 30_000),
    "one line": ("js", "a(" * 100_000 + "\n"),
    "brackets in each other": ("json", "[\n" * 30_000),
    "templates in each other": ("ts", "`${\n" * 10_000),
    "blank lines": ("python", "\n" * 100_000),
}


def _shown(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


@pytest.mark.parametrize("kind", HOSTILE)
def test_text_that_a_lexer_cannot_cope_with_is_shown_whole_with_its_lines(kind: str) -> None:
    lexer, text = HOSTILE[kind]

    html = highlight(BRIDGE, text, lexer, linespans="L")

    assert _shown(html).rstrip("\n") == text.rstrip("\n")
    assert html.count(' id="L-') == text.count("\n")
    assert lexer_for(text, lexer) in {lexer, PLAIN}


def test_lexer_is_asked_for_text_in_proportion_to_its_length(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lexed: list[int] = []
    tokens = Lexer.get_tokens

    def noted(self: Lexer, text: str, unfiltered: bool = False) -> object:  # noqa: FBT001, FBT002
        lexed.append(len(text))
        return tokens(self, text, unfiltered)

    monkeypatch.setattr(Lexer, "get_tokens", noted)
    line = "x = 1\n"
    for lines in (20_000, 80_000):
        lexed.clear()
        highlight(BRIDGE, line * lines, "python")
        assert sum(lexed) == len(line) * lines
        assert max(lexed) <= LONGEST_PIECE


def test_what_follows_the_first_half_million_characters_is_shown_without_colours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lexed: list[int] = []
    tokens = Lexer.get_tokens

    def noted(self: Lexer, text: str, unfiltered: bool = False) -> object:  # noqa: FBT001, FBT002
        lexed.append(len(text))
        return tokens(self, text, unfiltered)

    monkeypatch.setattr(Lexer, "get_tokens", noted)
    text = f"x = '{'y' * 900}'\n" * (MOST_HIGHLIGHTED // 600)

    html = highlight(BRIDGE, text, "python", linespans="L")

    assert MOST_HIGHLIGHTED <= sum(lexed) <= MOST_HIGHLIGHTED + LONGEST_PIECE
    assert _shown(html).rstrip("\n") == text.rstrip("\n")
    assert html.count(' id="L-') == text.count("\n")


def test_long_text_is_highlighted_as_one() -> None:
    lines = LONGEST_PIECE // 4

    html = highlight(BRIDGE, "x = 1\n" * lines, "python", linespans="L")

    assert html.count('<span class="mi">1</span>') == lines
    assert html.count("<pre>") == 1


def test_unknown_lexer_is_none() -> None:
    assert lexer_for("x", "no such language") == PLAIN
    assert lexer_for("x = 1\n", "python") == "python"
