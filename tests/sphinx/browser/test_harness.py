"""What is wrong in a browser is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sphinx.browser.visiting import Reader

pytestmark = pytest.mark.browser

INLINE = "document.title = 'changed'"


def faults(reader: Reader, folder: Path, body: str) -> list[str]:
    """Return what is wrong on a page of a site whose theme writes one inline script."""
    folder.joinpath("search.html").write_text(f"<script>{INLINE}</script>")
    folder.joinpath("page.html").write_text(f"<!doctype html><title>A</title><body>{body}</body>")
    page = reader.open(folder, "page.html", width=800, dark=False, script=True)
    page.wait_for_load_state()
    return reader.faults


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
    assert words in "\n".join(faults(reader, tmp_path, body))


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
    assert "Content Security Policy" in "\n".join(faults(reader, tmp_path, body))


@pytest.mark.parametrize("origin", ["http"], indirect=True)
def test_a_strict_site_lets_its_theme_through(reader: Reader, tmp_path: Path) -> None:
    assert faults(reader, tmp_path, f"<script>{INLINE}</script>") == []
