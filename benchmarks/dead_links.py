"""Look for links of built sites that lead to no file or to no anchor of one.

``python -m benchmarks.dead_links SITE...`` reads each HTML file of each site once, prints how many
links were looked at and the dead ones, and fails if there are any.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

_ATTRIBUTE = re.compile(r"""<[a-zA-Z][^>]*?\s(?:id|href)=[^>]*>""")
_VALUE = re.compile(r"""\s(id|href)="([^"]*)\"""")
_MOST_SHOWN = 50


@dataclass
class _Page:
    """What leads to a page, and what it leads to."""

    anchors: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Outcome:
    """What was found in a site."""

    pages: int
    links: int
    dead: tuple[str, ...]
    """Each with its page, ``guide.html: other.html#gone``."""


def check(outdir: Path) -> Outcome:
    """Look at all links within a site; each address counts once a page."""
    pages = {
        path.relative_to(outdir).as_posix(): _read(path.read_text(encoding="utf-8"))
        for path in sorted(outdir.rglob("*.html"))
    }
    looked_at = 0
    dead = []
    for name, page in pages.items():
        for link in sorted(page.links):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            looked_at += 1
            target = _target(name, unquote(parts.path))
            found = pages.get(target) or pages.get(f"{target}/index.html".removeprefix("./"))
            anchor = unquote(parts.fragment)
            if found is None:
                leads = (outdir / target).exists()
            else:
                leads = not anchor or anchor in found.anchors
            if not leads:
                dead.append(f"{name}: {link}")
    return Outcome(len(pages), looked_at, tuple(dead))


def _target(name: str, path: str) -> str:
    return normpath(join(dirname(name), path)) if path else name


def _read(text: str) -> _Page:
    page = _Page()
    for kind, value in _values(text):
        (page.anchors if kind == "id" else page.links).add(unescape(value))
    return page


def _values(text: str) -> Iterator[tuple[str, str]]:
    """Yield the anchors and links in tags; what code shows of tags is escaped, and is none."""
    for tag in _ATTRIBUTE.findall(text):
        for kind, value in _VALUE.findall(tag):
            if kind == "id" or tag.startswith("<a"):
                yield kind, value


def main(sites: list[str]) -> int:
    """Check sites, and return how the process ends."""
    failed = False
    for site in sites:
        outcome = check(Path(site))
        print(
            f"{site}: {outcome.links:,} links on {outcome.pages:,} pages, "
            f"{len(outcome.dead):,} dead"
        )
        for line in outcome.dead[:_MOST_SHOWN]:
            print(f"  {line}")
        failed |= bool(outcome.dead)
    return int(failed or not sites)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
