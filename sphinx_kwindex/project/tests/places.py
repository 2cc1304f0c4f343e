"""Files for tests, benchmarks and examples: by what manifests say, and by the rules of tools.

Which Python files are for tests, :mod:`.tests` decides; it takes in what is found here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from sphinx_kwindex.discovery.wildmatch import MalformedError, compile_pattern
from sphinx_kwindex.paths import name_of, upwards
from sphinx_kwindex.project.other.paths import joined
from sphinx_kwindex.project.tests.globs import plain_globs
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.testing import DeclaredPlace, PathForm, Use

_JVM = ("pom.xml", "build.gradle", "build.gradle.kts", "build.sbt", "settings.gradle.kts")
_SAFE_REGEX = re.compile(r"(?:[^*+{}]|\\.|\{\d\})*(?:[^()*+{}][*+]\??(?:[^*+{}]|\\.|\{\d\})*)?")
"""An expression with one star at most, and none behind a group: it cannot take for ever."""
_LONGEST_PATH = 400


class Place(msgspec.Struct, frozen=True, array_like=True):
    """What a file is there for, and what says so."""

    use: Use
    rule: str
    """With names in backticks."""


class _Convention(msgspec.Struct, frozen=True):
    """Files that a tool takes for tests or the like by their place, below what configures it."""

    use: Use
    languages: frozenset[str]
    manifests: tuple[str, ...]
    """Names of files of which one must lie in a folder above; none for no condition."""
    path: re.Pattern[str]
    """Of the path below that folder."""
    rule: str
    """``{}`` stands for what the group ``shown`` of the path matched."""


def _convention(use: Use, language: str, manifests: str, path: str, rule: str) -> _Convention:
    languages = frozenset(language.split("|"))
    return _Convention(use, languages, tuple(manifests.split()), re.compile(path), rule)


_CONVENTIONS = (
    _convention(Use.TEST, "Go", "", r"(?:.*/)?(?P<shown>[^/]*_test\.go)$", "named `{}`"),
    _convention(Use.TEST, "Rust", "Cargo.toml", r"(?P<shown>tests)/", "below `{}` of a package"),
    _convention(
        Use.BENCHMARK, "Rust", "Cargo.toml", r"(?P<shown>benches)/", "below `{}` of a package"
    ),
    _convention(
        Use.EXAMPLE, "Rust", "Cargo.toml", r"(?P<shown>examples)/", "below `{}` of a package"
    ),
    _convention(
        Use.TEST, "Swift", "Package.swift", r"(?P<shown>Tests)/", "below `{}` of a package"
    ),
    _convention(
        Use.TEST,
        "Java|Kotlin|Scala|Groovy",
        " ".join(_JVM),
        r"(?:.*/)?(?P<shown>src/(?:test(?:[A-Z][^/]*)?|[^/]*[a-z0-9](?:Tests?|-tests?)))/[^/]+/",
        "below `{}`",
    ),
    _convention(
        Use.TEST, "Elixir", "mix.exs", r"test/(?:.*/)?(?P<shown>[^/]*_test\.exs)$", "named `{}`"
    ),
    _convention(
        Use.TEST, "Dart", "pubspec.yaml", r"test/(?:.*/)?(?P<shown>[^/]*_test\.dart)$", "named `{}`"
    ),
    _convention(
        Use.TEST,
        "Ruby",
        "Gemfile Rakefile",
        r"(?:spec/(?:.*/)?(?P<shown>[^/]*_spec\.rb)"
        r"|test/(?:.*/)?(?P<named>[^/]*_test\.rb|test_[^/]*\.rb))$",
        "named `{}`",
    ),
)


def find_places(files: Mapping[str, FileFacts]) -> dict[str, Place]:
    """Return which files are for tests, benchmarks and examples, and why.

    Parameters
    ----------
    files:
        The facts of all files, by path.

    Returns
    -------
    mapping from paths of files to what they are for
        Only those that are for tests, benchmarks or examples.
    """
    paths = [path for path, facts in files.items() if facts.is_text]
    paths.sort()
    found = dict(_by_convention(files))
    for manifest in files.values():
        if manifest.analysis.test_places:
            folder = manifest.source.folder
            below = paths
            if folder:
                start = bisect_left(paths, f"{folder}/")
                below = paths[start : bisect_left(paths, f"{folder}0", start)]
            rule = f"declared in `{manifest.source.name}`"
            for place in manifest.analysis.test_places:
                for path in _matching(place, folder, below):
                    if path in files:
                        found[path] = Place(place.use, rule)
    return found


def _by_convention(files: Mapping[str, FileFacts]) -> Iterator[tuple[str, Place]]:
    named = {name for convention in _CONVENTIONS for name in convention.manifests}
    manifests = {path for path in files if name_of(path) in named}
    for path, facts in files.items():
        for convention in _CONVENTIONS:
            if facts.analysis.language in convention.languages:
                shown = _shown(convention, facts, manifests)
                if shown:
                    yield path, Place(convention.use, convention.rule.format(shown))
                    break


def _shown(convention: _Convention, facts: FileFacts, manifests: set[str]) -> str:
    """Return what of the path of a file makes it one of a convention, empty if nothing does."""
    for folder in upwards(facts.source.folder):
        is_top = not convention.manifests and not folder
        if is_top or any(joined(folder, name) in manifests for name in convention.manifests):
            match = convention.path.match(facts.path[len(folder) :].lstrip("/"))
            return next(filter(None, match.groups())) if match is not None else ""
    return ""


def _matching(place: DeclaredPlace, folder: str, paths: Sequence[str]) -> Iterator[str]:
    """Yield the files that a manifest in a folder means."""
    if place.form is PathForm.FILE:
        yield joined(folder, place.pattern)
        return
    if place.form is PathForm.FOLDER:
        start = f"{joined(folder, place.pattern)}/"
        yield from (path for path in paths if path.startswith(start))
        return
    test = _regex(place.pattern) if place.form is PathForm.REGEX else _glob(place.pattern)
    offset = len(folder) + 1 if folder else 0
    for path in paths:
        if len(path) <= _LONGEST_PATH and test(path[offset:]):
            yield path


def _regex(pattern: str) -> Callable[[str], bool]:
    """Return what finds an expression of JavaScript, nothing if it is not certain to be quick."""
    if not _SAFE_REGEX.fullmatch(pattern):
        return lambda _: False
    try:
        expression = re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return lambda _: False
    return lambda path: expression.search(f"/{path}") is not None


def _glob(pattern: str) -> Callable[[str], bool]:
    expressions = []
    for plain in plain_globs(pattern):
        try:
            expressions.append(compile_pattern(plain.encode(), is_path=True))
        except (MalformedError, re.error):
            continue
    return lambda path: any(one.match(path.encode("utf-8", "replace")) for one in expressions)
