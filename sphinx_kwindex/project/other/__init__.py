"""What an import means in the languages other than Python: which files of the repository.

To resolve those of another language, write a function like the ones in :data:`RESOLVERS`, and
list it there with the languages that it is for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from sphinx_kwindex.project.other.c_includes import resolve_includes
from sphinx_kwindex.project.other.ecmascript import resolve_specifiers
from sphinx_kwindex.project.other.go import resolve_packages
from sphinx_kwindex.project.other.packages import resolve_types
from sphinx_kwindex.project.other.resolve import Repository, Resolve
from sphinx_kwindex.project.other.rust import resolve_modules
from sphinx_kwindex.project.other.scripts import (
    resolve_php,
    resolve_ruby,
    resolve_shell,
)
from sphinx_kwindex.project.other.swift import resolve_targets
from sphinx_kwindex.project.python.imports import ResolvedImport
from sphinx_kwindex.records.analysis import IMPORTING_LIKE_PYTHON, FileFacts
from sphinx_kwindex.records.imports import Import

__all__ = ["RESOLVERS", "resolve_imports"]

INCLUDING_LANGUAGES = (
    "C",
    "C header",
    "C++",
    "C++ header",
    "CUDA",
    "Objective-C",
    "Objective-C header",
    "Objective-C++",
)
"""Languages that call an import an include."""

LANGUAGES_OF_HEADERS = {
    "C header": "C",
    "C++ header": "C++",
    "Objective-C header": "Objective-C",
}
"""The language that a header is written in, by what it is called."""

SCRIPTS = ("JavaScript", "JSX", "TypeScript", "TSX", "Vue", "Svelte", "Astro")
"""Languages that import as JavaScript does."""

RESOLVERS: tuple[tuple[Iterable[str], Callable[[Repository], Resolve]], ...] = (
    (INCLUDING_LANGUAGES, resolve_includes),
    (SCRIPTS, resolve_specifiers),
    (("Java", "Kotlin"), resolve_types(("Java", "Kotlin"), ".")),
    (("C#",), resolve_types(("C#",), ".", is_relative=True)),
    (("Go",), resolve_packages),
    (("Rust",), resolve_modules),
    (("Ruby",), resolve_ruby),
    (("PHP",), resolve_php),
    (("Bash",), resolve_shell),
    (("Swift",), resolve_targets),
)
"""For each group of languages what makes, of all files, the function that resolves their imports.
The cost of a call must not grow with the repository."""


def resolve_imports(files: Repository) -> dict[str, tuple[ResolvedImport, ...]]:
    """Return the imports by path of all files but those in Python, resolved where a resolver can.

    An import that means several files, as that of a package in Go, is in the result as often.  In a
    language that no resolver is for, imports are listed all the same: keywords lead to them.

    Returns
    -------
    mapping from paths to imports
        A file without imports is not in it.
    """
    importing: defaultdict[str, list[FileFacts]] = defaultdict(list)
    for facts in files.values():
        language = facts.analysis.language
        is_other = not facts.is_python and language not in IMPORTING_LIKE_PYTHON
        if is_other and facts.analysis.imports:
            importing[language].append(facts)
    found: dict[str, tuple[ResolvedImport, ...]] = {}
    for languages, make in RESOLVERS:
        importers = [facts for name in languages for facts in importing.pop(name, ())]
        if importers:
            found.update(_of_files(importers, make(files)))
    for importers in importing.values():
        found.update(_of_files(importers, lambda _statement, _importer: ()))
    return found


def _of_files(
    importers: Iterable[FileFacts], resolve: Resolve
) -> Iterator[tuple[str, tuple[ResolvedImport, ...]]]:
    for facts in importers:
        resolved = (
            one
            for statement in facts.analysis.imports
            for one in _resolved(statement, resolve(statement, facts))
        )
        yield facts.path, tuple(resolved)


def _resolved(statement: Import, found: Collection[str] | None) -> Iterator[ResolvedImport]:
    for target in sorted(found or ()):
        yield ResolvedImport(statement, target)
    if not found:
        yield ResolvedImport(statement, None, is_unclear=found is None)
