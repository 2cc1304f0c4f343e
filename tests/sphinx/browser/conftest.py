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
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import pytest

from tests.sphinx.browser.serving import Servers
from tests.sphinx.browser.visiting import Reader, Visit
from tests.sphinx.building import BuildExample, Result

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


def _do_without(missing: str) -> NoReturn:
    """Skip what needs a browser; where everything must be tested, fail."""
    words = f"the tests in a browser need {missing}"
    if os.environ.get("CI") == "true":
        pytest.fail(words, pytrace=False)
    pytest.skip(words)


class _Running(NamedTuple):
    """A browser, and what ends it."""

    browser: Browser
    stack: ExitStack


_RUNNING = pytest.StashKey[_Running]()


@pytest.fixture
def browser(pytestconfig: pytest.Config) -> Browser:
    """Return the browser of all tests here that follow each other; to start one takes seconds."""
    if _RUNNING not in pytestconfig.stash:
        stack = ExitStack()
        pytestconfig.stash[_RUNNING] = _Running(_started(stack), stack)
    return pytestconfig.stash[_RUNNING].browser


def _started(stack: ExitStack) -> Browser:
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        _do_without("Chromium on the path (on Debian: apt-get install chromium)")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _do_without("Playwright (python -m pip install --group browser)")
    playwright = stack.enter_context(sync_playwright())
    chromium = playwright.chromium.launch(executable_path=program)
    stack.callback(chromium.close)
    return chromium


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """End the browser when other tests follow, since they may want an event loop too."""
    others = nextitem is None or Path(__file__).parent not in nextitem.path.parents
    if others and _RUNNING in item.config.stash:
        item.config.stash[_RUNNING].stack.close()
        del item.config.stash[_RUNNING]


@pytest.fixture
def example_site(example: BuildExample) -> Result:
    """Return the site of the example project, which is in Furo."""
    return example("html")


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
