"""The finder in a browser: what it finds, with the keyboard alone, on phones, for everybody."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from sphinx_kwindex.finder import root
from sphinx_kwindex.sites.__main__ import main
from tests.sphinx.browser.test_pages_in_browser import PHONE, once
from tests.sphinx.browser.visiting import Reader, Visit, wait_for_hits, wait_for_sight
from tests.sphinx.building import Built, Result
from tests.sphinx.test_themes import FILE, THEMES, conf_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

QUERIES = {
    "Station": ("class", "Station"),
    "station": ("module", "tidepool.model.station"),
    "HarmonicCurve": ("class", "HarmonicCurve"),
    "HC": ("class", "HarmonicCurve"),
    "find_extremes": ("function", "find_extremes"),
    "find extr": ("function", "find_extremes"),
    "extremes find": ("function", "find_extremes"),
    "Station.mean_level": ("property", "Station.mean_level"),
    "harmoniccurv": ("class", "HarmonicCurve"),
    "statoin": ("class", "Station"),
    "model/station.py": ("file", "station.py"),
    "fitting.py": ("file", "fitting.py"),
    "TIDEPOOL_STATIONS": ("environment-variable", "TIDEPOOL_STATIONS"),
    "ValueError: the step must be positive": ("error-message", "the step must be positive"),
    "FitError: 5 unknowns need as many readings, there are 3": (
        "error-message",
        "{unknowns} unknowns need as many readings, there are {len(known)}",
    ),
}
"""What people type, and what must come first."""

_FIND = """async (texts) => {
    const found = [];
    for (const text of texts) {
        const { hits, shards } = await kwindexFinder.find(text);
        const { kind = "", name = "" } = hits.length ? hits[0].entry : {};
        found.push({ text, kind, name, shards });
    }
    return found;
}"""


_HIDE = """(name) => {
    const tab = document.createElement("button");
    tab.id = "a-tab";
    const panel = document.createElement("div");
    panel.setAttribute("aria-labelledby", tab.id);
    panel.hidden = true;
    tab.addEventListener("click", () => { panel.hidden = false; });
    const fold = document.createElement("details");
    document.getElementById(name).replaceWith(tab, panel);
    panel.append(fold);
    fold.innerHTML = "<summary>More</summary>";
    const found = document.createElement("p");
    found.id = name;
    found.append(name);
    fold.append(found);
}"""
"""Put something with a name into a fold within a tab, both closed."""


class _Found(msgspec.Struct):
    text: str
    kind: str
    name: str
    shards: int


class _Violation(msgspec.Struct):
    id: str


class _Report(msgspec.Struct):
    violations: list[_Violation]


def open_finder(page: Page, text: str) -> None:
    """Open the finder with its key, type, and wait for what is found."""
    page.keyboard.press("s")
    page.keyboard.type(text)
    wait_for_hits(page)


def test_what_people_type_finds_what_they_mean(visit: Visit) -> None:
    page = visit("index.html")
    answers = msgspec.convert(page.evaluate(_FIND, list(QUERIES)), list[_Found])
    assert {item.text: (item.kind, item.name) for item in answers} == QUERIES
    assert max(item.shards for item in answers) <= 3


def test_the_keyboard_alone_finds_opens_and_comes_back(visit: Visit) -> None:
    page = visit("kwindex/index.html")
    open_finder(page, "HarmonicCurve")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert "HarmonicCurve" in chosen.inner_text()
    page.locator(".kwindex-hit-line", has_text=":").first.wait_for()
    assert page.get_by_role("combobox").get_attribute("aria-activedescendant") == "kwindex-hit-0"
    page.keyboard.press("Enter")
    page.wait_for_url("**/curves.py_docs.html#HarmonicCurve")

    page.go_back()
    wait_for_hits(page)
    assert page.get_by_role("combobox").input_value() == "HarmonicCurve"


@once
def test_escape_closes_the_finder_and_the_focus_returns(visit: Visit) -> None:
    page = visit("index.html")
    button = page.get_by_role("button", name="Find")
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("station")
    page.wait_for_url("**find=station")
    page.keyboard.press("Escape")
    page.wait_for_function("!location.search")
    assert button.evaluate("(button) => button === document.activeElement")


@once
def test_on_the_page_of_a_folder_the_finder_begins_there(visit: Visit) -> None:
    page = visit("kwindex/src/tidepool/cli/index.html")
    open_finder(page, "main")
    assert page.get_by_role("combobox").input_value().startswith("path:src/tidepool/cli/ ")
    page.get_by_role("button", name="In src/tidepool/cli/", exact=True).click()
    assert page.get_by_role("combobox").input_value().strip() == "main"


@once
def test_a_hit_in_a_closed_fold_within_a_closed_tab_is_opened(visit: Visit) -> None:
    page = visit("kwindex/src/tidepool/model/curves.py_docs.html")
    page.evaluate(_HIDE, "HarmonicCurve")
    for _ in range(2):
        open_finder(page, "HarmonicCurve")
        page.keyboard.press("Enter")
        wait_for_sight(page, "#HarmonicCurve")
        page.locator("details:has(#HarmonicCurve)").evaluate("(fold) => { fold.open = false; }")


# A theme's own affairs: what it uses of Sphinx, and what it runs and asks for on its pages.
@pytest.mark.filterwarnings("ignore:'sphinx_book_theme")
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("origin", ["file"], indirect=True)
def test_a_key_and_a_button_open_the_finder_in_every_theme(
    reader: Reader, built: Built, theme: str
) -> None:
    pytest.importorskip(theme)
    site = built(conf_of(theme))
    for name in ("guide.html", FILE):
        page = reader.open(site.outdir, name, width=1280, dark=False, script=True)
        open_finder(page, "core")
        page.keyboard.press("Escape")
        page.get_by_role("dialog", name="Find in the source code").wait_for(state="hidden")
        page.locator(".kwindex-find-button").click()
        page.get_by_role("combobox", name="Find a name").wait_for()


# As above.
@pytest.mark.filterwarnings("ignore:'sphinx_book_theme")
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("origin", ["file"], indirect=True)
def test_the_line_above_a_source_stays_in_sight_in_every_theme(
    reader: Reader, built: Built, theme: str
) -> None:
    pytest.importorskip(theme)
    page = reader.open(built(conf_of(theme)).outdir, FILE, width=1280, dark=False, script=True)
    page.set_viewport_size({"width": 1280, "height": 300})
    page.locator(".kwindex-source [id^='L-']").last.evaluate("(line) => line.scrollIntoView()")
    wait_for_sight(page, ".kwindex-where")


@once
def test_a_large_site_finds_the_same(
    visit: Visit, built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(root, "MOST_KEYED", 0)
    site = built('kwindex_finder_key = "s"\n')
    assert '"letters":""' not in (site.outdir / "_kwindex/finder/root.js").read_text()
    page = visit("guide.html", site=site)
    texts = ["Engine", "runn", "Engine.run", "demo.core.Engine", "words user", "helpr"]
    answers = msgspec.convert(page.evaluate(_FIND, texts), list[_Found])
    assert [(item.kind, item.name) for item in answers] == [
        ("class", "Engine"),
        ("method", "Engine.run"),
        ("method", "Engine.run"),
        ("class", "Engine"),
        ("", ""),
        ("function", "helper"),
    ]
    open_finder(page, "helper")
    page.locator(".kwindex-hit-line", has_text=":4").first.wait_for()


@once
def test_a_message_in_several_files_is_one_result_with_all_its_places(
    visit: Visit, built: Built
) -> None:
    source = b'raise ValueError("no harbour of this name")\n'
    files = {"pyproject.toml": b"[project]\n", "docs/index.rst": b"A\n=\n"}
    site = built(files={**files, "one.py": source, "other.py": source})
    page = visit("index.html", site=site)
    open_finder(page, "ValueError: no harbour of this name")
    page.locator(".kwindex-hit-line", has_text=":1").nth(1).wait_for()
    first, second = page.locator(".kwindex-hit").all_inner_texts()
    assert (first.split()[0], first.split()[-1], second.strip()) == ("no", "one.py:1", "other.py:1")
    assert page.locator(".kwindex-find-status").inner_text().startswith("1 result")


@once
def test_what_the_finder_finds_is_above_the_results_of_sphinx(
    reader: Reader, example_site: Result
) -> None:
    # Not with `visit`: Sphinx's own results have inline styles, which the policy refuses.
    outdir = example_site.outdir
    page = reader.open(outdir, "search.html?q=Station", width=1280, dark=False, script=True)
    first = page.locator(".kwindex-search a").first
    first.wait_for()
    assert "Station" in first.inner_text()


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (PHONE, True)], ids=["light", "dark"])
@once
def test_everybody_can_use_the_finder(visit: Visit, width: int, *, dark: bool) -> None:
    base = pytest.importorskip("axe_playwright_python.base")
    page = visit("kwindex/index.html", width=width, dark=dark)
    open_finder(page, "station")
    page.evaluate(base.AXE_SCRIPT)
    report = msgspec.convert(page.evaluate("axe.run('dialog')"), _Report)
    assert [found.id for found in report.violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_finder_of_joined_sites_leads_from_one_to_the_other(
    reader: Reader, example_site: Result, tmp_path: Path
) -> None:
    for name in ("one", "libs/two"):
        shutil.copytree(example_site.outdir, tmp_path / name)
    assert main([str(tmp_path), "one", "libs/two"]) == 0
    page = reader.open(tmp_path, "one/kwindex/index.html", width=1280, dark=False, script=True)
    open_finder(page, "HarmonicCurve path:libs/two")
    page.keyboard.press("Enter")
    page.wait_for_url("**/libs/two/kwindex/**/curves.py_docs.html#HarmonicCurve")
    page = reader.open(tmp_path, "a-z.html", width=1280, dark=False, script=True)
    page.get_by_role("link", name="HarmonicCurve", exact=True).first.click()
    page.wait_for_url("**/curves.py_docs.html#HarmonicCurve")
    assert reader.faults == []
