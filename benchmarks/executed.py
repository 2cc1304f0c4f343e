"""Whether what is called is what names in calls lead to, by running the tests of a project.

The test suite of a tree runs under ``sys.monitoring`` (Python 3.12 and later).  Each call in the
tree that led to code of the tree is a site, with what was called there: the function, what it
wraps, or the class.  A site is found if the name that is called leads to one of these.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import shlex
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sphinx_kwindex.analysis.decoding import decode
from sphinx_kwindex.build.contents import look_at
from sphinx_kwindex.config import Settings
from sphinx_kwindex.discovery import discover, find_roots
from sphinx_kwindex.export.reading import read_repository
from sphinx_kwindex.indexes.pyrefly import Module, index_of
from sphinx_kwindex.project.python.occurrences.repository import references_in
from sphinx_kwindex.project.uses.aliases import Aliases
from sphinx_kwindex.records.references import LinkedFiles

Site = tuple[str, int, int]
"""File, and line and column (in bytes) where the call ends."""
Definition = tuple[str, str]
"""File and qualified name."""
_SECONDS = 1800


@dataclass(frozen=True)
class Named:
    """The name that is called."""

    line: int
    column: int
    form: str


@dataclass
class Outcome:
    """What became of the sites of a tree."""

    found: Counter[str] = field(default_factory=Counter)
    """By form."""
    lost: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By form and reason."""
    examples: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of the sites that are found."""
        whole = self.found.total() + self.lost.total()
        return self.found.total() / whole if whole else 0.0


def executed_sites(
    tree: Path, python: str, arguments: Sequence[str]
) -> dict[Site, set[tuple[str, Definition]]]:
    """Return the calls in a tree that its tests make, with the kinds and names of what is called.

    Parameters
    ----------
    tree:
        The folder.
    python:
        The interpreter of an environment that has what the tests need.
    arguments:
        More arguments for pytest.

    Returns
    -------
    mapping from sites to what is called there
    """
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "sites.json"
        paths = [str(tree / name) for name in ("src", "lib", "") if (tree / name).is_dir()]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        command = [
            python,
            str(Path(__file__).with_name("recording.py")),
            str(output),
            str(tree),
            *arguments,
        ]
        subprocess.run(command, cwd=tree, env=environment, check=False, timeout=_SECONDS)
        said = json.loads(output.read_text("utf-8"))
    return {
        (path, line, column): {(kind, (file, name)) for kind, file, name in found}
        for path, line, column, found in said
    }


def names_called(text: str) -> dict[tuple[int, int], Named]:
    """Return the names that are called in a source, by where the calls end.

    Parameters
    ----------
    text:
        The source.

    Returns
    -------
    mapping from lines and columns in bytes to names
        Where something without a name is called, there is none.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(text)
    lines = text.split("\n")
    found: dict[tuple[int, int], Named] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called, end = node.func, (node.end_lineno, node.end_col_offset)
            _add(found, called, end, lines)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for item in node.decorator_list:
                _add(found, item, (item.end_lineno, item.end_col_offset), lines, "decorator")
    return found


def _add(
    found: dict[tuple[int, int], Named],
    called: ast.expr,
    end: tuple[int | None, int | None],
    lines: Sequence[str],
    form: str = "",
) -> None:
    line, column = called.end_lineno, called.end_col_offset
    if line is None or column is None or end[0] is None or end[1] is None:
        return
    match called:
        case ast.Name(id=name):
            own = "name"
        case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name):
            own = "self.attribute"
        case ast.Attribute(attr=name):
            own = "attribute"
        case _:
            return
    before = len(lines[line - 1].encode()[:column].decode())
    found.setdefault((end[0], end[1]), Named(line, before - len(name), form or own))


def compare(
    sites: Mapping[Site, set[tuple[str, Definition]]],
    names: Mapping[str, Mapping[tuple[int, int], Named]],
    linked: LinkedFiles,
) -> Outcome:
    """Return which of the calls lead to what they call.

    Parameters
    ----------
    sites:
        The calls, with what is called.
    names:
        The names that are called, by file and end of the call.
    linked:
        What the places in the tree name.
    """
    outcome = Outcome()
    aliases = Aliases(linked.files)
    places: dict[str, dict[tuple[int, int], set[Definition]]] = {}
    for (path, line, column), called in sorted(sites.items()):
        named = names.get(path, {}).get((line, column))
        if named is None:
            continue
        if path not in places:
            places[path] = {
                (place.line, place.column): {
                    (target.path, target.qualname.replace(".<locals>", ""))
                    for named in place.targets
                    for target in aliases.behind(named) or (named,)
                }
                for place in references_in(linked, path).places()
            }
        ours = places[path].get((named.line, named.column), set())
        real = {definition for _, definition in called}
        if ours & real:
            outcome.found[named.form] += 1
            continue
        reason = _reason(ours, called)
        outcome.lost[named.form, reason] += 1
        outcome.examples.append(
            f"{reason}: {path}:{named.line}:{named.column} ({named.form}) "
            f"{_written(ours)} / {_written(real)}"
        )
    return outcome


def _reason(ours: set[Definition], called: set[tuple[str, Definition]]) -> str:
    """Return why a name does not lead to what is called."""
    names = {name.rpartition(".")[2] for _, name in ours}
    real = {name.rpartition(".")[2] for _, (_, name) in called}
    if not ours:
        return "unknown"
    if all(kind == "instance" for kind, _ in called):
        return "object that can be called"
    return "another one of the name" if names & real else "variable or wrapped"


def _written(definitions: set[Definition]) -> str:
    return ", ".join(sorted(f"{path}:{name}" for path, name in definitions)) or "-"


def linked_files(tree: Path, *, precise: bool) -> LinkedFiles:
    """Return what the places in a tree name.

    Parameters
    ----------
    tree:
        The folder.
    precise:
        Whether Pyrefly helps.
    """
    settings = Settings(roots=(str(tree),))
    if not precise:
        return read_repository(settings, tree).project.linked
    roots = find_roots(settings, tree)
    contents = (
        look_at(source, settings.max_file_size) for source in discover(settings, roots).files
    )
    modules = [
        Module(item.source.path, item.digest, item.size, item.read)
        for item in contents
        if item.source.path.endswith((".py", ".pyi"))
    ]
    with tempfile.TemporaryDirectory() as folder:
        index = index_of(modules, roots, Path(folder), 2, 600.0)
        settings = Settings(roots=(str(tree),), scip=(str(index.location),))
        return read_repository(settings, tree).project.linked


def _report(tree: str, who: str, outcome: Outcome) -> Iterator[str]:
    whole = outcome.found.total() + outcome.lost.total()
    yield f"{tree:20} {who:8} recall {100 * outcome.recall:6.2f} % of {whole:,} executed call sites"
    for form in sorted({*outcome.found, *(form for form, _ in outcome.lost)}):
        lost = sum(count for (other, _), count in outcome.lost.items() if other == form)
        share = outcome.found[form] / (outcome.found[form] + lost)
        yield f"{'':29} {form:15} {100 * share:6.2f} % of {outcome.found[form] + lost:,}"
    for (form, reason), count in outcome.lost.most_common():
        yield f"{'':29} lost: {count:5,} {form}: {reason}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the tests of a tree, and print figures.

    Returns
    -------
    The exit status: 1 if no call was made.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.executed")
    parser.add_argument("tree", type=Path, metavar="TREE")
    parser.add_argument("--pytest", default="", metavar="ARGUMENTS", help="more for pytest")
    parser.add_argument("--python", default=sys.executable, help="the interpreter of the tests")
    parser.add_argument("--precise", action="store_true", help="with Pyrefly, too")
    parser.add_argument("--losses", type=int, default=0, metavar="N", help="list up to N")
    options = parser.parse_args(arguments)
    tree = options.tree.resolve()
    sites = executed_sites(tree, options.python, shlex.split(options.pytest))
    names = {}
    for path in {path for path, _, _ in sites}:
        try:
            names[path] = names_called(decode((tree / path).read_bytes(), is_python=True).text)
        except (SyntaxError, ValueError, OSError):
            continue
    ways = {"alone": False, "precise": True} if options.precise else {"alone": False}
    for who, precise in ways.items():
        outcome = compare(sites, names, linked_files(tree, precise=precise))
        for line in outcome.examples[:: max(1, len(outcome.examples) // max(1, options.losses))][
            : options.losses
        ]:
            print(f"{who}: {line}")
        for line in _report(tree.name, who, outcome):
            print(line)
    return 0 if sites else 1


if __name__ == "__main__":
    sys.exit(main())
