"""Measures the finder in Chromium: what it loads, how long a key takes, and how much memory.

``python -m benchmarks.finder SHARDS QUERIES`` takes the folder of the shards (``_kwindex/finder``
of a site) and a file of queries; ``--synthetic NUMBER`` makes shards of as many invented entries,
and says what that costs, and what the edit of one file does after it.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from sphinx_kwindex.build.finder_shards import FinderShards
from sphinx_kwindex.finder.entries import Entry, lines_of_places
from sphinx_kwindex.finder.index import Subject
from sphinx_kwindex.sphinx_ext.finder.site_finder import (
    FINDER_SCRIPT,
    FINDER_STYLE,
    copy_finder_script,
)

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

_ASSETS = Path(__file__).parents[1] / "sphinx_kwindex" / "assets"
_SLOWER = 4
_PAGE = (
    "<!doctype html><meta charset=utf-8><title>Finder</title>"
    "<script defer data-kwindex-key=s src=_static/kwindex-finder.js></script>"
)
_FIND = """async (text) => {
    const cold = performance.now();
    const { hits, shards } = await kwindexFinder.find(text);
    const end = performance.now();
    const first = hits.length ? hits[0].entry.name : "";
    return { cold: end - cold, shards, hits: hits.length, first };
}"""
_AGAIN = """async ([text, turns]) => {
    for (let turn = 0; turn < turns; turn += 1) {
        await kwindexFinder.find(text);
    }
}"""
_TURNS = 5
_WORDS = 2000
_ENTRIES_OF_FILE = 60


def synthetic(number: int) -> Iterator[Subject]:
    """Yield files with invented definitions, as many as a number says in all."""
    draw = random.Random(number)  # noqa: S311 - the same figures each time
    letters = "etaoinshrdlucmfwypvbgk"
    words = ["".join(draw.choices(letters, k=draw.randint(3, 9))) for _ in range(_WORDS)]
    for position in range(number // _ENTRIES_OF_FILE):
        path = f"src/{draw.choice(words)}/{draw.choice(words)}{position}.py"
        names = ["_".join(draw.choices(words, k=draw.randint(1, 4))) for _ in range(60)]
        lines = tuple(
            sorted(Entry("function", name, name, "Do what it says.").line for name in names)
        )
        places = ((name, line) for line, name in enumerate(names, 1))
        yield Subject(((path, lines),), lines_of_places(places), path)


def made(folder: Path, number: int) -> dict[str, Any]:
    """Make the shards of invented entries, and again after an edit of one file; return figures.

    Parameters
    ----------
    folder:
        Where they are made.
    number:
        How many entries.
    """
    subjects = {
        subject.path: msgspec.Raw(msgspec.msgpack.encode(subject)) for subject in synthetic(number)
    }
    writer = FinderShards(folder)
    begin, memory = time.process_time(), _memory()
    writer.update("synthetic", subjects, "kwindex")
    first = time.process_time()
    figures = {
        "entries": number // _ENTRIES_OF_FILE * _ENTRIES_OF_FILE,
        "first, CPU s": round(first - begin, 1),
        "memory before and after, MB": (memory, _memory()),
    }
    before = {path.name for path in writer.folder.iterdir()}
    path = min(subjects)
    entry = Entry("function", "an_added_name", "an_added_name", "Be new.").line
    edited = msgspec.msgpack.decode(subjects[path], type=Subject)
    ((header, lines),) = edited.entries
    edited = msgspec.structs.replace(edited, entries=((header, tuple(sorted((*lines, entry)))),))
    changed = {**subjects, path: msgspec.Raw(msgspec.msgpack.encode(edited))}
    begin = time.process_time()
    writer.update("edited", changed, "kwindex")
    after = {path.name for path in writer.folder.iterdir()}
    return {
        **figures,
        "edit, CPU s": round(time.process_time() - begin, 1),
        "edit, new shards": len(after - before),
    }


def _memory() -> int:
    """Return the largest memory of this process until now, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@contextmanager
def opened(shards: Path) -> Iterator[Page]:
    """Open a page with the finder in Chromium.

    Parameters
    ----------
    shards:
        The folder of its data.
    """
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        (site / "_static").mkdir()
        copy_finder_script(_ASSETS, site / "_static")
        (site / "_kwindex").mkdir()
        (site / "_kwindex" / "finder").symlink_to(shards.resolve())
        (site / "index.html").write_text(_PAGE, encoding="utf-8")
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(
            executable_path=program, args=["--js-flags=--expose-gc", "--enable-precise-memory-info"]
        )
        page = browser.new_page()
        page.goto((site / "index.html").as_uri())
        yield page
        browser.close()


def measured(shards: Path, queries: list[str]) -> dict[str, Any]:
    """Return figures of some queries over the shards of a site.

    Parameters
    ----------
    shards:
        Their folder.
    queries:
        What is typed.
    """
    with opened(shards) as page:
        protocol = page.context.new_cdp_session(page)
        # Time of the processor: others work on the machine, too.
        protocol.send("Performance.enable", {"timeDomain": "threadTicks"})
        found = [page.evaluate(_FIND, query) for query in queries]
        warm = [_warm(page, protocol, query) for query in queries]
        page.evaluate("gc()")
        heap = page.evaluate("performance.memory.usedJSHeapSize")
    with tempfile.TemporaryDirectory() as folder:
        copy_finder_script(_ASSETS, Path(folder))
        own = (Path(folder) / FINDER_SCRIPT, _ASSETS / FINDER_STYLE, shards / "root.js")
        first_load = sum(path.stat().st_size for path in own)
    slowest = sorted(zip(warm, queries, strict=True), reverse=True)[:5]
    return {
        "queries": len(found),
        "first load, bytes": first_load,
        "shards": len(list(shards.iterdir())) - 1,
        "bytes of all": sum(path.stat().st_size for path in shards.iterdir()),
        "largest shard": max(path.stat().st_size for path in shards.iterdir()),
        "shards a query, most": max(item["shards"] for item in found),
        "warm, median ms of CPU": round(statistics.median(warm), 1),
        "warm, most ms of CPU": round(max(warm), 1),
        "slowest": [f"{time:.1f} {query}" for time, query in slowest],
        "cold, median ms": round(statistics.median(item["cold"] for item in found), 1),
        "heap, MB": round(heap / 1e6, 1),
    }


def _warm(page: Page, protocol: CDPSession, query: str) -> float:
    """Return how many milliseconds a query takes whose shards are there, on a slow machine."""

    def spent() -> float:
        metrics = protocol.send("Performance.getMetrics")["metrics"]
        return float(next(item["value"] for item in metrics if item["name"] == "TaskDuration"))

    page.evaluate(_FIND, query)
    before = spent()
    page.evaluate(_AGAIN, [query, _TURNS])
    return (spent() - before) / _TURNS * 1000 * _SLOWER


def _mistyped(name: str) -> str:
    middle = len(name) // 2
    return f"{name[:middle]}{name[middle + 1 :]}"


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shards", type=Path, nargs="?")
    parser.add_argument("queries", type=Path, nargs="?")
    parser.add_argument("--synthetic", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.synthetic:
            print(json.dumps(made(Path(folder), given.synthetic), indent=2), flush=True)
            first = next(synthetic(given.synthetic)).entries[0][1]
            names = [line.split("\t")[1] for line in first[:20]]
            queries = [name[:length] for name in names for length in (1, 2, 3, 6, 60)]
            queries += [_mistyped(name) for name in names]
            queries += [" ".join(reversed(name.split("_"))) for name in names]
            print(json.dumps(measured(FinderShards(Path(folder)).folder, queries), indent=2))
        else:
            lines = given.queries.read_text(encoding="utf-8").splitlines()
            queries = [line.split("\t")[0] for line in lines if line and not line.startswith("#")]
            print(json.dumps(measured(given.shards, queries), indent=2))


if __name__ == "__main__":
    main()
