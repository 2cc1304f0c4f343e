"""What an import means in the languages other than Python: which files of the repository.

To resolve those of another language, write a function like the ones in :data:`RESOLVERS`, and
list it there with the languages that it is for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from sphinx_kwindex.project.imports import ResolvedImport
from sphinx_kwindex.project.source_imports.c_includes import resolve_includes
from sphinx_kwindex.project.source_imports.ecmascript import resolve_specifiers
from sphinx_kwindex.project.source_imports.go import resolve_packages
from sphinx_kwindex.project.source_imports.packages import resolve_types
from sphinx_kwindex.project.source_imports.resolve import Repository, Resolve
from sphinx_kwindex.project.source_imports.rust import resolve_modules
from sphinx_kwindex.project.source_imports.scripts import (
    resolve_php,
    resolve_ruby,
    resolve_shell,
)
from sphinx_kwindex.records import Import

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

RESOLVERS: tuple[tuple[Iterable[str], Callable[[Repository], Resolve]], ...] = (
    (INCLUDING_LANGUAGES, resolve_includes),
    (("JavaScript", "JSX", "TypeScript", "TSX"), resolve_specifiers),
    (("Java", "Kotlin"), resolve_types(("Java", "Kotlin"), ".")),
    (("C#",), resolve_types(("C#",), ".", is_relative=True)),
    (("Go",), resolve_packages),
    (("Rust",), resolve_modules),
    (("Ruby",), resolve_ruby),
    (("PHP",), resolve_php),
    (("Bash",), resolve_shell),
)
"""For each group of languages what makes, of all files, the function that resolves their imports.
The cost of a call must not grow with the repository."""


def resolve_imports(files: Repository) -> dict[str, tuple[ResolvedImport, ...]]:
    """Return the resolved imports by path of the files in languages that a resolver is for.

    An import that means several files, as that of a package in Go, is in the result as often.
    """
    found: dict[str, tuple[ResolvedImport, ...]] = {}
    for languages, make in RESOLVERS:
        names = frozenset(languages)
        importing = [
            facts
            for facts in files.values()
            if facts.analysis.language in names and facts.analysis.imports
        ]
        if not importing:
            continue
        resolve = make(files)
        for facts in importing:
            found[facts.path] = tuple(
                resolved
                for statement in facts.analysis.imports
                for resolved in _resolved(statement, resolve(statement, facts))
            )
    return found


def _resolved(statement: Import, found: Collection[str] | None) -> Iterator[ResolvedImport]:
    for target in sorted(found or ()):
        yield ResolvedImport(statement, target)
    if not found:
        yield ResolvedImport(statement, None, is_unclear=found is None)
