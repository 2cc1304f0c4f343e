"""The command that looks for dead links in built sites."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.dead_links import check, main

LINK = '<p id="here"><a class="reference" href="{}">x</a></p>'


@pytest.mark.parametrize(
    ("link", "is_dead"),
    [
        ("#here", False),
        ("#gone", True),
        ("a/other.html#A&amp;%C3%A4", False),
        ("a/other.html#A", True),
        ("a/", False),
        ("a/other.html", False),
        ("a/gone.html", True),
        ("a/logo.svg", False),
        ("a/logo.svg#anywhere", False),
        ("https://example.org/gone", False),
        ("mailto:a@example.org", False),
    ],
)
def test_links_without_a_file_or_an_anchor_are_dead(
    tmp_path: Path, link: str, *, is_dead: bool
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/other.html").write_text('<h1\n id="A&amp;\u00e4">x</h1>', "utf-8")
    (tmp_path / "a/index.html").write_text('<a href="../page.html#here">x</a>', "utf-8")
    (tmp_path / "a/logo.svg").write_text("", "utf-8")
    (tmp_path / "page.html").write_text(LINK.format(link), "utf-8")

    outcome = check(tmp_path)

    assert outcome.dead == ((f"page.html: {link}",) if is_dead else ())
    assert outcome.pages == 3
    assert main([str(tmp_path)]) == int(is_dead)


def test_what_code_shows_of_tags_is_no_link(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<pre>&lt;a href="gone.html"&gt;</pre>', "utf-8")

    assert check(tmp_path).dead == ()
