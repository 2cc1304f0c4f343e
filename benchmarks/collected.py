"""The command ``python -m benchmarks.collected TREE LISTING``: tests against those of a runner.

``LISTING`` is what a runner says that it would run, one test a line: ids of pytest
(``pytest --collect-only -q``), or dotted names of unittest.  Each test counts once, however often
it is given parameters or inherited.  The command prints both numbers, and what differs by file.
A listing that :mod:`benchmarks.collecting` wrote (``.json``) names the definitions of the tests, so
that those that are inherited count where they are defined.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.project import link
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.source_files import SourceFile

_ID = re.compile(r"(?P<path>[^\s:]+\.py)::(?:[^:\s]+::)*(?P<name>\w+)(?:\[.*)?$")
"""``test/base/test_tide.py::GaugeTest::test_read[one]``."""
_DOTTED = re.compile(r"(?P<module>[\w.]+)\.(?P<class>\w+)\.(?P<name>\w+)$")
"""``aggregation.tests.GaugeTests.test_read``."""
_CONFIGURATION = ("pyproject.toml", "setup.cfg", "tox.ini", "pytest.ini")

Test = tuple[str, str]
"""Path of the file, and name of the function; qualified in a listing of definitions."""


def listed(lines: Iterable[str], below: str) -> Iterator[Test]:
    """Yield the tests of a listing.

    Parameters
    ----------
    lines:
        Of the listing; others are passed over.
    below:
        The folder that dotted names are below, with a slash at its end.
    """
    for line in lines:
        match = _ID.match(line.strip())
        if match is not None:
            yield match["path"], match["name"]
            continue
        dotted = _DOTTED.match(line.strip())
        if dotted is not None:
            yield f"{below}{dotted['module'].replace('.', '/')}.py", dotted["name"]


def ours(tree: Path, *, are_qualified: bool = False) -> Iterator[Test]:
    """Yield the tests that we find in a tree."""
    files = []
    for path in sorted((*tree.rglob("*.py"), *(tree / name for name in _CONFIGURATION))):
        if path.is_file():
            source = SourceFile(path.relative_to(tree).as_posix(), str(path))
            data = path.read_bytes()
            files.append(FileFacts(source, len(data), source.path, analyse(path.name, data)))
    project = link(files)
    for where, functions in project.tests.functions.items():
        for symbol in project.files[where].analysis.symbols:
            if symbol.anchor in functions:
                yield where, symbol.qualname if are_qualified else symbol.name


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, and print what came out."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.collected", description=__doc__)
    parser.add_argument("tree", type=Path)
    parser.add_argument("listing", type=Path)
    parser.add_argument("--below", default="", help="folder of dotted names, such as tests/")
    parser.add_argument("--files", type=int, default=30, help="with differences to list")
    options = parser.parse_args(arguments)
    text = options.listing.read_text("utf-8")
    are_qualified = options.listing.suffix == ".json"
    theirs: set[Test] = (
        {(path, name) for path, name in json.loads(text)}
        if are_qualified
        else set(listed(text.splitlines(), options.below))
    )
    found = set(ours(options.tree, are_qualified=are_qualified))
    print(f"here {len(found):,}, the runner {len(theirs):,}, both {len(found & theirs):,}")
    for title, left in (("here", found - theirs), ("the runner", theirs - found)):
        print(f"\nOnly {title}: {len(left):,}")
        by_file = Counter(path for path, _ in left)
        for path, number in by_file.most_common(options.files):
            names = sorted(name for where, name in left if where == path)
            print(f"  {number:5} {path}: {', '.join(names[:3])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
