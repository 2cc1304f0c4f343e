"""One way to read every language that has a grammar: parse, query, nest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import msgspec

from sphinx_kwindex.analysis.bounds import most_read
from sphinx_kwindex.analysis.grammars.declaration import Grammar, Match, Node, Prepared
from sphinx_kwindex.analysis.grammars.documentation import Comments
from sphinx_kwindex.analysis.grammars.embedded import Captured, Embedded, read_embedded
from sphinx_kwindex.analysis.grammars.errors import (
    is_in,
    is_within,
    outermost,
    unparsed,
    unsure_spans,
)
from sphinx_kwindex.analysis.grammars.found import Found, Included
from sphinx_kwindex.analysis.grammars.heads import has_broken_head
from sphinx_kwindex.analysis.grammars.markdown_comments import inner_comments, read_comment
from sphinx_kwindex.analysis.grammars.marks import Marks
from sphinx_kwindex.analysis.grammars.nesting import Nesting, Separators
from sphinx_kwindex.analysis.grammars.parsing import Reader
from sphinx_kwindex.analysis.grammars.reading import (
    imports_of,
    line_ends,
    plain_definition,
    plain_scope,
)
from sphinx_kwindex.analysis.grammars.trees import (
    TooHardError,
    parse_code,
    read_trees,
)
from sphinx_kwindex.analysis.inline import inline
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.limits import Limits
from sphinx_kwindex.records.analysis import Analysis, Problem, Prose
from sphinx_kwindex.records.diagnostics import DiagnosticCode, Unparsed
from sphinx_kwindex.records.docstrings import Docstring, Passage, Words
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_DEFINITION = "definition."
_DECLARATION = "declaration"
_BESIDE = frozenset({"comment", "embedded", "mark", "attribute"})
"""Captures of what defines nothing."""
_DEEPEST = 10_000
"""Nodes in nodes that a query looks at; beyond 65,535 a cursor miscounts and does not end."""
_MOST_OPEN_MATCHES = 1_000
"""Matches that a cursor has begun and not ended at the same time, each of which it looks at for
each node; code of people needs some ten."""
_BROKEN = 0.5
"""The part of a source that makes no sense from which on it is broken, if nothing was found in it:
a macro that only its header explains, or newer syntax, leaves the rest as it is."""


def read_source(
    text: str, language: Language, grammar: Grammar, installed: Reader, limits: Limits
) -> Analysis:
    """Return the facts of a source.

    Parameters
    ----------
    text:
        The content, with line feeds as line ends.
    language:
        Its language.
    grammar:
        How its definitions are read.
    installed:
        The grammar itself, with its queries.
    limits:
        How much is read.

    Raises
    ------
    TooHardError
        For a source that was not written by people.
    """
    source, most = text.encode("utf-8", "replace"), most_read(limits)
    prepared = grammar.prepare(source, most) if grammar.prepare else Prepared(source)
    trees = read_trees(prepared, grammar, installed)
    matches = [match for root in trees.roots for match in _matches(installed, root)]
    embedded = _embedded(grammar, installed, matches, prepared.code)
    matches += embedded.matches
    comments = trees.comments or tuple(sorted({*_comments(matches)}))
    matched = _collect(grammar, matches, source, sorted((*comments, *prepared.left_out)), most)
    lost = _leave_out_unsure(matched, grammar, prepared, len(source))
    known = Comments(source, comments, grammar.documentation, language.lexer, prepared.attached)
    newlines = line_ends(source)
    separators = Separators(grammar.separator, grammar.member_separator or grammar.separator)
    read = partial(_said, grammar, language)
    nesting = Nesting(newlines, known, separators, read, most)
    symbols = nesting.symbols((*prepared.found, *matched.found))
    imports = imports_of((*prepared.included, *matched.included), newlines)
    errors = [*trees.errors, *lost, *(node.byte_range for node in matched.errors)]
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
        docstring=_after(prose, read(inner_comments(known.at_head()), None)),
        symbols=symbols,
        is_cut=prepared.is_cut or matched.is_cut or nesting.is_cut,
        imports=imports,
        bindings=prepared.bindings,
        written_names=grammar.names(trees.roots, source, imports) if grammar.names else b"",
        problem=_problem(line) if is_broken else None,
        approximate=is_broken,
        unparsed=Unparsed(lines, line) if lines and not is_broken else None,
    )


def _said(grammar: Grammar, language: Language, comment: str, summary: str | None) -> Docstring:
    """Return what a comment says of what it is on."""
    if not grammar.is_markdown or not comment:
        return Docstring(inline(summary or ""))
    return read_comment(comment, summary, language.lexer)


def _leave_out_unsure(
    matched: _Matched, grammar: Grammar, prepared: Prepared, length: int
) -> list[tuple[int, int]]:
    """Leave out what may be no definition; return the spans that were not understood."""
    unsure: list[tuple[int, int]] = []
    if prepared.starts is not None:
        matched.found = [item for item in matched.found if item.start in prepared.starts]
    else:
        unsure = unsure_spans(matched.errors, grammar.openings, length)
        matched.found = [item for item in matched.found if not is_within(item.start, unsure)]
    broken = outermost(matched.broken)
    matched.found = [item for item in matched.found if not is_in(item.start, broken)]
    return [*unsure, *broken]


def _after(prose: Prose | None, said: Docstring) -> tuple[Passage, ...]:
    """Return what a file says of itself after the sentence that is shown already."""
    is_shown = prose is not None and prose.summary == said.summary
    return said.body if is_shown or not said.summary else (Words(said.summary), *said.body)


class _Matched(msgspec.Struct):
    """What the queries found in a tree."""

    found: list[Found]
    included: list[Included]
    errors: list[Node]
    broken: list[tuple[int, int]]
    """Where something begins whose head makes no sense, and where it seems to end."""
    is_cut: bool = False
    """Whether there are more definitions than were looked at."""


def _embedded(
    grammar: Grammar, installed: Reader, matches: Iterable[Captured], code: bytes
) -> Embedded:
    """Return what is in the code that the grammar takes for mere tokens."""
    pieces = grammar.embedded
    if pieces is None:
        return Embedded([], [])

    def parse(piece: bytes, start: int) -> Node | None:
        try:
            return parse_code(piece, installed, start)
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

    cursor = tree_sitter.QueryCursor(installed.query, match_limit=_MOST_OPEN_MATCHES)
    cursor.set_max_start_depth(_DEEPEST)
    matches = cursor.matches(root)
    if cursor.did_exceed_match_limit:
        raise TooHardError("repeats too much")
    return matches


def _comments(matches: Iterable[Captured]) -> Iterator[tuple[int, int]]:
    for _, captures in matches:
        for node in captures.get("comment", ()):
            yield node.start_byte, node.end_byte


def _collect(
    grammar: Grammar,
    matches: Sequence[Captured],
    source: bytes,
    comments: Sequence[tuple[int, int]],
    most: int,
) -> _Matched:
    matched = _Matched([], [], [], [])
    marks = _marks(matches, source, comments)
    number = len(matches)
    matches = _first(matches, most)
    matched.is_cut = len(matches) < number
    found: dict[tuple[int, int, str], tuple[int, Found]] = {}
    imports: dict[tuple[int, str, str], Included] = {}
    for pattern, captures in matches:
        if _BESIDE & captures.keys():
            continue
        if "error" in captures:
            matched.errors += captures["error"]
        elif "import" in captures:
            node = captures["import"][0]
            match = Match(SymbolKind.PACKAGE, node, captures, source, comments)
            for included in (grammar.imports or _plain_import)(match):
                imports.setdefault((included.start, included.written, included.name), included)
        else:
            definition = _definition(captures, source, comments, marks)
            if definition is None:
                continue
            if has_broken_head(definition, is_strict=grammar.is_strict):
                matched.broken.append((definition.node.start_byte, definition.node.end_byte))
                continue
            for item in _found(grammar, definition):
                key = (item.start, item.end, item.name)
                # Of two patterns that match the same, the later one in the file says more.
                if key not in found or found[key][0] <= pattern:
                    found[key] = (pattern, item)
    matched.included = list(imports.values())
    matched.found = [item for _, item in found.values()]
    return matched


def _first(matches: Sequence[Captured], most: int) -> Sequence[Captured]:
    """Return what was matched without the definitions that are too many."""
    starts = [start for _, captures in matches if (start := _start_of(captures)) >= 0]
    if len(starts) <= most:
        return matches
    last = sorted(starts)[most - 1]
    return [match for match in matches if _start_of(match[1]) <= last]


def _start_of(captures: Mapping[str, list[Node]]) -> int:
    """Return where a definition begins, -1 for anything else."""
    for name, nodes in captures.items():
        if name in _KINDS:
            return int(nodes[0].start_byte)
    return -1


def _marks(
    matches: Iterable[Captured], source: bytes, comments: Sequence[tuple[int, int]]
) -> Marks:
    """Return what makes tests of functions."""
    marks: list[int] = []
    attributes = list(comments)
    for _, captures in matches:
        marks += [node.start_byte for node in captures.get("mark", ())]
        attributes += [node.byte_range for node in captures.get("attribute", ())]
    return Marks(source, marks, attributes)


def _definition(
    captures: Mapping[str, list[Node]],
    source: bytes,
    comments: Sequence[tuple[int, int]],
    marks: Marks,
) -> Match | None:
    """Return what a pattern matched as a definition, or as what gives its name to some."""
    if "scope" in captures:
        return Match(SymbolKind.CLASS, captures["scope"][0], captures, source, comments)
    for name, nodes in captures.items():
        kind = _KINDS.get(name)
        if kind is not None:
            match = Match(kind, nodes[0], captures, source, comments)
            match.kind = SymbolKind.TEST if marks.are_on(match) else kind
            return match
    return None


def _found(grammar: Grammar, match: Match) -> Iterable[Found]:
    if "scope" not in match.captures and grammar.refine is not None:
        return grammar.refine(match)
    plain = (plain_scope if "scope" in match.captures else plain_definition)(match)
    return (plain,) if plain is not None else ()


_KINDS = {
    _DECLARATION: SymbolKind.VARIABLE,
    **{f"{_DEFINITION}{kind.value.replace(' ', '-')}": kind for kind in SymbolKind},
}


def _plain_import(match: Match) -> Iterator[Included]:
    node = match.node
    yield Included(match.text(node.start_byte, node.end_byte).strip("\"'`"), node.start_byte)


def _problem(line: int) -> Problem:
    return Problem(DiagnosticCode.SYNTAX_ERROR, "cannot be parsed: invalid syntax", line)
