"""The source of a file in a browser: names, lines, and the line that says where a reader is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sphinx.browser.visiting import (
    Visit,
    press_to_copy,
    wait_for_copy,
    wait_for_marks,
)

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Position

pytestmark = pytest.mark.browser

SETTINGS = "kwindex/src/tidepool/settings.py_docs.html"
UNITS = "kwindex/src/tidepool/units.py_docs.html"
NUMBER: Position = {"x": 30, "y": 8}
"""A place on the number of a line."""

once = pytest.mark.parametrize("origin", ["http"], indirect=True)


def _name(page: Page, line: int, text: str) -> Locator:
    return page.locator(f"#L-{line}").get_by_role("link", name=text, exact=True).first


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_names_lead_to_their_definitions_and_these_to_their_uses(
    visit: Visit, *, script: bool
) -> None:
    page = visit(SETTINGS, script=script)

    _name(page, 32, "log_level").click()
    page.wait_for_url("**#Settings.log_level")
    _name(page, 20, "Settings").click()
    page.wait_for_url("**#uses-of-Settings")
    assert page.locator(":target").is_visible()


def test_lines_become_ranges_that_can_be_copied(visit: Visit) -> None:
    page = visit(SETTINGS)

    page.locator("#L-24").click(position=NUMBER)
    page.wait_for_url("**#L-24")
    page.locator("#L-27").click(position=NUMBER, modifiers=["Shift"])
    page.wait_for_url("**#L-24:L-27")
    wait_for_marks(page, 24, 27)
    press_to_copy(page, page.locator(".kwindex-copy"))
    wait_for_copy(page, page.url)


@once
def test_a_range_in_the_address_is_marked_across_groups_of_lines(visit: Visit) -> None:
    page = visit(f"{UNITS}#L-98:L-100")

    wait_for_marks(page, 98, 100)
    assert page.locator("#L-99").is_visible()


@once
def test_a_name_is_told_with_the_pointer_and_with_the_keyboard(visit: Visit) -> None:
    page = visit(SETTINGS)
    tip = page.get_by_role("tooltip")

    _name(page, 32, "log_level").hover()
    tip.wait_for()
    assert "Settings.log_level" in tip.inner_text()
    page.keyboard.press("Escape")
    tip.wait_for(state="hidden")
    page.keyboard.press("Tab")
    name = _name(page, 27, "Settings")
    name.focus()
    tip.filter(has_text="What the environment says about a run.").wait_for()
    assert name.get_attribute("aria-describedby") == tip.get_attribute("id")


@once
def test_a_line_at_the_top_says_in_which_definition_a_reader_is(visit: Visit) -> None:
    page = visit(SETTINGS)
    bar = page.locator(".kwindex-where")
    place = bar.get_by_role("link").first

    assert place.inner_text() == "src/tidepool/settings.py"
    page.set_viewport_size({"width": 1280, "height": 200})
    page.locator("#L-30").evaluate(
        "(line) => window.scrollBy(0, line.getBoundingClientRect().top - 60)"
    )
    bar.get_by_role("link", name="Settings.from_environment").wait_for()
    assert bar.is_visible()
    press_to_copy(page, bar.get_by_role("button", name="Copy path"))
    wait_for_copy(page, "src/tidepool/settings.py:27")


@once
def test_the_entry_of_a_definition_offers_its_path_and_its_link(visit: Visit) -> None:
    page = visit(SETTINGS)
    entry = page.locator("dt[id='Settings.from_environment']")

    entry.hover()
    press_to_copy(page, entry.get_by_role("button", name="Copy path"))
    wait_for_copy(page, "src/tidepool/settings.py:27")
    page.locator("dt[id='Settings.log_level'] .kwindex-line").focus()
    link = page.locator("dt[id='Settings.log_level']").get_by_role("button", name="Copy link")
    press_to_copy(page, link)
    wait_for_copy(page, f"{page.url.partition('#')[0]}#Settings.log_level")
    assert page.locator(".kwindex-entry").count() == 1


@once
def test_lines_are_copied_without_numbers_and_buttons(visit: Visit) -> None:
    page = visit(f"{SETTINGS}#L-16")

    page.evaluate(
        """() => {
            const range = document.createRange();
            range.setStartBefore(document.getElementById("L-16"));
            range.setEndAfter(document.getElementById("L-20"));
            window.getSelection().removeAllRanges();
            window.getSelection().addRange(range);
        }"""
    )
    page.keyboard.press("Control+c")
    wait_for_copy(
        page,
        'DEFAULT_STATIONS: Final = "config/stations.toml"\n\n\n'
        "@dataclass(frozen=True, slots=True)\nclass Settings:",
    )
