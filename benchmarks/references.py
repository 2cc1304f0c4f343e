"""Compare the definitions that places in code name with those that Pyrefly finds.

``python -m benchmarks.references TREE [TREE ...]`` reads every Python file of each tree, links it,
and has ``pyrefly check --report-scip`` do the same (``pip install pyrefly``; ``--pyrefly`` says
where it is).  Both name a definition by file and qualified name, so their answers are joined on
file, line, column and name.  It counts references from one place to another within the tree, but
not variables of functions and parameters, which get no links, and prints

- *precision*, by certainty and form: of the places that both know, how many name the same;
- *recall*, by form: of the references that Pyrefly finds, how many are ours as well.

Where the two differ, either may be wrong: ``--differences N`` lists up to N places for reading.
With ``--precise`` the places are those of a build with ``kwindex_precise = True``.
"""

from __future__ import annotations

import argparse
import ast
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.executed import linked_files
from benchmarks.scip import Occurrence, parts_of, read_index
from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.analysis.decoding import decode
from sphinx_kwindex.analysis.python.names import extract_names
from sphinx_kwindex.project.python.indexing import index_modules
from sphinx_kwindex.project.python.occurrences import Linker
from sphinx_kwindex.project.python.occurrences.repository import references_in
from sphinx_kwindex.records.names import FileNames
from sphinx_kwindex.records.references import Certainty, Place

_DEFINITION = re.compile(r"\s*(?:async\s+)?(?:def|class)\s+")
"""What is before the name of a function that is defined again: a setter, an overload."""

_KEYWORD = re.compile(r"=(?!=)")
"""What follows a keyword in a call: ``f(name=1)``."""

Key = tuple[str, int, int, str]
"""File, line, column and text of a place."""
Target = tuple[str, str]
"""File and qualified name; that of a file itself is empty."""


@dataclass(frozen=True)
class Theirs:
    """What Pyrefly says of a tree."""

    references: Mapping[Key, set[Target]]
    definitions: set[Key]


@dataclass
class Comparison:
    """The outcome for one tree."""

    tree: str
    right: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By certainty and form."""
    wrong: Counter[tuple[str, str]] = field(default_factory=Counter)
    alone: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Ours of which Pyrefly says nothing."""
    found: Counter[str] = field(default_factory=Counter)
    """Pyrefly's references that are ours as well, by form."""
    missed: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)


def import_root(tree: Path) -> Path:
    """Return the folder above the outermost package that a folder is part of.

    Parameters
    ----------
    tree:
        A folder.
    """
    while (tree / "__init__.py").is_file():
        tree = tree.parent
    return tree


def names_of(tree: Path) -> tuple[dict[str, FileNames], dict[str, str]]:
    """Return the names in each Python file of a tree, and the texts.

    Parameters
    ----------
    tree:
        The folder.

    Returns
    -------
    names and texts by path
    """
    names, texts = {}, {}
    for file in sorted(tree.rglob("*.py")):
        path = file.relative_to(tree).as_posix()
        data = file.read_bytes()
        analysis = analyse(file.name, data)
        text = decode(data, is_python=True).text
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                module = ast.parse(text)
        except (SyntaxError, ValueError):
            continue
        texts[path] = text
        names[path] = extract_names(module, text, analysis.exports, analysis.export_lists)
    return names, texts


def our_places(
    tree: Path, names: Mapping[str, FileNames]
) -> Iterator[tuple[str, Place, list[Target]]]:
    """Yield our references with their files, and the files and names of their targets.

    Parameters
    ----------
    tree:
        The folder.
    names:
        The names in its files.
    """
    root = import_root(tree)
    package = ".".join(tree.relative_to(root).parts)
    modules = index_modules(names, {"": package})
    linker = Linker(modules, {path: item.interface for path, item in names.items()})
    for path, item in names.items():
        found = linker.link(path, item.body).references
        for place in found.places():
            targets = [
                (target.path, target.qualname.replace(".<locals>", "")) for target in place.targets
            ]
            yield path, place, targets


def precise_places(tree: Path) -> Iterator[tuple[str, Place, list[Target]]]:
    """Yield the references that a build knows for which Pyrefly runs, as :func:`our_places`."""
    linked = linked_files(tree, precise=True)
    for path in linked.files:
        for place in references_in(linked, path).places():
            targets = [
                (target.path, target.qualname.replace(".<locals>", "")) for target in place.targets
            ]
            yield path, place, targets


def their_places(tree: Path, texts: Mapping[str, str], pyrefly: str) -> Theirs:
    """Return the references within a tree that Pyrefly finds.

    Parameters
    ----------
    tree:
        The folder.
    texts:
        The texts of its files.
    pyrefly:
        The command.

    Raises
    ------
    FileNotFoundError
        If there is no such command, or it wrote no index.
    """
    documents = _indexed(tree, pyrefly)
    names = [
        (parts[0], path)
        for path, occurrences in documents
        for item in occurrences
        if item.is_definition and (parts := parts_of(item.symbol)) and not parts[1]
    ]
    files = dict(names)
    references: dict[Key, set[Target]] = {}
    definitions: set[Key] = set()
    for path, occurrences in documents:
        lines = texts[path].split("\n") if path in texts else []
        own = next((name for name, file in names if file == path), "")
        for item in occurrences if lines else ():
            line = lines[item.line]
            key = path, item.line + 1, item.column, line[item.column : item.end_column]
            parts = parts_of(item.symbol)
            if item.is_definition or _DEFINITION.fullmatch(line[: item.column]):
                definitions.add(key)
            elif parts is not None and parts[2] and not _is_of_call(line, key, parts[1]):
                # A module without a name of its own has the same one as others.
                target = path if parts[0] == own else files.get(parts[0])
                if target is not None:
                    references.setdefault(key, set()).add((target, parts[1]))
    return Theirs(references, definitions)


def _is_of_call(line: str, key: Key, qualname: str) -> bool:
    """Return whether what is called is named where the name of an argument stands.

    Pyrefly does so where it does not know the parameter.
    """
    _, _, column, text = key
    is_keyword = form_of(line, column, text) == "keyword"
    return is_keyword and qualname.rpartition(".")[2] != text


def _indexed(tree: Path, pyrefly: str) -> list[tuple[str, list[Occurrence]]]:
    """Have Pyrefly make an index of a tree, and return what is in it.

    A repository is copied without stubs and configuration: a stub would be taken for the module.
    """
    root = import_root(tree)
    with tempfile.TemporaryDirectory() as folder:
        index, copy = Path(folder) / "index.scip", Path(folder) / "tree"
        searched = [root]
        if root == tree:
            for file in sorted(tree.rglob("*.py")):
                target = copy / file.relative_to(tree)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, target)
            tree = copy
            searched = [copy / "src", copy / "lib", copy]
        command = [pyrefly, "check", "--skip-interpreter-query", "--min-severity", "error"]
        command += ["--disable-search-path-heuristics", "--threads", "2"]
        command += [f"--search-path={item}" for item in searched if item.is_dir()]
        command += ["--report-scip", str(index), str(tree)]
        subprocess.run(command, capture_output=True, check=False, cwd=tree, timeout=900)
        return list(read_index(index))


def compare(tree: Path, pyrefly: str, *, precise: bool = False) -> Comparison:
    """Compare the references of a tree.

    Parameters
    ----------
    tree:
        The folder.
    pyrefly:
        The command that runs Pyrefly.
    precise:
        Whether it also tells us what places name.
    """
    names, texts = names_of(tree)
    theirs = their_places(tree, texts, pyrefly)
    outcome = Comparison(tree.name)
    lines = {path: text.split("\n") for path, text in texts.items()}
    seen: set[Key] = set()
    for path, place, targets in precise_places(tree) if precise else our_places(tree, names):
        if path not in lines:
            continue
        line = lines[path][place.line - 1]
        text = line[place.column : place.column + place.length]
        key = path, place.line, place.column, text
        if key in theirs.definitions:
            continue
        seen.add(key)
        kind = place.certainty.name.lower(), form_of(line, place.column, text)
        expected = theirs.references.get(key)
        if expected is None:
            outcome.alone[kind] += 1
            outcome.differences.append(_difference("alone", key, kind, targets, (), line))
        elif expected.intersection(targets):
            outcome.right[kind] += 1
        else:
            outcome.wrong[kind] += 1
            outcome.differences.append(_difference("wrong", key, kind, targets, expected, line))
    for key, expected in theirs.references.items():
        path, number, column, text = key
        line = lines[path][number - 1]
        form = form_of(line, column, text)
        outcome.found[form] += key in seen
        if key not in seen:
            outcome.missed[form] += 1
            outcome.misses.append(_difference("missed", key, ("", form), (), expected, line))
    return outcome


def form_of(line: str, column: int, text: str) -> str:
    """Return the form of a reference: a name, or an attribute of something.

    Parameters
    ----------
    line:
        The line that it is on.
    column:
        Where it begins.
    text:
        The name.
    """
    before = line[:column].rstrip()
    if line.lstrip().startswith(("from ", "import ")):
        return "import"
    if not before.endswith(".") or text.startswith("."):
        return "keyword" if _KEYWORD.match(line, column + len(text)) else "name"
    owner = before[:-1].rstrip()
    word = owner[len(owner.rstrip("abcdefghijklmnopqrstuvwxyz_")) :]
    is_receiver = word in {"self", "cls"} and not owner[: -len(word)].endswith(".")
    return "self.attribute" if is_receiver else "attribute"


def _difference(
    sign: str,
    key: Key,
    kind: tuple[str, str],
    ours: Sequence[Target],
    theirs: Iterable[Target],
    line: str,
) -> str:
    path, number, column, text = key
    sides = " / ".join(
        ", ".join(f"{module}:{name}" for module, name in sorted(side)) or "-"
        for side in (ours, theirs)
    )
    about = " ".join(filter(None, kind))
    return f"{sign} {path}:{number}:{column} {text} ({about}) {sides} | {line.strip()[:100]}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.2f} %" if whole else "     - "


def _report(outcomes: Sequence[Comparison]) -> Iterator[str]:
    """Yield the lines of the tables, for each tree and for all of them."""
    total = Comparison("all")
    for item in outcomes:
        for name in ("right", "wrong", "alone", "found", "missed"):
            getattr(total, name).update(getattr(item, name))
    for item in (*outcomes, total) if len(outcomes) > 1 else outcomes:
        for certainty in (member.name.lower() for member in Certainty):
            forms = sorted({form for known, form in (*item.right, *item.wrong, *item.alone)})
            for form in ("", *forms):
                right, wrong, alone = (
                    sum(
                        count
                        for (known, other), count in counts.items()
                        if known == certainty and form in ("", other)
                    )
                    for counts in (item.right, item.wrong, item.alone)
                )
                if right + wrong + alone:
                    yield (
                        f"{item.tree:20} {certainty:9} {form or 'all':15} precision "
                        f"{_share(right, right + wrong)} of {right + wrong:7,}; alone {alone:6,}"
                    )
        for form in ("", *sorted(item.found)):
            found = item.found[form] if form else item.found.total()
            missed = item.missed[form] if form else item.missed.total()
            yield (
                f"{item.tree:20} {'':9} {form or 'all':15} recall    "
                f"{_share(found, found + missed)} of {found + missed:7,}"
            )


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare the trees, and print figures and differences.

    Returns
    -------
    The exit status: 1 if there was nothing to compare.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.references")
    parser.add_argument("trees", nargs="+", type=Path, metavar="TREE")
    parser.add_argument("--pyrefly", default="pyrefly", help="the command that runs Pyrefly")
    parser.add_argument("--differences", type=int, default=0, metavar="N", help="list up to N")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="list up to N")
    parser.add_argument("--precise", action="store_true", help="let Pyrefly tell places as well")
    options = parser.parse_args(arguments)
    outcomes = [
        compare(tree.resolve(), options.pyrefly, precise=options.precise) for tree in options.trees
    ]
    for item in outcomes:
        for line in item.differences[: options.differences]:
            print(f"{item.tree}: {line}")
        for line in item.misses[: options.misses]:
            print(f"{item.tree}: {line}")
    for line in _report(outcomes):
        print(line)
    return 0 if any(item.found or item.missed for item in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
