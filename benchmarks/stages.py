"""The command ``python -m benchmarks.stages TREE``: what the stages before Sphinx cost, as counts.

It makes the staged pages of a tree in this process, and counts how often functions of each room of
the package are called, and all functions together.  Counts are the same on each machine, so that a
change by one in a hundred is seen; seconds of CPU of the whole are printed beside them.
``--before CHECKOUT`` counts with another checkout as well, and prints ratios.  Nothing is asserted.
"""

import argparse
import cProfile
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

WHOLE, SECONDS = "all", "CPU s"
_PACKAGE = "sphinx_kwindex"
_Item = TypeVar("_Item")


def count(tree: Path) -> dict[str, float]:
    """Return how often each room is called while the pages of a tree are staged, and the seconds.

    The stages run twice: what is loaded and compiled once is not counted.
    """
    from sphinx_kwindex.build.pipeline import run
    from sphinx_kwindex.config import Settings
    from sphinx_kwindex.store.staging import StagingArea

    def stage() -> None:
        with TemporaryDirectory() as folder:
            out = Path(folder)
            run(Settings(roots=(str(tree),)), tree, StagingArea(out), out, jobs=1, progress=_quiet)

    stage()
    start = time.process_time()
    stage()
    seconds = time.process_time() - start
    profile = cProfile.Profile()
    profile.runcall(stage)
    calls: Counter[str] = Counter()
    for entry in profile.getstats():
        code = entry.code
        room = _room(code if isinstance(code, str) else code.co_filename)
        calls[WHOLE] += entry.callcount
        calls[room] += entry.callcount if room else 0
    calls.pop("", None)
    return {**calls, SECONDS: round(seconds, 2)}


def as_table(now: Mapping[str, float], before: Mapping[str, float]) -> str:
    """Return the counts as a table in Markdown.

    Parameters
    ----------
    now:
        The counts of this checkout.
    before:
        Those of another one; empty for none.
    """
    lines = ["| room | calls now | before | ratio |", "| --- | ---: | ---: | ---: |"]
    for name in sorted({*now, *before}, key=lambda name: (-now.get(name, 0), name)):
        new, old = now.get(name, 0), before.get(name, 0)
        ratio = f"{new / old:.3f}" if old else "–"
        lines.append(f"| {name} | {new:,} | {f'{old:,}' if old else '–'} | {ratio} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Count, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stages", description=__doc__)
    parser.add_argument("tree", type=Path, help="a folder of sources")
    parser.add_argument("--before", type=Path, help="another checkout of this repository")
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")
    options = parser.parse_args(arguments)
    tree = options.tree.resolve()
    now = _counted_in(Path(__file__).parents[1], tree) if not options.json else count(tree)
    if options.json:
        print(json.dumps(now))
        return 0
    print(as_table(now, _counted_in(options.before, tree) if options.before else {}))
    return 0


def _counted_in(checkout: Path, tree: Path) -> dict[str, float]:
    """Return what this program counts with the package of a checkout."""
    found = subprocess.run(
        [sys.executable, __file__, str(tree), "--json"],
        env={**os.environ, "PYTHONPATH": str(checkout.resolve()), "PYTHONHASHSEED": "0"},
        check=True,
        capture_output=True,
        text=True,
    )
    counted: dict[str, float] = json.loads(found.stdout)
    return counted


def _room(path: str) -> str:
    """Return the room of the package that a file is in; empty for one elsewhere."""
    parts = Path(path).parts
    if _PACKAGE not in parts:
        return ""
    below = parts[len(parts) - parts[::-1].index(_PACKAGE) :]
    return below[0] if len(below) > 1 else _PACKAGE


def _quiet(items: Iterable[_Item], summary: str, length: int) -> Iterable[_Item]:
    return items


if __name__ == "__main__":
    sys.exit(main())
