"""Where manifests and the configuration of tools say that tests, benchmarks and examples lie.

Configuration that is a program is read as far as it is data: lists of strings behind a known key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from sphinx_kwindex.analysis.data.toml_tables import TomlError, toml_tables
from sphinx_kwindex.records.testing import DeclaredPlace, PathForm, Use

_MOST_PLACES = 200
_LONGEST_PATTERN = 300
_CARGO = (
    ("test", Use.TEST, "tests"),
    ("bench", Use.BENCHMARK, "benches"),
    ("example", Use.EXAMPLE, "examples"),
)
"""Tables of Cargo, and the folders in which their files lie unless they say where."""
_JEST_DEFAULT = ("**/__tests__/**/*.[jt]s?(x)", "**/?(*.)+(spec|test).?([cm])[jt]s?(x)")
_RUNNERS = frozenset({"jest", "vitest"})
_ROOT = "<rootDir>"
_STRING = r"(?:\"[^\"\n]*\"|'[^'\n]*'|`[^`$\n]*`)"
_STRINGS = re.compile(rf"{_STRING}")
_LIST = rf"\s*:\s*(?P<list>\[(?:[^\[\]\"'`]|{_STRING}){{0,2000}}\]|{_STRING})"
_TEST_MATCH = re.compile(rf"[\"']?\btestMatch[\"']?{_LIST}")
_TEST_REGEX = re.compile(rf"[\"']?\btestRegex[\"']?{_LIST}")
_INCLUDE = re.compile(rf"\binclude{_LIST}")
"""``include: ["src/**/*.test.ts"]``."""
_OF_VITEST = re.compile(r"\btest\s*:\s*\{")
_OTHER_INCLUDES = re.compile(r"\b(?:coverage|typecheck|benchmark|browser|deps)\s*:")
_FAR = 2_000
_COMMENT_LINE = re.compile(r"^\s*(?://|/?\*).*$", re.MULTILINE)
_SCRIPT_CONFIGURATION = re.compile(r"(?P<tool>jest|vitest|vite)\.config\.(?:[cm]?[jt]s|json)$")
_TEST_TARGET = re.compile(r"\.testTarget\s*\(")
_NAMED = re.compile(r"\b(?P<key>name|path)\s*:\s*\"(?P<value>[^\"\n\\]*)\"")
_NEXT_TARGET = re.compile(r"\.\w*[tT]arget\s*\(")
_PHPUNIT = re.compile(
    r"<(?P<form>directory|file)\b(?P<attributes>[^<>]*)>(?P<path>[^<>]{1,300})</(?P=form)>"
)
_SUFFIX = re.compile(r"\bsuffix\s*=\s*[\"'](?P<suffix>[\w.-]+)[\"']")
_TEST_SOURCES = re.compile(r"<testSourceDirectory>(?P<path>[^<>]{1,300})</testSourceDirectory>")
_COMMAND = re.compile(r"(?m)^[ \t]*(?P<name>\w+)[ \t]*\((?P<words>[^()#]{0,4000})\)")
"""A command of CMake without brackets or comments in it."""
_DISCOVERS = frozenset(
    {"gtest_discover_tests", "gtest_add_tests", "catch_discover_tests", "doctest_discover_tests"}
)
_NAMED_TEST = re.compile(r"(?<![a-z])tests?(?![a-z])|(?:_|\b)[Tt]ests?\w*|[a-z]Tests?\b")
"""In ``tide_test``, ``tests/tide.c``, ``TideTest``, ``test1``."""
_TARGET_FILE = re.compile(r"\$<TARGET_FILE:([^<>]+)>")
_SOURCE = re.compile(r"[\w./+-]+\.(?:c|cc|cpp|cxx|m|mm|cu|f|f90)$", re.IGNORECASE)


def declared_places(name: str, text: str) -> tuple[DeclaredPlace, ...]:
    """Return where a file says that tests and the like lie.

    Parameters
    ----------
    name:
        Its name, which tells how it is written.
    text:
        What is in it.
    """
    reader = _reader_of(name)
    if reader is None:
        return ()
    found = []
    for place in reader(text):
        pattern = place.pattern.replace(_ROOT, "").removeprefix("./")
        if place.form is not PathForm.REGEX:
            pattern = pattern.strip("/")
        if pattern and len(pattern) <= _LONGEST_PATTERN and not pattern.startswith("!"):
            found.append(DeclaredPlace(place.use, place.form, pattern))
    return tuple(dict.fromkeys(found))[:_MOST_PLACES]


def _reader_of(name: str) -> Callable[[str], Iterator[DeclaredPlace]] | None:
    script = _SCRIPT_CONFIGURATION.match(name)
    if script is not None:
        return _of_jest if script["tool"] == "jest" else _of_vitest
    return _READERS.get(name)


def _tests(form: PathForm, *patterns: object) -> Iterator[DeclaredPlace]:
    for pattern in patterns:
        if isinstance(pattern, str):
            yield DeclaredPlace(Use.TEST, form, pattern)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _of_cargo(text: str) -> Iterator[DeclaredPlace]:
    try:
        tables = toml_tables(text)
    except TomlError:
        return
    for key, use, folder in _CARGO:
        for target in _listed(tables.get(key)):
            if not isinstance(target, dict):
                continue
            path, name = target.get("path"), target.get("name")
            if isinstance(path, str):
                yield DeclaredPlace(use, PathForm.FILE, path)
            elif isinstance(name, str):
                yield DeclaredPlace(use, PathForm.FILE, f"{folder}/{name}.rs")
                yield DeclaredPlace(use, PathForm.FILE, f"{folder}/{name}/main.rs")


def _of_package(text: str) -> Iterator[DeclaredPlace]:
    said = _json(text)
    jest = said.get("jest")
    patterns = list(_of_jest_table(jest)) if isinstance(jest, dict) else []
    needed = {name for key in ("dependencies", "devDependencies") for name in _table(said, key)}
    if not patterns and (needed & _RUNNERS or isinstance(jest, dict)):
        patterns = list(_tests(PathForm.GLOB, *_JEST_DEFAULT))
    yield from patterns
    mocha = said.get("mocha")
    if isinstance(mocha, dict):
        yield from _tests(PathForm.GLOB, *_listed(mocha.get("spec")))


def _of_jest_table(table: dict[str, object]) -> Iterator[DeclaredPlace]:
    yield from _tests(PathForm.GLOB, *_listed(table.get("testMatch")))
    yield from _tests(PathForm.REGEX, *_listed(table.get("testRegex")))


def _of_mocha(text: str) -> Iterator[DeclaredPlace]:
    yield from _tests(PathForm.GLOB, *_listed(_json(text).get("spec")))


def _of_jest(text: str) -> Iterator[DeclaredPlace]:
    text = _COMMENT_LINE.sub("", text)
    for expression, form in ((_TEST_MATCH, PathForm.GLOB), (_TEST_REGEX, PathForm.REGEX)):
        for found in expression.finditer(text):
            words = _words(found["list"])
            yield from _tests(form, *(word.replace("\\\\", "\\") for word in words))


def _of_vitest(text: str) -> Iterator[DeclaredPlace]:
    text = _COMMENT_LINE.sub("", text)
    opening = _OF_VITEST.search(text)
    include = _INCLUDE.search(text, opening.end(), opening.end() + _FAR) if opening else None
    if opening is None or include is None:
        return
    if not _OTHER_INCLUDES.search(text, opening.end(), include.start()):
        yield from _tests(PathForm.GLOB, *_words(include["list"]))


def _words(written: str) -> list[str]:
    return [found[0][1:-1] for found in _STRINGS.finditer(written)]


def _of_swift(text: str) -> Iterator[DeclaredPlace]:
    text = _COMMENT_LINE.sub("", text)
    for opening in _TEST_TARGET.finditer(text):
        last = opening.end() + _FAR
        following = _NEXT_TARGET.search(text, opening.end(), last)
        end = following.start() if following else last
        said: dict[str, str] = {}
        for found in _NAMED.finditer(text, opening.end(), end):
            said.setdefault(found["key"], found["value"])
        if "name" in said:
            yield from _tests(PathForm.FOLDER, said.get("path", f"Tests/{said['name']}"))


def _of_phpunit(text: str) -> Iterator[DeclaredPlace]:
    text = _without_comments(text)
    start, end = text.find("<testsuite"), text.rfind("</testsuite")
    for found in _PHPUNIT.finditer(text, start, end) if 0 <= start < end else ():
        path = found["path"].strip().removeprefix("./").strip("/")
        if found["form"] == "file":
            yield from _tests(PathForm.FILE, path)
        else:
            suffix = _SUFFIX.search(found["attributes"])
            name = suffix["suffix"] if suffix is not None else "Test.php"
            yield from _tests(PathForm.GLOB, f"{path}/**/*{name}")


def _without_comments(text: str) -> str:
    """Return XML without its comments; one without an end takes the rest with it."""
    first, *others = text.split("<!--")
    return first + "".join(other.partition("-->")[2] for other in others)


def _of_maven(text: str) -> Iterator[DeclaredPlace]:
    for found in _TEST_SOURCES.finditer(_without_comments(text)):
        path = found["path"].strip().replace("${project.basedir}/", "").replace("${basedir}/", "")
        yield from _tests(PathForm.FOLDER, path)


def _of_cmake(text: str) -> Iterator[DeclaredPlace]:
    """Yield the sources of the programs that are run as tests.

    A test may run the product itself, so what ``add_test`` runs has to be named after tests.
    """
    sources: dict[str, list[str]] = {}
    tested: list[str] = []
    run: list[str] = []
    for command in _COMMAND.finditer(text):
        name, words = command["name"].lower(), command["words"].split()
        if not words:
            continue
        if name in ("add_executable", "qt_add_executable", "qt_add_test", "ecm_add_test"):
            sources.setdefault(words[0], words[1:])
            tested += [words[0]] if name.endswith("_test") else []
        elif name == "target_sources":
            sources.setdefault(words[0], []).extend(words[1:])
        elif name in _DISCOVERS:
            tested.append(words[0])
        elif name == "add_test":
            run += _run_by_test(words)
    certain = frozenset(tested)
    for program in dict.fromkeys((*tested, *run)):
        for source in filter(_SOURCE.match, sources.get(program, ())):
            if program in certain or _NAMED_TEST.search(f"{program} {source}"):
                yield from _tests(PathForm.FILE, source)


def _run_by_test(words: list[str]) -> list[str]:
    """Return the program of ``NAME x COMMAND program``, or of ``x program``."""
    found = words[words.index("COMMAND") + 1 :] if "COMMAND" in words else words[1:]
    return [_TARGET_FILE.sub(r"\1", word.strip('"')) for word in found[:1]]


def _json(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _table(said: dict[str, Any], key: str) -> dict[str, object]:
    table = said.get(key)
    return table if isinstance(table, dict) else {}


_READERS: dict[str, Callable[[str], Iterator[DeclaredPlace]]] = {
    "Cargo.toml": _of_cargo,
    "package.json": _of_package,
    ".mocharc.json": _of_mocha,
    "Package.swift": _of_swift,
    "phpunit.xml": _of_phpunit,
    "phpunit.xml.dist": _of_phpunit,
    "phpunit.dist.xml": _of_phpunit,
    "pom.xml": _of_maven,
    "CMakeLists.txt": _of_cmake,
}
