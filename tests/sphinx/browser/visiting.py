"""A reader with a browser, and what goes wrong in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tests.sphinx.building import Result

if TYPE_CHECKING:
    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Locator,
        Page,
        Request,
    )

PATIENCE = 60_000
"""Milliseconds after which a page does not do what a test waits for."""


_SAID = """(button) => ({ copied: new Promise((resolve) => {
    const said = () => button.textContent === "Copied" && resolve(true);
    new MutationObserver(said).observe(button, { childList: true });
}) })"""
_HELD = "(text) => navigator.clipboard.readText().then((held) => held.trimEnd() === text)"
_IN_SIGHT = """(selector) => {
    const { top } = document.querySelector(selector).getBoundingClientRect();
    return top >= 0 && top < window.innerHeight;
}"""
_MARKED = """(names) => {
    const lines = Array.from(document.querySelectorAll(".kwindex-source .kwindex-marked"));
    return lines.map((line) => line.id).join() === names;
}"""


def wait_for_marks(page: Page, first: int, last: int) -> None:
    """Wait until these lines are marked, and no others."""
    names = ",".join(f"L-{line}" for line in range(first, last + 1))
    page.wait_for_function(_MARKED, arg=names)


def wait_for_sight(page: Page, selector: str) -> None:
    """Wait until an element is in the window; themes scroll there smoothly."""
    page.wait_for_function(_IN_SIGHT, arg=selector)


def wait_for_copy(page: Page, text: str) -> None:
    """Wait until the clipboard holds a text; it may get there after the key was pressed."""
    page.wait_for_function(_HELD, arg=text)


def press_to_copy(page: Page, button: Locator) -> None:
    """Press a button, and wait until it says that it copied, which it does not say for long."""
    said = button.evaluate_handle(_SAID)
    button.click()
    page.wait_for_function("({ copied }) => copied", arg=said)


def wait_for_hits(page: Page) -> None:
    """Wait until the finder shows what it found for the text that is there."""
    page.locator(".kwindex-find-list:not([aria-busy]) .kwindex-hit").first.wait_for()


class Visit(Protocol):
    """Opens a page of a site as a reader does, and returns it.

    The test fails at its end if a page reported an error, or asked for something elsewhere.
    """

    def __call__(
        self,
        name: str,
        *,
        site: Result | None = None,
        width: int = 1280,
        dark: bool = False,
        script: bool = True,
    ) -> Page: ...


class Reader:
    """Opens pages in windows of their own, and notes what goes wrong there."""

    def __init__(self, browser: Browser, address_of: Callable[[Path], str]) -> None:
        """Take a browser, and what gives the address of a site, with a slash at its end."""
        self.faults: list[str] = []
        self._browser = browser
        self._address_of = address_of
        self._contexts: list[BrowserContext] = []

    def open(self, outdir: Path, name: str, *, width: int, dark: bool, script: bool) -> Page:
        """Open a page of a site.

        Parameters
        ----------
        outdir:
            The folder of the site.
        name:
            The file of the page in there, with an anchor if wanted.
        width:
            The width of the window in pixels.
        dark:
            Whether the reader prefers dark colours.
        script:
            Whether scripts run.
        """
        base = self._address_of(outdir)
        context = self._browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        self._contexts.append(context)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.set_default_timeout(PATIENCE)
        page = context.new_page()

        def heard(message: ConsoleMessage) -> None:
            if message.type == "error":
                self.faults.append(f"{name}: {message.text}")

        def asked(request: Request) -> None:
            if not request.url.startswith((base, "data:", "blob:")):
                self.faults.append(f"{name}: asks for {request.url}")

        page.on("console", heard)
        page.on("pageerror", lambda error: self.faults.append(f"{name}: {error}"))
        page.on("request", asked)
        page.goto(f"{base}{name}")
        return page

    def leave(self) -> None:
        """Close all pages."""
        for context in self._contexts:
            context.close()
