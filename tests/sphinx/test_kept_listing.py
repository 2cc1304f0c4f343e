"""A source is highlighted once, whichever folder its page is written to."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from pygments.lexers import PythonLexer
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.highlighting import PygmentsBridge

from sphinx_kwindex.blocks.blocks import Listing
from sphinx_kwindex.blocks.listed_places import ListedName, ListedPlaces, ListedTarget
from sphinx_kwindex.sphinx_ext import kept_listing as module
from sphinx_kwindex.sphinx_ext.highlighting import highlight_listing
from sphinx_kwindex.sphinx_ext.kept_listing import kept_listing
from sphinx_kwindex.store.highlighted import HighlightedSources

TARGET = ListedTarget("client", "Client", words="A client.")
LISTING = Listing("python", "Client()\n", ListedPlaces((ListedName(1, 0, 6, 0),), (TARGET,)))


class _Pages:
    """Writes the source of one page again and again, and counts how often it is highlighted."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._kept = HighlightedSources(folder)
        self.highlighted = 0
        real = highlight_listing

        def count(*args: object, **options: object) -> str:
            self.highlighted += 1
            return real(*args, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(module, "highlight_listing", count)

    def write(
        self, block: Listing = LISTING, address: str = "client.html#Client", style: str = "default"
    ) -> str:
        bridge = PygmentsBridge("html", style)
        builder = cast("StandaloneHTMLBuilder", SimpleNamespace(name="html", highlighter=bridge))
        return kept_listing(
            self._kept, builder, "page", block, lambda _target: address, linespans="L"
        )


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Pages:
    return _Pages(tmp_path, monkeypatch)


def test_the_same_source_is_highlighted_once(pages: _Pages) -> None:
    first = pages.write()
    assert 'href="client.html#Client"' in first
    assert pages.write() == first
    assert pages.highlighted == 1


def test_a_link_that_leads_elsewhere_is_seen(pages: _Pages) -> None:
    pages.write()
    assert 'href="moved.html"' in pages.write(address="moved.html")
    assert "href" not in pages.write(address="")
    assert pages.highlighted == 3


def test_other_text_and_other_style_are_seen(pages: _Pages) -> None:
    first = pages.write()
    assert pages.write(Listing("python", "Client(1)\n", LISTING.places)) != first
    pages.write(Listing("text", "Client()\n", LISTING.places))
    pages.write(style="bw")
    assert pages.highlighted == 4


def test_what_a_lexer_of_the_user_makes_is_not_kept(
    pages: _Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Own(PythonLexer):  # type: ignore[misc]
        """It may be another one in the next build."""

    monkeypatch.setattr(module, "lexer_of", lambda _bridge, _block: Own())
    pages.write()
    pages.write()
    assert pages.highlighted == 2
