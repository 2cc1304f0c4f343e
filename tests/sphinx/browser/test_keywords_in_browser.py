"""The finder of a keyword page."""

from __future__ import annotations

import pytest

from tests.sphinx.browser.visiting import Visit

pytestmark = pytest.mark.browser

KEYWORDS = "kwindex/src/tidepool/model/station.py_kw.html"
ENTRIES = ".kwindex-keywords > li:visible"


def test_the_finder_leaves_the_entries_with_a_word(visit: Visit) -> None:
    page = visit(KEYWORDS)
    every = page.locator(ENTRIES).count()

    page.get_by_role("searchbox", name="Find a keyword").fill("slug")

    page.locator(".kwindex-finder output").filter(has_text=" of ").wait_for()
    left = page.locator(ENTRIES).all_inner_texts()
    assert 0 < len(left) < every
    assert all("slug" in text.lower() for text in left)

    page.get_by_role("searchbox", name="Find a keyword").fill("")
    page.locator(ENTRIES).nth(every - 1).wait_for()


@pytest.mark.parametrize("origin", ["file"], indirect=True)
def test_without_script_all_entries_are_there_and_the_finder_is_not(visit: Visit) -> None:
    page = visit(KEYWORDS, script=False)

    assert page.locator(ENTRIES).count() > 10
    assert page.locator(".kwindex-finder:visible").count() == 0
