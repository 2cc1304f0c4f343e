"""The command ``python -m benchmarks.peers LANGUAGE FOLDER...``: definitions by another reader.

The other one is Universal Ctags or, for Kotlin and Swift, of which that reads little, a plain
count: with comments and strings blanked and braces counted, each ``fun``, ``func`` and type outside
of functions is noted.  Both are compared by file, name and line.  What differs is printed, with the
line.  C, C++ and Objective-C have a command of their own: ``python -m benchmarks.ctags``.
"""

import argparse
import json
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_CTAGS_KINDS = {
    "Ruby": "class method module singletonMethod accessor alias constant",
    "Rust": "module struct interface function enum typedef variable macro enumerator method",
    "Go": "const func interface struct type var methodSpec alias",
    "Java": "annotation class enumConstant enum interface method",
    "PHP": "class constant function interface namespace trait",
    "C#": "class enumerator event enum interface method namespace property struct",
    "TypeScript": "class enumerator enum function interface method alias namespace",
}
_SUFFIXES = {
    "Kotlin": (".kt",),
    "Swift": (".swift",),
    "Ruby": (".rb",),
    "Rust": (".rs",),
    "Go": (".go",),
    "Java": (".java",),
    "PHP": (".php",),
    "C#": (".cs",),
    "TypeScript": (".ts",),
}
_COUNTED = {
    "Kotlin": re.compile(
        r"\b(?:(?P<code>fun)\s+(?!interface\b)(?:<[^{}()]*>\s*)?(?:[\w.<>?, *]+\.)?"
        r"|(?:class|fun interface|interface|object)\s+)(?P<name>\w+)"
    ),
    "Swift": re.compile(
        r"\b(?:(?P<code>func)\s+(?P<operator>[^\w\s(]+(?=\s*[(<]))?"
        r"|(?:class|struct|enum|protocol|actor)\s+)(?P<name>\w+)?"
    ),
}
_LITERALS = re.compile(
    r"/\*.*?\*/|//[^\n]*|\"\"\".*?\"\"\"|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n]){1,8}'|`([^`\n]+)`",
    re.DOTALL,
)
_NO_NAMES = frozenset({"interface", "func", "var", "let", "init", "self", "subscript"})
_CALLABLE = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.TEST})


@dataclass(frozen=True, order=True)
class Place:
    """A definition that one of the two sees."""

    path: str
    line: int
    name: str


@dataclass
class Agreement:
    """What both see, and what one of them sees alone."""

    files: int = 0
    both: int = 0
    only_theirs: list[Place] = field(default_factory=list)
    only_ours: list[Place] = field(default_factory=list)


def compare(theirs: Iterable[Place], ours: Iterable[Place]) -> Agreement:
    """Compare definitions by file, line and name; of equal ones each counts."""
    left, right = Counter(theirs), Counter(ours)
    return Agreement(
        both=sum((left & right).values()),
        only_theirs=sorted((left - right).elements()),
        only_ours=sorted((right - left).elements()),
    )


def counted(path: str, text: str, language: str) -> Iterator[Place]:
    """Yield functions and types outside of functions, by counting braces."""
    code = _LITERALS.sub(lambda match: match[1] or re.sub(r"[^\n]", " ", match[0]), text)
    heads = {match.start(): match for match in _COUNTED[language].finditer(code)}
    opened: list[bool] = []
    is_code = False
    for at, sign in enumerate(code):
        if at in heads:
            match = heads[at]
            name = match["name"] or match.groupdict().get("operator") or ""
            if not any(opened) and name and name not in _NO_NAMES:
                yield Place(path, code.count("\n", 0, match.start()) + 1, name)
            is_code = bool(match["code"])
        elif sign == "{":
            opened.append(is_code)
            is_code = False
        elif sign == "}" and opened:
            opened.pop()
        elif sign == "\n" and not code[at + 1 : at + 200].lstrip().startswith(("{", "where", ":")):
            is_code = is_code and code[:at].rstrip().endswith((",", "(", ":", "->", "="))


def from_ctags(root: Path, paths: Sequence[str], language: str) -> Iterator[Place]:
    """Yield what ctags sees, but what a function keeps to itself."""
    command = ["ctags", "--output-format=json", "--fields=+nKs", f"--language-force={language}"]
    command += ["-L", "-", "-f", "-"]
    done = subprocess.run(
        command, cwd=root, input="\n".join(paths), capture_output=True, text=True, check=True
    )
    kinds = frozenset(_CTAGS_KINDS[language].split())
    for tag in map(json.loads, done.stdout.splitlines()):
        is_inner = tag.get("scopeKind") in ("function", "method", "func")
        is_writer = tag.get("kind") == "accessor" and tag["name"].endswith("=")
        is_named = not tag["name"].startswith("__anon") and not is_writer
        if tag.get("kind") in kinds and not is_inner and is_named:
            yield Place(tag["path"], tag.get("line", 0), tag["name"])


def ours_of(root: Path, paths: Iterable[str], language: str) -> Iterator[Place]:
    """Yield what we see."""
    for path in paths:
        found = analyse(path.rpartition("/")[2], (root / path).read_bytes())
        for symbol in found.symbols:
            is_counted = symbol.kind in _CALLABLE or symbol.is_type
            if language in _COUNTED and not is_counted:
                continue
            if symbol.kind is not SymbolKind.PACKAGE:
                yield Place(path, symbol.line, symbol.name)


def sample(root: Path, suffixes: Sequence[str], number: int, seed: int) -> list[str]:
    """Return the paths of some sources below a folder."""
    found = sorted(
        path.relative_to(root).as_posix()
        for suffix in suffixes
        for path in root.rglob(f"*{suffix}")
        if path.is_file()
    )
    if len(found) <= number:
        return found
    return sorted(random.Random(seed).sample(found, number))  # noqa: S311 (no secret)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, and print what came out."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("language", choices=sorted(_SUFFIXES))
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--number", type=int, default=30, help="of files of each (default: 30)")
    parser.add_argument("--seed", type=int, default=1, help="of the sample (default: 1)")
    parser.add_argument("--differences", type=int, default=40, help="to list (default: 40)")
    options = parser.parse_args(arguments)
    print("| files of | files | other | here | both |\n|---|---:|---:|---:|---:|")
    differences: list[str] = []
    for root in options.folders:
        paths = sample(root, _SUFFIXES[options.language], options.number, options.seed)
        texts = {path: (root / path).read_text("utf-8", "replace") for path in paths}
        if options.language in _COUNTED:
            theirs = [
                place
                for path, text in texts.items()
                for place in counted(path, text, options.language)
            ]
        else:
            theirs = list(from_ctags(root, paths, options.language))
        found = compare(theirs, ours_of(root, paths, options.language))
        ours = found.both + len(found.only_ours)
        print(f"| {root.name} | {len(paths)} | {len(theirs)} | {ours} | {found.both} |")
        differences += _listed("other", found.only_theirs, texts, options.differences)
        differences += _listed("here", found.only_ours, texts, options.differences)
    print("\n".join(differences))
    return 0


def _listed(
    who: str, places: Sequence[Place], texts: Mapping[str, str], most: int
) -> Iterator[str]:
    for place in places[:most]:
        line = (texts[place.path].split("\n") + [""] * place.line)[place.line - 1]
        yield f"only {who}: {place.path}:{place.line} {place.name} | {line.strip()[:90]}"


if __name__ == "__main__":
    sys.exit(main())
