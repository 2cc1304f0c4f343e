"""Measures the finder in Chromium: what it loads, how long a key takes, and how much memory.

``python -m benchmarks.finder SHARDS QUERIES`` takes the folder of the shards (``_kwindex/finder``
of a site) and a file of queries; ``--synthetic NUMBER`` makes shards of as many invented entries.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from sphinx_kwindex.build.finder_shards import FinderShards
from sphinx_kwindex.finder.entries import Entry, lines_of_places
from sphinx_kwindex.finder.index import Subject
from sphinx_kwindex.sphinx_ext.finder.site_finder import (
    FINDER_SCRIPT,
    FINDER_STYLE,
    copy_finder_script,
)

_ASSETS = Path(__file__).parents[1] / "sphinx_kwindex" / "assets"
_SLOWER = 4
_PAGE = (
    "<!doctype html><meta charset=utf-8><title>Finder</title>"
    "<script defer data-kwindex-key=s src=_static/kwindex-finder.js></script>"
)
_FIND = """async (text) => {
    const before = performance.getEntriesByType("resource").length;
    const cold = performance.now();
    const { hits, shards } = await kwindexFinder.find(text);
    const warm = performance.now();
    await kwindexFinder.find(text);
    const end = performance.now();
    const first = hits.length ? hits[0].entry.name : "";
    return { cold: warm - cold, warm: end - warm, shards, hits: hits.length, first };
}"""
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


def measured(shards: Path, queries: list[str]) -> dict[str, Any]:
    """Return figures of some queries over the shards of a site.

    Parameters
    ----------
    shards:
        Their folder.
    queries:
        What is typed.
    """
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        (site / "_static").mkdir()
        copy_finder_script(_ASSETS, site / "_static")
        shutil.copytree(shards, site / "_kwindex" / "finder")
        (site / "index.html").write_text(_PAGE, encoding="utf-8")
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(
            executable_path=program, args=["--js-flags=--expose-gc", "--enable-precise-memory-info"]
        )
        page = browser.new_page()
        protocol = page.context.new_cdp_session(page)
        protocol.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
        page.goto((site / "index.html").as_uri())
        found = [page.evaluate(_FIND, query) for query in queries]
        own = (site / "_static" / FINDER_SCRIPT, _ASSETS / FINDER_STYLE, shards / "root.js")
        first_load = sum(path.stat().st_size for path in own)
        page.evaluate("gc()")
        heap = page.evaluate("performance.memory.usedJSHeapSize")
        browser.close()
    warm = [item["warm"] for item in found]
    return {
        "queries": len(found),
        "first load, bytes": first_load,
        "shards": len(list(shards.iterdir())) - 1,
        "bytes of all": sum(path.stat().st_size for path in shards.iterdir()),
        "largest shard": max(path.stat().st_size for path in shards.iterdir()),
        "shards a query, most": max(item["shards"] for item in found),
        "warm, median ms": round(statistics.median(warm), 1),
        "warm, most ms": round(max(warm), 1),
        "cold, median ms": round(statistics.median(item["cold"] for item in found), 1),
        "heap, MB": round(heap / 1e6, 1),
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shards", type=Path, nargs="?")
    parser.add_argument("queries", type=Path, nargs="?")
    parser.add_argument("--synthetic", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.synthetic:
            subjects = {
                subject.path: msgspec.Raw(msgspec.msgpack.encode(subject))
                for subject in synthetic(given.synthetic)
            }
            made = FinderShards(Path(folder))
            made.update("synthetic", subjects, "kwindex")
            first = next(synthetic(given.synthetic)).entries[0][1]
            queries = [line.split("\t")[1][:length] for line in first[:20] for length in (1, 3, 6)]
            print(json.dumps(measured(made.folder, queries), indent=2))
        else:
            lines = given.queries.read_text(encoding="utf-8").splitlines()
            queries = [line.split("\t")[0] for line in lines if line and not line.startswith("#")]
            print(json.dumps(measured(given.shards, queries), indent=2))


if __name__ == "__main__":
    main()
