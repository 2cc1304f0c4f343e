"""The command ``python -m benchmarks.ctags FOLDER``: definitions against those of Universal Ctags.

It reads a sample of the sources below a folder with both, and prints recall and precision for each
kind of definition, as the table of ``docs/reference/languages.md`` has it, and what differs.
"""

import argparse
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.records.analysis import Analysis
from sphinx_kwindex.records.symbol_kinds import SymbolKind

SUFFIXES = (".h", ".hpp", ".hh", ".cuh", ".c", ".cc", ".cpp", ".cxx", ".cu", ".m")
DECLARED = "function without a body"
METHOD = "method of Objective-C"
OURS = {
    SymbolKind.CLASS: "class, struct or union",
    SymbolKind.STRUCT: "class, struct or union",
    SymbolKind.UNION: "class, struct or union",
    SymbolKind.ENUM: "enum",
    SymbolKind.ENUMERATOR: "enumerator",
    SymbolKind.FUNCTION: "function with a body",
    SymbolKind.METHOD: "function with a body",
    SymbolKind.NAMESPACE: "namespace",
    SymbolKind.MACRO: "macro",
    SymbolKind.PROTOCOL: "protocol",
    SymbolKind.PROPERTY: "property",
}
"""Groups of our kinds that are compared."""
THEIRS = {
    "class": "class, struct or union",
    "struct": "class, struct or union",
    "union": "class, struct or union",
    "enum": "enum",
    "enumerator": "enumerator",
    "function": "function with a body",
    "namespace": "namespace",
    "macro": "macro",
    "prototype": DECLARED,
    "interface": "class, struct or union",
    "implementation": "class, struct or union",
    "protocol": "protocol",
    "property": "property",
}
"""The same groups by the kinds of ctags."""


@dataclass(frozen=True, order=True)
class Definition:
    """A definition that one of the two sees."""

    group: str
    path: str
    name: str
    line: int


@dataclass(frozen=True)
class Agreement:
    """How far the two agree on one group of definitions."""

    group: str
    theirs: int
    ours: int
    both: int

    @property
    def recall(self) -> float:
        """The part of what ctags sees that we see."""
        return self.both / self.theirs if self.theirs else 1.0

    @property
    def precision(self) -> float:
        """The part of what we see that ctags sees."""
        return self.both / self.ours if self.ours else 1.0


@dataclass(frozen=True)
class Comparison:
    """What came out of reading the same sources with both."""

    agreements: tuple[Agreement, ...]
    only_theirs: tuple[Definition, ...]
    only_ours: tuple[Definition, ...]


def compare(theirs: Iterable[Definition], ours: Iterable[Definition]) -> Comparison:
    """Compare definitions by file, group and name; of equal ones each counts."""
    left, right = _macros_once(theirs), _macros_once(ours)
    shared = Counter(map(_key, left)) & Counter(map(_key, right))
    groups = sorted({item.group for item in (*left, *right)})
    agreements = tuple(
        Agreement(
            group,
            sum(item.group == group for item in left),
            sum(item.group == group for item in right),
            sum(number for key, number in shared.items() if key[0] == group),
        )
        for group in groups
    )
    return Comparison(agreements, tuple(_others(left, shared)), tuple(_others(right, shared)))


def _macros_once(definitions: Iterable[Definition]) -> list[Definition]:
    """Return definitions, each macro of a file once: of an ``#if``, ctags reads one branch."""
    found: dict[object, Definition] = {}
    for item in definitions:
        found.setdefault(_key(item) if item.group == "macro" else (item, len(found)), item)
    return list(found.values())


def _key(item: Definition) -> tuple[str, str, str]:
    return item.group, item.path, item.name


def _others(
    items: Iterable[Definition], shared: Mapping[tuple[str, str, str], int]
) -> Iterator[Definition]:
    """Yield what is not shared; of several of one name the last ones."""
    left = Counter(shared)
    for item in sorted(items):
        if left[_key(item)]:
            left[_key(item)] -= 1
        else:
            yield item


def definitions_of(path: str, analysis: Analysis) -> Iterator[Definition]:
    """Yield what we see in a source."""
    for symbol in analysis.symbols:
        group = OURS.get(symbol.kind)
        if group is None or symbol.lead.startswith("typedef"):
            continue
        if symbol.lead[:1] in ("-", "+"):
            group = METHOD
        elif symbol.is_callable and symbol.variant is not None and symbol.variant.is_bodiless:
            group = DECLARED
        for name in (
            symbol.name.split("::") if symbol.kind is SymbolKind.NAMESPACE else (symbol.name,)
        ):
            yield Definition(group, path, plain_name(name), symbol.line)


def definitions_in_tags(tags: Iterable[str]) -> Iterator[Definition]:
    """Yield what ctags sees, from its lines of JSON, but what a function keeps to itself."""
    read = [json.loads(line) for line in tags]
    local = {
        (tag["path"], f"{tag['scope']}::{tag['name']}")
        for tag in read
        if tag.get("scopeKind") == "function"
    }
    for tag in read:
        group = THEIRS.get(tag.get("kind", ""))
        if tag.get("language") == "ObjectiveC" and tag.get("kind") in ("method", "class"):
            group = METHOD
        is_named = not tag["name"].startswith("__anon")
        is_local = tag.get("scopeKind") == "function" or (tag["path"], tag.get("scope")) in local
        if group is not None and is_named and not is_local:
            yield Definition(group, tag["path"], plain_name(tag["name"]), tag.get("line", 0))


def plain_name(name: str) -> str:
    """Return a name as both write it: ``operator==`` without the space, ``a::b`` by its end."""
    return name.replace(" ", "").rpartition("::")[2]


def without_calls(definitions: Iterable[Definition], macros: Collection[str]) -> list[Definition]:
    """Leave out functions that are calls of macros: ``TEST(group, name) { ... }``.

    Ctags, which reads no macro, takes each for a function ``TEST``.
    """
    functions = (THEIRS["function"], DECLARED)
    return [item for item in definitions if item.group not in functions or item.name not in macros]


def run_ctags(root: Path, paths: Sequence[str], *, is_objective_c: bool = False) -> list[str]:
    """Return the lines of JSON that ctags writes for some files."""
    language = ["--language-force=ObjectiveC"] if is_objective_c else ["--langmap=C++:+.h.cu.cuh"]
    command = [
        "ctags",
        "--output-format=json",
        "--fields=+nKZsl",
        "--kinds-C=+p",
        "--kinds-C++=+p",
        *language,
        "-L",
        "-",
        "-f",
        "-",
    ]
    done = subprocess.run(
        command, cwd=root, input="\n".join(paths), capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def sample(root: Path, number: int, seed: int) -> list[str]:
    """Return the paths of some sources below a folder."""
    found = sorted(
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.suffix in SUFFIXES and path.is_file()
    )
    if len(found) <= number:
        return found
    return sorted(random.Random(seed).sample(found, number))  # noqa: S311 (no secret)


def as_table(comparison: Comparison) -> str:
    """Return the agreements as a table in Markdown."""
    lines = ["| kind | ctags | ours | recall | precision |", "|---|---:|---:|---:|---:|"]
    lines += [
        f"| {item.group} | {item.theirs:,} | {item.ours:,} "
        f"| {item.recall:.1%} | {item.precision:.1%} |"
        for item in comparison.agreements
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, and print what came out."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ctags", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--number", type=int, default=500, help="of files (default: 500)")
    parser.add_argument("--seed", type=int, default=1, help="of the sample (default: 1)")
    parser.add_argument("--differences", type=int, default=40, help="to list (default: 40)")
    parser.add_argument("--objective-c", action="store_true", help="headers are Objective-C")
    options = parser.parse_args(arguments)
    paths = sample(options.folder, options.number, options.seed)
    tags = run_ctags(options.folder, paths, is_objective_c=options.objective_c)
    theirs = list(definitions_in_tags(tags))
    macros = {item.name for item in theirs if item.group == THEIRS["macro"]}
    ours = (
        definition
        for path in paths
        for definition in definitions_of(
            path, analyse(path.rpartition("/")[2], (options.folder / path).read_bytes())
        )
    )
    comparison = compare(without_calls(theirs, macros), without_calls(ours, macros))
    print(f"{len(paths):,} files\n\n{as_table(comparison)}")
    for title, items in (("ctags", comparison.only_theirs), ("us", comparison.only_ours)):
        print(f"\nOnly seen by {title}: {len(items):,}")
        for item in items[: options.differences]:
            print(f"  {item.path}:{item.line}: {item.group} {item.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
