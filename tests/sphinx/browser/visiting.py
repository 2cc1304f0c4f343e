"""A reader with a browser, and what goes wrong in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tests.sphinx.building import Result

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

PATIENCE = 15_000
"""Milliseconds after which a page does not do what a test waits for."""


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
