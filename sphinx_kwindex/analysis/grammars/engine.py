"""One way to read every language that has a grammar: parse, query, nest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from typing import Any

import msgspec

from sphinx_kwindex.analysis.grammars.declaration import Grammar, Match, Node, Prepared
from sphinx_kwindex.analysis.grammars.documentation import Comments
from sphinx_kwindex.analysis.grammars.errors import unparsed
from sphinx_kwindex.analysis.grammars.found import Found, Included
from sphinx_kwindex.analysis.grammars.nesting import Nesting, Separators
from sphinx_kwindex.analysis.grammars.reading import (
    imports_of,
    line_ends,
    plain_definition,
    plain_scope,
)
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.diagnostics import DiagnosticCode
from sphinx_kwindex.records import Analysis, Problem, Unparsed
from sphinx_kwindex.symbol_kinds import SymbolKind

_DEFINITION = "definition."
_DECLARATION = "declaration"
_DEEP = re.compile(rb"([(\[{<])(?:\s{0,9}\1){500}")
"""Nothing that people write; a parser that weighs several readings takes seconds for it."""
_STEPS_PER_BYTE = 0.03
"""A source takes a fifth of this, so that no source can take hours; steps are those of the parser's
own count, and not of a clock, so that the outcome is always the same."""
_FEWEST_STEPS = 2_000
_CHUNK = 65_536
_BROKEN = 0.5
"""The part of a source that makes no sense from which on it is broken, if nothing was found in it:
a macro that only its header explains, or newer syntax, leaves the rest as it is."""


_Captured = tuple[int, dict[str, list[Node]]]
"""A pattern of a query by its number, and what it captured."""


class Reader(msgspec.Struct, frozen=True):
    """A grammar that is installed."""

    language: Any
    query: Any


class TooHardError(Exception):
    """A source is nested too deeply, or takes the parser too long."""


@lru_cache(maxsize=64)
def reader(module: str, function: str, query: str) -> Reader | None:
    """Return a grammar with its queries, None if it is not installed or cannot read them."""
    try:
        import tree_sitter

        language = tree_sitter.Language(getattr(import_module(module), function)())
        return Reader(language, tree_sitter.Query(language, _query_text(query)))
    except (ImportError, AttributeError, ValueError, TypeError):
        # Another version of the grammar may lack what the query asks for.
        return None


def _query_text(name: str) -> str:
    folder = files("sphinx_kwindex.analysis.grammars").joinpath("queries")
    parts = []
    for line in folder.joinpath(f"{name}.scm").read_text("utf-8").splitlines():
        inherited = line.removeprefix("; inherits: ")
        parts.append(_query_text(inherited) if inherited != line else line)
    return "\n".join(parts)


def read_source(text: str, language: Language, grammar: Grammar, installed: Reader) -> Analysis:
    """Return the facts of a source.

    Raises
    ------
    TooHardError
        For a source that was not written by people.
    """
    source = text.encode("utf-8", "replace")
    prepared = grammar.prepare(source) if grammar.prepare else Prepared(source)
    root = _parse(prepared.code, installed)
    matches = _matches(installed, root)
    comments = prepared.comments or tuple(_comments(matches))
    matched = _collect(grammar, matches, source, sorted(comments))
    known = Comments(source, comments, grammar.documentation)
    newlines = line_ends(source)
    separators = Separators(grammar.separator, grammar.member_separator or grammar.separator)
    nesting = Nesting(newlines, known, separators)
    symbols = nesting.symbols((*prepared.found, *matched.found))
    imports = imports_of((*prepared.included, *matched.included), newlines)
    lines, line, part = unparsed(
        [(node.start_byte, node.end_byte) for node in matched.errors],
        [(item.start, item.end) for item in matched.found],
        prepared.code,
    )
    is_broken = grammar.is_strict and part > _BROKEN and not symbols and not imports
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=known.of_file(),
        symbols=symbols,
        imports=imports,
        bindings=prepared.bindings,
        problem=_problem(line) if is_broken else None,
        approximate=is_broken,
        unparsed=Unparsed(lines, line) if lines and not is_broken else None,
    )


class _Matched(msgspec.Struct):
    """What the queries found in a tree."""

    found: list[Found]
    included: list[Included]
    errors: list[Node]


def _parse(code: bytes, installed: Reader) -> Node:
    import tree_sitter

    if _DEEP.search(code):
        raise TooHardError
    steps = 0
    most = _FEWEST_STEPS + int(_STEPS_PER_BYTE * len(code))

    def is_too_much(*_progress: object) -> bool:
        nonlocal steps
        steps += 1
        return steps > most

    def read(offset: int, _point: object) -> bytes:
        return code[offset : offset + _CHUNK]

    parser = tree_sitter.Parser(installed.language)
    try:
        tree = parser.parse(read, progress_callback=is_too_much)
    except ValueError:
        tree = None
    if tree is None:
        raise TooHardError
    return tree.root_node


def _matches(installed: Reader, root: Node) -> list[_Captured]:
    import tree_sitter

    return tree_sitter.QueryCursor(installed.query).matches(root)


def _comments(matches: Iterable[_Captured]) -> Iterator[tuple[int, int]]:
    for _, captures in matches:
        for node in captures.get("comment", ()):
            yield node.start_byte, node.end_byte


def _collect(
    grammar: Grammar,
    matches: Iterable[_Captured],
    source: bytes,
    comments: Sequence[tuple[int, int]],
) -> _Matched:
    matched = _Matched([], [], [])
    found: dict[tuple[int, int, str], tuple[int, Found]] = {}
    for pattern, captures in matches:
        if "comment" in captures:
            continue
        if "error" in captures:
            matched.errors += captures["error"]
        elif "import" in captures:
            node = captures["import"][0]
            match = Match(SymbolKind.PACKAGE, node, captures, source, comments)
            matched.included += (grammar.imports or _plain_import)(match)
        else:
            for item in _definitions(grammar, captures, source, comments):
                key = (item.start, item.end, item.name)
                # Of two patterns that match the same, the later one in the file says more.
                if key not in found or found[key][0] <= pattern:
                    found[key] = (pattern, item)
    matched.found = [item for _, item in found.values()]
    return matched


def _definitions(
    grammar: Grammar,
    captures: Mapping[str, list[Node]],
    source: bytes,
    comments: Sequence[tuple[int, int]],
) -> Iterable[Found]:
    if "scope" in captures:
        match = Match(SymbolKind.CLASS, captures["scope"][0], captures, source, comments)
        scope = plain_scope(match)
        return (scope,) if scope is not None else ()
    for name, nodes in captures.items():
        kind = _KINDS.get(name)
        if kind is None:
            continue
        match = Match(kind, nodes[0], captures, source, comments)
        if grammar.refine is not None:
            return grammar.refine(match)
        plain = plain_definition(match)
        return (plain,) if plain is not None else ()
    return ()


_KINDS = {
    _DECLARATION: SymbolKind.VARIABLE,
    **{f"{_DEFINITION}{kind.value.replace(' ', '-')}": kind for kind in SymbolKind},
}


def _plain_import(match: Match) -> Iterator[Included]:
    node = match.node
    yield Included(match.text(node.start_byte, node.end_byte).strip("\"'`"), node.start_byte)


def _problem(line: int) -> Problem:
    return Problem(DiagnosticCode.SYNTAX_ERROR.value, "cannot be parsed: invalid syntax", line)
