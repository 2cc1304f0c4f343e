"""How much of the public interface has docstrings and annotations.

Public is what no underscore makes private: classes, functions, methods and properties, at the top
of a module or in a class, and the module itself.  The reference page on sections says what counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from sphinx_kwindex.project import Project
from sphinx_kwindex.project.python.modules import PROGRAM_FOLDERS
from sphinx_kwindex.project.roles import is_tool_file
from sphinx_kwindex.records.analysis import PYTHON_STUB, FileFacts, Symbol, is_private_name
from sphinx_kwindex.records.signatures import Hints, Variant


class Coverage(msgspec.Struct, frozen=True):
    """Figures of a file, or of all files below a folder."""

    definitions: int = 0
    documented: int = 0
    hintable: int = 0
    """Parameters and results that may be annotated."""
    hinted: int = 0

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(
            self.definitions + other.definitions,
            self.documented + other.documented,
            self.hintable + other.hintable,
            self.hinted + other.hinted,
        )

    @property
    def missing(self) -> int:
        """How many definitions have no docstring."""
        return self.definitions - self.documented


class FileDocumentation(msgspec.Struct, frozen=True):
    """What is documented in a file, and what is not."""

    coverage: Coverage
    undocumented: tuple[Symbol, ...]
    """In source order, the module itself left out."""
    counts_module: bool
    """Whether the module itself is one of the definitions."""
    is_module_undocumented: bool
    has_stub: bool = False
    """Whether annotations come from a stub next to it, too."""


NOTHING = Coverage()


def find_documentation(project: Project) -> Callable[[FileFacts], FileDocumentation | None]:
    """Return what tells what is documented in a file, looked at when it is first asked for.

    Tests are left out, files that do not parse, and programs, which nobody imports.

    Parameters
    ----------
    project:
        The linked facts.

    Returns
    -------
    function from the facts of a file to what is documented
        None where nothing counts.
    """
    modules = _modules(project)
    found: dict[str, FileDocumentation | None] = {}

    def of(facts: FileFacts) -> FileDocumentation | None:
        if facts.path not in found:
            said = _of_file(project, modules, facts)
            found[facts.path] = None if said is None or said.coverage == NOTHING else said
        return found[facts.path]

    return of


def no_documentation(_facts: FileFacts) -> FileDocumentation | None:
    """Return nothing: where no page shows it."""
    return None


def _of_file(
    project: Project, modules: frozenset[str], facts: FileFacts
) -> FileDocumentation | None:
    path = facts.path
    if not facts.is_python or not facts.is_text or facts.analysis.approximate:
        return None
    if project.tests.is_code(path):
        return None
    if is_tool_file(path) or (path not in modules and _is_program(facts)):
        return None
    other = project.counterpart_of(path)
    if facts.analysis.language == PYTHON_STUB:
        # What a stub declares of a module next to it counts there.
        return None if other is not None else _of_stub(facts)
    return _of_module(facts, project.files[other] if other is not None else None)


def _modules(project: Project) -> frozenset[str]:
    """Return the Python files in packages, and those that something imports or declares."""
    used = {item.target for found in project.imports.values() for item in found}
    declared = {found.target for points in project.entry_points.values() for found in points}
    return frozenset(
        path
        for path, facts in project.files.items()
        if facts.is_python
        and (project.modules.package_of(path) or path in used or path in declared)
    )


def _is_program(facts: FileFacts) -> bool:
    """Return whether a file outside packages is one to be run: by its guard, name or folder."""
    is_named_so = not facts.source.name.endswith((".py", ".pyi"))
    folders = facts.source.folder.split("/")
    return bool(facts.analysis.main_line) or is_named_so or not PROGRAM_FOLDERS.isdisjoint(folders)


def _of_module(facts: FileFacts, stub: FileFacts | None) -> FileDocumentation:
    analysis = facts.analysis
    definitions: dict[str, Symbol] = {}
    for symbol in _with_docstring(analysis.symbols):
        known = definitions.get(symbol.qualname)
        if known is None or (symbol.documented and not known.documented):
            definitions[symbol.qualname] = symbol
    undocumented = tuple(symbol for symbol in definitions.values() if not symbol.documented)
    says_something = bool(
        analysis.symbols or analysis.imports or analysis.main_line or analysis.documented
    )
    counts = says_something and not is_private_name(facts.source.name.partition(".")[0])
    symbols = (*analysis.symbols, *(stub.analysis.symbols if stub else ()))
    hints = _hints({symbol.qualname for symbol in analysis.symbols}, symbols)
    return FileDocumentation(
        Coverage(
            definitions=len(definitions) + counts,
            documented=len(definitions) - len(undocumented) + (counts and analysis.documented),
            hintable=hints.possible,
            hinted=hints.written,
        ),
        undocumented,
        counts_module=counts,
        is_module_undocumented=counts and not analysis.documented,
        has_stub=stub is not None,
    )


def _of_stub(facts: FileFacts) -> FileDocumentation:
    symbols = facts.analysis.symbols
    hints = _hints({symbol.qualname for symbol in symbols}, symbols)
    coverage = Coverage(hintable=hints.possible, hinted=hints.written)
    return FileDocumentation(coverage, (), counts_module=False, is_module_undocumented=False)


def _with_docstring(symbols: Iterable[Symbol]) -> Iterator[Symbol]:
    """Yield the definitions that a reader expects a docstring of."""
    for symbol in symbols:
        is_special = symbol.name.startswith("__") and symbol.name.endswith("__")
        if not _is_public(symbol) or is_special:
            continue
        if symbol.variant is Variant.OVERLOAD or _is_accessor(symbol):
            continue
        # What overrides a method is documented there.
        if not any(decorator.last_name == "override" for decorator in symbol.decorators):
            yield symbol


def _is_accessor(symbol: Symbol) -> bool:
    return symbol.variant is not None and symbol.variant.is_accessor


def _is_public(symbol: Symbol) -> bool:
    is_definition = symbol.is_class or symbol.is_callable
    return is_definition and not symbol.is_private and not symbol.is_local


def _hints(names: set[str], symbols: Iterable[Symbol]) -> Hints:
    """Add up the annotations of functions, of several by one name those of the best annotated.

    That may be an overload, or the declaration in a stub.
    """
    best: dict[str, Hints] = {}
    for symbol in symbols:
        hints = symbol.hints
        if hints is None or not hints.possible or symbol.qualname not in names:
            continue
        if not _is_public(symbol) or _is_accessor(symbol):
            continue
        known = best.get(symbol.qualname)
        if known is None or _share(hints) > _share(known):
            best[symbol.qualname] = hints
    return Hints(
        sum(hints.written for hints in best.values()),
        sum(hints.possible for hints in best.values()),
    )


def _share(hints: Hints) -> float:
    return hints.written / hints.possible
