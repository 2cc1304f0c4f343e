"""A site as a strict web server gives it: nothing runs or loads that the site did not mean to."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from html.parser import HTMLParser
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

_PAGES_OF_SPHINX = ("search.html", "genindex.html")
"""Pages without content of ours: what is inline there is the theme's."""


class _Inline(HTMLParser):
    """The scripts and styles that a page holds itself."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: set[str] = set()
        self.styles: set[str] = set()
        self._filled: set[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "script" and "src" not in values:
            self._filled = self.scripts
        elif tag == "style":
            self._filled = self.styles
        if style := values.get("style"):
            self.styles.add(style)

    def handle_data(self, data: str) -> None:
        if self._filled is not None:
            self._filled.add(data)

    def handle_endtag(self, tag: str) -> None:
        self._filled = None


def strict_policy(outdir: Path) -> str:
    """Return the strictest Content-Security-Policy that a site works under.

    Everything comes from the site itself.  Nothing inline may run, and no inline style counts,
    except for what the theme writes on pages of Sphinx, by its hash: all themes have some (furo
    sets its colours, alabaster shows its search field).  So what we write ourselves must do
    without.  Hashes of attributes need ``'unsafe-hashes'``, which still allows these values alone.
    """
    inline = _Inline()
    for name in _PAGES_OF_SPHINX:
        # Several sites may lie side by side.
        for page in sorted(outdir.rglob(name)):
            inline.feed(page.read_text(encoding="utf-8"))
    scripts, styles = (
        " ".join(sorted(map(_hash, kept))) for kept in (inline.scripts, inline.styles)
    )
    return (
        "default-src 'none'; "
        f"script-src 'self' {scripts}; "
        f"style-src 'self' 'unsafe-hashes' {styles}; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


class _Handler(SimpleHTTPRequestHandler):
    """Serves one folder under its policy, silently."""

    def __init__(self, *args: object, directory: str, policy: str) -> None:
        self._policy = policy
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self._policy)
        super().end_headers()

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":
            # The browser asks for it by itself.
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()
        else:
            super().do_GET()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing of what is found."""

    def log_error(self, *args: object) -> None:
        """Say nothing of what is missing: the browser tells the test."""


class Servers:
    """Web servers on this machine, one for each site that is asked for."""

    def __init__(self, stack: ExitStack) -> None:
        """Begin with none; they end with ``stack``."""
        self._stack = stack
        self._addresses: dict[Path, str] = {}

    def address(self, outdir: Path) -> str:
        """Return the address of a site, which is served under its :func:`strict_policy`."""
        if outdir not in self._addresses:
            self._addresses[outdir] = self._stack.enter_context(_served(outdir))
        return self._addresses[outdir]


@contextmanager
def _served(outdir: Path) -> Iterator[str]:
    """Serve a site, and give its address, with a slash at its end."""
    handler = partial(_Handler, directory=str(outdir), policy=strict_policy(outdir))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
