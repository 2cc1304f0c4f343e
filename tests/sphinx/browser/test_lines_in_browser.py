"""What a reader does with a source: follow names, mark lines, pass the link on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.sphinx.browser.visiting import (
    Visit,
    press_to_copy,
    wait_for_copy,
    wait_for_marks,
    wait_for_sight,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PREDICTION = "kwindex/src/tidepool/model/prediction.py_docs.html"


def press_number(page: Page, line: int, *, shift: bool = False, hidden: int = 0) -> None:
    """Click on the number of a line, as the style sheet shows it beside what is hidden of it."""
    place = page.locator(f"#L-{line}")
    box = place.bounding_box()
    assert box is not None
    place.click(
        position={"x": hidden + 12, "y": box["height"] / 2}, modifiers=["Shift"] if shift else []
    )


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_name_leads_to_its_definition_in_another_file(visit: Visit, *, script: bool) -> None:
    page = visit(PREDICTION, script=script)

    page.locator("#L-57").get_by_role("link", name="Station", exact=True).click()

    page.wait_for_url("**/station.py_docs.html#Station")
    assert page.locator("[id='Station']").is_visible()


@pytest.mark.parametrize("origin", ["file"], indirect=True)
def test_the_name_of_a_definition_leads_to_what_the_page_says_of_it(visit: Visit) -> None:
    page = visit(f"{PREDICTION}#L-56")

    page.locator("#L-56").get_by_role("link", name="sample", exact=True).click()

    page.wait_for_url(re.compile(r"#(uses-of-)?sample$"))
    entry = f"[id='{page.url.partition('#')[2]}']"
    wait_for_sight(page, entry)
    assert page.locator(entry).evaluate("e => e.closest('.kwindex-source')") is None


def test_shift_and_a_click_mark_lines_and_put_them_into_the_address(visit: Visit) -> None:
    page = visit(PREDICTION)

    press_number(page, 23)
    page.wait_for_url("**#L-23")
    press_number(page, 26, shift=True)

    page.wait_for_url("**#L-23:L-26")
    wait_for_marks(page, 23, 26)
    assert page.evaluate("String(window.getSelection())") == ""

    press_number(page, 21, shift=True)

    page.wait_for_url("**#L-21:L-26")


@pytest.mark.parametrize("origin", ["file"], indirect=True)
def test_lines_of_the_address_are_marked_and_in_sight_when_a_page_opens(visit: Visit) -> None:
    page = visit(f"{PREDICTION}#L-120:L-122")

    wait_for_marks(page, 120, 122)
    wait_for_sight(page, "#L-120")


def test_a_button_copies_the_link_to_the_marked_lines(visit: Visit) -> None:
    page = visit(f"{PREDICTION}#L-30:L-34")

    press_to_copy(page, page.locator(".kwindex-source .kwindex-copy"))

    wait_for_copy(page, page.url)


@pytest.mark.parametrize("origin", ["file"], indirect=True)
def test_numbers_of_long_lines_stay_in_sight_on_a_phone(visit: Visit) -> None:
    page = visit(f"{PREDICTION}#L-134", width=375)
    box = ".kwindex-source .highlight"

    hidden = page.locator(box).evaluate("e => { e.scrollLeft = 200; return e.scrollLeft; }")
    assert hidden > 100
    press_number(page, 136, hidden=hidden)

    page.wait_for_url("**#L-136")


@pytest.mark.parametrize("origin", ["file"], indirect=True)
def test_marked_lines_can_be_told_in_the_dark(visit: Visit) -> None:
    page = visit(f"{PREDICTION}#L-30:L-31", dark=True)
    colours = [
        page.locator(f"#L-{line}").evaluate("e => getComputedStyle(e).backgroundImage")
        for line in (29, 30)
    ]

    assert colours[0] == "none"
    assert "gradient" in colours[1]
    ground = page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    assert max(map(int, ground.removeprefix("rgb(").removesuffix(")").split(","))) < 64
