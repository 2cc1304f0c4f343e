"""Pages in a browser: Playwright drives the Chromium of the system.

A test takes ``visit``, opens pages of the example with it, or of another ``site``, and acts as a
reader would.  Each runs twice, with the files on disk and behind a strict web server.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.sphinx.browser.serving import Servers
from tests.sphinx.browser.visiting import Reader, Visit
from tests.sphinx.building import CHECKOUT, Built, Result

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_CONF = 'html_theme = "furo"\nextensions.append("myst_parser")\n'


def _do_without(missing: str) -> None:
    """Skip what needs a browser; where everything must be tested, fail."""
    words = f"the tests in a browser need {missing}"
    if os.environ.get("CI") == "true":
        pytest.fail(words, pytrace=False)
    pytest.skip(words)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser; it ends with these tests, since others may want an event loop too."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        _do_without("Chromium on the path (on Debian: apt-get install chromium)")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _do_without("Playwright (python -m pip install --group browser)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def example_site(built: Built) -> Result:
    """Return the site of the example project."""
    root = CHECKOUT / "example_project"
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not {"_build", "__pycache__", ".pytest_cache"} & {*path.parts}
    }
    return built(_CONF, files=files)


@pytest.fixture(params=["file", "http"])
def origin(request: pytest.FixtureRequest) -> str:
    """Return where pages come from: the files of a site, or a web server."""
    return str(request.param)


@pytest.fixture(scope="module")
def _servers() -> Iterator[Servers]:
    with ExitStack() as stack:
        yield Servers(stack)


@pytest.fixture
def reader(browser: Browser, origin: str, _servers: Servers) -> Iterator[Reader]:
    """Return somebody who opens pages of any folder."""

    def address_of(outdir: Path) -> str:
        if origin == "http":
            return _servers.address(outdir)
        return f"{outdir.resolve().as_uri()}/"

    somebody = Reader(browser, address_of)
    yield somebody
    somebody.leave()


@pytest.fixture
def visit(reader: Reader, example_site: Result) -> Iterator[Visit]:
    """Return what opens a page of the example, or of another site."""

    def opened(
        name: str,
        *,
        site: Result | None = None,
        width: int = 1280,
        dark: bool = False,
        script: bool = True,
    ) -> Page:
        outdir = (site or example_site).outdir
        return reader.open(outdir, name, width=width, dark=dark, script=script)

    yield opened
    assert reader.faults == []
