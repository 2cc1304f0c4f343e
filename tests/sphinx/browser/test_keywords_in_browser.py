"""Keyword pages in a browser: what opens the finder."""

from __future__ import annotations

import pytest

from tests.sphinx.browser.visiting import Visit, wait_for_hits

pytestmark = pytest.mark.browser

KEYWORDS = "kwindex/src/tidepool/model/station.py_kw.html"


def test_the_button_of_a_keyword_page_opens_the_finder_for_its_file(visit: Visit) -> None:
    page = visit(KEYWORDS)
    page.get_by_role("button", name="Find a keyword").click()
    page.keyboard.type("slug")
    wait_for_hits(page)
    assert page.get_by_role("combobox").input_value() == ("path:src/tidepool/model/station.py slug")
    places = page.locator(".kwindex-hit-place").all_inner_texts()
    assert {place.partition(":")[0] for place in places} == {"src/tidepool/model/station.py"}


@pytest.mark.parametrize("origin", ["file"], indirect=True)
def test_without_script_all_entries_are_there_and_the_button_is_not(visit: Visit) -> None:
    page = visit(KEYWORDS, script=False)

    assert page.locator(".kwindex-keywords > li:visible").count() > 10
    assert page.locator(".kwindex-finder:visible").count() == 0
