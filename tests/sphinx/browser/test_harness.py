"""What is wrong in a browser is noticed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.sphinx.browser.visiting import PATIENCE, Reader

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

INLINE = "document.title = 'changed'"


def open_page(reader: Reader, folder: Path, body: str) -> Page:
    """Open a page of a site whose theme writes one inline script."""
    folder.joinpath("search.html").write_text(f"<script>{INLINE}</script>")
    folder.joinpath("page.html").write_text(f"<!doctype html><title>A</title><body>{body}</body>")
    return reader.open(folder, "page.html", width=800, dark=False, script=True)


def wait_for_fault(reader: Reader, page: Page, words: str) -> None:
    """Wait until a fault is noted: the browser may report it when the page is there already."""
    for _ in range(PATIENCE // 50):
        if words in "\n".join(reader.faults):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{words!r} is not among {reader.faults}")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<script>throw new Error('broken here')</script>", "broken here"),
        ("<script src='gone.js'></script>", "Failed to load"),
        ("<img src='http://127.0.0.1:9/a.png'>", "asks for http://127.0.0.1:9/a.png"),
    ],
)
@pytest.mark.parametrize("origin", ["file"], indirect=True)
def test_faults_of_a_page_are_noted(reader: Reader, tmp_path: Path, body: str, words: str) -> None:
    wait_for_fault(reader, open_page(reader, tmp_path, body), words)


@pytest.mark.parametrize(
    "body",
    [
        "<script>document.title = 'B'</script>",
        "<style>p { color: red }</style>",
        "<p style='color: red'>",
        "<p onclick='go()'>",
        "<iframe src='page.html'>",
        "<base href='/a/'>",
    ],
)
@pytest.mark.parametrize("origin", ["http"], indirect=True)
def test_a_strict_site_lets_nothing_inline_through(
    reader: Reader, tmp_path: Path, body: str
) -> None:
    page = open_page(reader, tmp_path, body)
    wait_for_fault(reader, page, "Content Security Policy")


@pytest.mark.parametrize("origin", ["http"], indirect=True)
def test_a_strict_site_lets_its_theme_through(reader: Reader, tmp_path: Path) -> None:
    page = open_page(reader, tmp_path, f"<script>{INLINE}</script>")
    page.wait_for_function("document.title === 'changed'")
    assert reader.faults == []
