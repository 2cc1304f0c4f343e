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
from sphinx_kwindex.analysis.grammars.embedded import Captured, Embedded, read_embedded
from sphinx_kwindex.analysis.grammars.errors import unparsed
from sphinx_kwindex.analysis.grammars.found import Found, Included
from sphinx_kwindex.analysis.grammars.markdown_comments import body_of, inner_comments
from sphinx_kwindex.analysis.grammars.nesting import Nesting, Separators
from sphinx_kwindex.analysis.grammars.reading import (
    imports_of,
    line_ends,
    plain_definition,
    plain_scope,
)
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.diagnostics import DiagnosticCode
from sphinx_kwindex.docstrings import Block
from sphinx_kwindex.records import Analysis, Problem, Unparsed
from sphinx_kwindex.symbol_kinds import SymbolKind

_DEFINITION = "definition."
_DECLARATION = "declaration"
_OPENED = re.compile(rb"(?:(?:[(\[{<]|`\$\{)\s{0,9}){20,}+")
"""Brackets and templates that open one after the other: ``[{[{[{``, `` `${`${ ``."""
_OPEN = re.compile(rb"[(\[{<]")
_MOST_OPENED = 500
"""More is nothing that people write; a parser that weighs several readings takes seconds for it."""
_STEPS_PER_BYTE = 0.1
"""A source of many short tokens takes a third of this, so that no source can take hours; steps are
those of the parser's own count, and not of a clock, so that the outcome is always the same."""
_FEWEST_STEPS = 2_000
_CHUNK = 65_536
_DEEPEST = 10_000
"""Nodes in nodes that a query looks at; beyond 65,535 a cursor miscounts and does not end."""
_BROKEN = 0.5
"""The part of a source that makes no sense from which on it is broken, if nothing was found in it:
a macro that only its header explains, or newer syntax, leaves the rest as it is."""


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
    embedded = _embedded(grammar, installed, matches, prepared.code)
    matches += embedded.matches
    comments = prepared.comments or tuple(sorted({*_comments(matches)}))
    matched = _collect(grammar, matches, source, sorted((*comments, *prepared.left_out)))
    if prepared.starts is not None:
        matched.found = [item for item in matched.found if item.start in prepared.starts]
    known = Comments(source, comments, grammar.documentation, language.lexer)
    newlines = line_ends(source)
    separators = Separators(grammar.separator, grammar.member_separator or grammar.separator)

    def body(comment: str, summary: str) -> tuple[Block, ...]:
        is_read = grammar.is_markdown and bool(comment)
        return body_of(comment, summary, language.lexer) if is_read else ()

    nesting = Nesting(newlines, known, separators, body)
    symbols = nesting.symbols((*prepared.found, *matched.found))
    imports = imports_of((*prepared.included, *matched.included), newlines)
    errors = [(node.start_byte, node.end_byte) for node in matched.errors]
    places = [(item.start, item.end) for item in matched.found]
    _, _, part = unparsed(errors, places, prepared.code)
    lines, line, _ = unparsed([*errors, *embedded.unread, *prepared.unread], places, prepared.code)
    # What only a macro knows does not make a file a broken one.
    is_broken = grammar.is_strict and part > _BROKEN and not symbols and not imports
    prose = known.of_file(is_alone=sum(symbol.parent < 0 for symbol in symbols) == 1)
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=prose,
        docstring=body(inner_comments(known.at_head()), prose.summary if prose else ""),
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


def _parse(code: bytes, installed: Reader, start: int = 0) -> Node:
    """Return the tree of code that starts at a byte of its source."""
    import tree_sitter

    if any(len(_OPEN.findall(run[0])) > _MOST_OPENED for run in _OPENED.finditer(code)):
        raise TooHardError
    steps = 0
    most = _FEWEST_STEPS + int(_STEPS_PER_BYTE * len(code))

    def is_too_much(*_progress: object) -> bool:
        nonlocal steps
        steps += 1
        return steps > most

    def read(offset: int, _point: object) -> bytes:
        return code[max(offset - start, 0) : offset - start + _CHUNK]

    parser = tree_sitter.Parser(installed.language)
    if start:
        end = start + len(code)
        parser.included_ranges = [tree_sitter.Range((0, 0), (0, 0), start, end)]
    try:
        tree = parser.parse(read, progress_callback=is_too_much)
    except ValueError:
        tree = None
    if tree is None:
        raise TooHardError
    return tree.root_node


def _embedded(
    grammar: Grammar, installed: Reader, matches: Iterable[Captured], code: bytes
) -> Embedded:
    """Return what is in the code that the grammar takes for mere tokens."""
    pieces = grammar.embedded
    if pieces is None:
        return Embedded([], [])

    def parse(piece: bytes, start: int) -> Node | None:
        try:
            return _parse(piece, installed, start)
        except TooHardError:
            return None

    return read_embedded(
        matches,
        lambda node: pieces(node, code),
        parse,
        lambda root: _matches(installed, root),
    )


def _matches(installed: Reader, root: Node) -> list[Captured]:
    import tree_sitter

    cursor = tree_sitter.QueryCursor(installed.query)
    cursor.set_max_start_depth(_DEEPEST)
    return cursor.matches(root)


def _comments(matches: Iterable[Captured]) -> Iterator[tuple[int, int]]:
    for _, captures in matches:
        for node in captures.get("comment", ()):
            yield node.start_byte, node.end_byte


def _collect(
    grammar: Grammar,
    matches: Iterable[Captured],
    source: bytes,
    comments: Sequence[tuple[int, int]],
) -> _Matched:
    matched = _Matched([], [], [])
    found: dict[tuple[int, int, str], tuple[int, Found]] = {}
    for pattern, captures in matches:
        if "comment" in captures or "embedded" in captures:
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
