"""Pages of all kinds in a browser: on wide and narrow screens, in light and dark, for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from tests.sphinx.browser.visiting import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FILE = "kwindex/src/tidepool/model/station.py_docs.html"
PAGES = {
    "file": FILE,
    "keywords of a file": "kwindex/src/tidepool/model/station.py_kw.html",
    "folder": "kwindex/src/tidepool/index.html",
    "root": "kwindex/index.html",
    "document": "kwindex/README.md_docs.html",
    "all keywords": "kwindex/keywords.html",
    "coverage": "kwindex/coverage.html",
}
PHONE = 375

kinds = pytest.mark.parametrize("name", PAGES.values(), ids=PAGES)
once = pytest.mark.parametrize("origin", ["http"], indirect=True)


class _Node(msgspec.Struct):
    html: str


class _Violation(msgspec.Struct):
    id: str
    nodes: list[_Node]


class _Report(msgspec.Struct):
    violations: list[_Violation]


def violations(page: Page) -> list[str]:
    """Return what a part of a page that is ours keeps from some readers, by axe-core's rules.

    Code is left out: its colours are those of the style that the project chose.
    """
    base = pytest.importorskip("axe_playwright_python.base")
    page.evaluate("document.querySelectorAll('.kwindex-page pre').forEach((code) => code.remove())")
    page.evaluate(base.AXE_SCRIPT)
    report = msgspec.convert(page.evaluate("axe.run('.kwindex-page')"), _Report)
    return [f"{found.id}: {node.html}" for found in report.violations for node in found.nodes]


@kinds
def test_pages_work_from_disk_and_behind_a_strict_server(visit: Visit, name: str) -> None:
    page = visit(name)

    assert page.locator(".kwindex-page h1").is_visible()


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (PHONE, True)], ids=["light", "dark"])
@pytest.mark.parametrize("kind", ["file", "keywords of a file", "folder", "document"])
@once
def test_everybody_can_read_a_page(visit: Visit, kind: str, width: int, *, dark: bool) -> None:
    assert violations(visit(PAGES[kind], width=width, dark=dark)) == []


@kinds
@once
def test_a_page_is_no_wider_than_a_phone(visit: Visit, name: str) -> None:
    page = visit(name, width=PHONE)

    assert page.evaluate("document.documentElement.scrollWidth") == PHONE
