"""The values that travel between the stages of the pipeline.

They are frozen, compare by value and (de)serialise with :mod:`msgspec`, so that a cached fact and
a fresh one cannot be told apart.  What needs a second file is in :mod:`sphinx_kwindex.project`.
"""

from __future__ import annotations

import re

import msgspec

from sphinx_kwindex.records.bindings import Binding, Load
from sphinx_kwindex.records.declared import DeclaredProject
from sphinx_kwindex.records.diagnostics import DiagnosticCode, Unparsed
from sphinx_kwindex.records.docstrings import Passage
from sphinx_kwindex.records.documents import Document
from sphinx_kwindex.records.examples import Example
from sphinx_kwindex.records.imports import Import, Reference
from sphinx_kwindex.records.names import EncodedNames
from sphinx_kwindex.records.occurrences import Occurrence
from sphinx_kwindex.records.signatures import Base, Decorator, Hints, Parameter, Variant
from sphinx_kwindex.records.source_files import SourceFile, TextState
from sphinx_kwindex.records.symbol_kinds import SymbolKind
from sphinx_kwindex.records.testing import (
    CollectionRules,
    ConfiguredCommand,
    DeclaredPlace,
    TestContent,
)
from sphinx_kwindex.records.text import Text
from sphinx_kwindex.records.traits import Trait

# Members of enumerations are dear to look up, and these are asked for of every definition.
_CALLABLES = (SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.PROPERTY)
_CLASSES = (SymbolKind.CLASS, SymbolKind.EXCEPTION)


class Symbol(msgspec.Struct, frozen=True, array_like=True):
    """A definition in a source file."""

    name: str
    qualname: str
    """Name with its enclosing scopes, as ``__qualname__`` would give it."""
    kind: SymbolKind
    line: int
    """First line of the definition proper, counted from 1; decorators stand above it."""
    end_line: int
    anchor: str
    """Identifier on the page of the file; independent of line numbers."""
    parent: int = -1
    """Position of the enclosing symbol in the same tuple, -1 at module level."""
    signature: str = ""
    """``(a, b=1) -> int`` of a callable, ``: int = 3`` of data, else empty: for people only."""
    bases: tuple[Base, ...] = ()
    """Base classes and class keywords."""
    decorators: tuple[Decorator, ...] = ()
    summary: Text = ()
    """First sentence of the docstring."""
    variant: Variant | None = None
    """What tells this definition from another of the same name."""
    is_async: bool = False
    documented: bool = False
    """Whether it has a docstring."""
    docstring: tuple[Passage, ...] = ()
    """What the docstring says after its first sentence."""
    hints: Hints | None = None
    """Of a callable: how much of its signature is annotated."""
    lead: str = ""
    """What comes before the name, as written, in a language other than Python."""
    parameters: tuple[Parameter, ...] = ()
    """Of a callable of Python, in the order of the signature."""
    is_local: bool = False
    """Whether it is in a function, however deep, so that nobody else can name it."""
    value: str | bool | None = None
    """Of an entry of a data file, on one line, as pages show it; in Python True and False."""
    specialised: str = ""
    """Of a specialisation of a template: the arguments that it is for, in angle brackets."""
    lines_above: int = 0
    """Of decorators, from the first one to the definition proper."""

    @property
    def note(self) -> str:
        """What tells it from another of the same name, as pages show it."""
        return f"{self.variant or ''} {self.specialised}".strip()

    @property
    def is_private(self) -> bool:
        """Whether any part of the qualified name is private by convention."""
        name = self.qualname
        # Most names need no second look; ``A.__init__`` does.
        return (
            (name.startswith("_") or "._" in name or ":_" in name)
            and not self.kind.is_part
            and any(is_private_name(part) for part in _SCOPES.split(name))
        )

    @property
    def is_callable(self) -> bool:
        """Whether the definition is a ``def``."""
        return self.kind in _CALLABLES

    @property
    def is_type(self) -> bool:
        """Whether the definition is of a type, in any language."""
        return self.kind.is_type

    @property
    def is_class(self) -> bool:
        """Whether the definition is a ``class``."""
        return self.kind in _CLASSES


class Prose(msgspec.Struct, frozen=True, array_like=True):
    """Words that a file says of itself."""

    summary: Text
    """The first sentence."""
    paragraphs: tuple[Text, ...]
    """The paragraphs after the first one, up to the first that is markup."""
    line: int
    origin: str
    """Where the words stand: ``module docstring``, ``leading comment``, ..."""


class Analysis(msgspec.Struct, frozen=True):
    """What the content of a file says, independent of where the file lies."""

    language: str
    """Human name of the file type."""
    lexer: str
    """Pygments alias for highlighting."""
    state: TextState = TextState.TEXT
    encoding: str = ""
    lines: int = 0
    prose: Prose | None = None
    documented: bool = False
    """Whether the module has a docstring."""
    docstring: tuple[Passage, ...] = ()
    """What the docstring of the module says after its first sentence."""
    symbols: tuple[Symbol, ...] = ()
    unlisted: int = 0
    """Definitions behind those, in a file that has more than pages list; at least so many."""
    is_cut: bool = False
    """Whether the file has more statements, imports or other entries than are read."""
    imports: tuple[Import, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    """In source order."""
    traits: tuple[Trait, ...] = ()
    """Names and constructs that tell patterns, sorted."""
    references: tuple[Reference, ...] = ()
    """What the code names of its imports, in source order."""
    examples: tuple[Example, ...] = ()
    """In source order, one of each docstring."""
    exports: tuple[str, ...] | None = None
    """``__all__`` when it is written as literals."""
    export_lists: tuple[str, ...] = ()
    """Lists of other modules in it, as written (``a.__all__``); an empty one is computed."""
    readme: tuple[Passage, ...] = ()
    """Of a file that is to be read first: all that it says."""
    document: Document | None = None
    """Of a file for readers, or of one that names other files."""
    bindings: tuple[Binding, ...] = ()
    """Python bindings, of a source in C or C++, in source order."""
    loads: tuple[Load, ...] = ()
    """Libraries that Python loads by name, in source order."""
    collection: CollectionRules | None = None
    """Of a file that configures pytest: what it takes for tests."""
    test_places: tuple[DeclaredPlace, ...] = ()
    """Of a manifest, or the configuration of a tool: where it says that tests and the like lie."""
    declared: DeclaredProject | None = None
    """Of a file in which tools look for it: what it says of its project."""
    test_commands: tuple[ConfiguredCommand, ...] = ()
    """Lines of a file of configuration that run tests, in their order."""
    test_content: TestContent | None = None
    """Of a file that is perhaps one of tests, by its name, folder or content."""
    names: EncodedNames | None = None
    """What the names in Python code stand for, and where they are written."""
    written_names: bytes = b""
    """Of a file in another language: :class:`~.written_names.WrittenNames`, encoded."""
    main_line: int = 0
    """Line of ``if __name__ == "__main__":``, 0 without one."""
    problem: Problem | None = None
    """Why the analysis is incomplete."""
    approximate: bool = False
    """Whether the symbols come from a tolerant reading of a file that is not parsed."""
    lacks_grammar: bool = False
    """Whether they do so because the grammar of the language is not installed, or not fit."""
    unfit_grammar: str = ""
    """Why the grammar that is installed cannot be used."""
    unparsed: Unparsed | None = None
    """What a grammar that goes on after an error could not make sense of."""


class Problem(msgspec.Struct, frozen=True, array_like=True):
    """Why a file could not be understood, as far as its content tells."""

    code: DiagnosticCode
    message: str
    line: int


class FileFacts(msgspec.Struct, frozen=True):
    """A source file with what its content says."""

    source: SourceFile
    size: int
    """Bytes on disk."""
    digest: str
    """Hash of the content."""
    analysis: Analysis

    @property
    def path(self) -> str:
        """Path in the repository."""
        return self.source.path

    @property
    def is_text(self) -> bool:
        """Whether the content can be shown."""
        return self.analysis.state is TextState.TEXT

    @property
    def has_pages(self) -> bool:
        """Whether the file has pages of its own; binary files appear in folder tables only."""
        return self.analysis.state is not TextState.BINARY

    @property
    def is_python(self) -> bool:
        """Whether the file is Python source or a stub."""
        return self.analysis.language in PYTHON_LANGUAGES


PART_ANCHOR = "part-"
"""What the anchors of the parts of documents and data files start with."""
_SCOPES = re.compile(r"\.|::")
LINE_ANCHOR = "L-"
"""What the anchors of the lines of a source start with, before the number."""
PYTHON = "Python"
PYTHON_STUB = "Python stub"
NOTEBOOK = "Jupyter notebook"
IMPORTING_LIKE_PYTHON = frozenset({NOTEBOOK})
"""Languages that are not Python, but import as Python does."""
PYTHON_LANGUAGES = frozenset({PYTHON, PYTHON_STUB})


def is_private_name(name: str) -> bool:
    """Return whether ``name`` is private by convention; special names (``__init__``) are not."""
    return name.startswith("_") and not (name.startswith("__") and name.endswith("__"))
