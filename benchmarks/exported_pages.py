"""Hold the pages for programs to the pages for people: they should say the same.

``python -m benchmarks.exported_pages SITE`` draws pages of a site that was built with
``kwindex_exports = ["json", "markdown"]``, compares the words of the three forms of each, follows
the links in Markdown, prints what differs or is dead, and fails if anything is.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt

DATA = "_kwindex/data/pages"
_HREF, _ID = re.compile(r'<a href="([^"]*)"'), re.compile(r'<a id="([^"]*)"')
_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_WORD = re.compile(r"[^\W_]+")
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "col", "source"})
_INLINE = frozenset({"a", "b", "code", "em", "i", "small", "span", "strong", "wbr"})
"""Elements that may end in the midst of a word."""
_HIDDEN = frozenset({"figure", "script", "style"})
"""Pictures only repeat what is said next to them."""
_FURNITURE = frozenset(
    {
        "headerlink",
        "kwindex-finder",
        "kwindex-neighbours",
        "kwindex-treemap",
        "kwindex-written",
        "linenos",
        "graphviz",
    }
)
"""Classes of what helps to move about, and of pictures, which say nothing else."""
_BUTTONS = frozenset({"Show names"})
"""What a reader presses."""
_LABELS = (
    "Map",
    "line",
    "default",
    "Default",
    "Name",
    "Type",
    "Description",
    "document",
    "files",
    "and",
    "more",
)
"""Words that a form has for what is a field, or a picture, in another."""
_MOST_SHOWN = 20


@dataclass(frozen=True)
class Outcome:
    """What was compared."""

    pages: int
    differences: tuple[str, ...]
    """Each with its page and the words that one of the forms lacks."""


def compare(site: Path, *, number: int, seed: int) -> Outcome:
    """Compare pages of a site with their other forms.

    Parameters
    ----------
    site:
        The output folder.
    number:
        How many pages to draw.
    seed:
        Of the draw.
    """
    folder = site / DATA
    known = sorted(folder.rglob("*.md"))
    draw = random.Random(seed)  # noqa: S311 - a draw of pages, no secret
    drawn = draw.sample(known, min(number, len(known)))
    differences = [line for path in sorted(drawn) for line in _differences(site, path)]
    return Outcome(len(drawn), tuple(differences))


def _differences(site: Path, path: Path) -> Iterator[str]:
    name = path.relative_to(site / DATA).with_suffix("").as_posix()
    shown = _words_of_html((site / f"{name}.html").read_text(encoding="utf-8"))
    markdown = _words_of_markdown(path.read_text(encoding="utf-8"))
    data = _words_of_json(path.with_suffix(".json").read_text(encoding="utf-8"))
    labels = Counter(dict.fromkeys(_LABELS, sum(shown.values()) + sum(markdown.values())))
    for what, words in (
        ("not in Markdown", shown - markdown - labels),
        ("only in Markdown", markdown - shown - labels),
        ("not in JSON", Counter(_said(shown)) - Counter(set(data)) - labels),
    ):
        if words:
            yield f"{name}: {what}: {' '.join(sorted(words)[:_MOST_SHOWN])}"
    for link in _links(path):
        target, _, anchor = link.partition("#")
        leads_to = (path.parent / unquote(target)).resolve() if target else path
        if not leads_to.is_file() or (anchor and unquote(anchor) not in _anchors(leads_to)):
            yield f"{name}: dead link: {link}"


def _said(words: Counter[str]) -> set[str]:
    """Return words without numbers and single letters.

    Data have lists where a page says how many there are, or has the letters of an index in a row.
    """
    return {word for word in words if len(word) > 1 and not word.isdigit()}


class _Text(HTMLParser):
    """Collects the words of the content of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._open: list[tuple[str, bool, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element; what is in furniture is furniture."""
        classes = (dict(attrs).get("class") or "").split()
        space = "" if tag in _INLINE and "kwindex-decorator" not in classes else " "
        self.words.append(space)
        if tag not in _VOID:
            hidden = tag in _HIDDEN or not _FURNITURE.isdisjoint(classes)
            self._open.append((tag, hidden or self._is_hidden(), space))

    def handle_endtag(self, tag: str) -> None:
        """Go out of an element."""
        while tag not in _VOID and self._open:
            opened, _, space = self._open.pop()
            self.words.append(space)
            if opened == tag:
                break

    def handle_data(self, data: str) -> None:
        """Take the words of a text."""
        if not self._is_hidden() and data not in _BUTTONS:
            self.words.append(data)

    def _is_hidden(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def _links(path: Path) -> Iterator[str]:
    """Yield where the links of a page in Markdown lead, those out of the site left out."""
    for href in _HREF.findall(_READER.render(path.read_text(encoding="utf-8"))):
        link = unescape(href)
        if "://" not in link and not link.startswith("mailto:"):
            yield link


@cache
def _anchors(path: Path) -> frozenset[str]:
    rendered = _READER.render(path.read_text(encoding="utf-8"))
    return frozenset(map(unescape, _ID.findall(rendered)))


def _words_of_html(text: str) -> Counter[str]:
    start = text.index('<div class="body"')
    end = text.index('<div class="sphinxsidebar"', start)
    return _words(text[start:end])


def _words_of_markdown(text: str) -> Counter[str]:
    return _words(_READER.render(text))


def _words(html: str) -> Counter[str]:
    reader = _Text()
    reader.feed(html)
    return Counter(_WORD.findall("".join(reader.words)))


def _words_of_json(text: str) -> Counter[str]:
    return Counter(_WORD.findall(" ".join(_values(json.loads(text)))))


def _values(data: object) -> Iterator[str]:
    """Yield all that is said in data, names of fields left out."""
    if isinstance(data, dict):
        for value in data.values():
            yield from _values(value)
    elif isinstance(data, list):
        # The pieces of a line of text meet without a space.
        texts = [item["text"] for item in data if isinstance(item, dict) and "text" in item]
        yield "".join(map(str, texts))
        for item in data:
            yield from _values(item)
    else:
        yield str(data)


def main(arguments: Iterable[str] | None = None) -> int:
    """Compare the pages of a site; see the module."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exported_pages")
    parser.add_argument("site", type=Path, help="the output folder of a site in alabaster")
    parser.add_argument("--number", type=int, default=50, help="how many pages to draw")
    parser.add_argument("--seed", type=int, default=0, help="of the draw")
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    outcome = compare(options.site, number=options.number, seed=options.seed)
    print(f"{outcome.pages} pages, {len(outcome.differences)} differences")
    for line in outcome.differences:
        print(line)
    return 1 if outcome.differences else 0


if __name__ == "__main__":
    sys.exit(main())
