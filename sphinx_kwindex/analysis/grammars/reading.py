"""Reading what a query matched: the parts of a definition as text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice

from sphinx_kwindex.analysis.grammars.declaration import Match, Node
from sphinx_kwindex.analysis.grammars.found import Found, Included
from sphinx_kwindex.records.imports import Import
from sphinx_kwindex.records.signatures import Variant
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_MOST_CHARACTERS = 300
"""Of a signature; what is longer is cut, and says so."""
_MOST_OF_VALUE = 100
_MOST_BYTES_OF_HEAD = 6_000
_MOST_BYTES_OF_VALUE = 2_000
"""Of many names in one statement, each has all that is behind it in its value."""
_MOST_OF_NAME = 120
_MOST_OF_LEAD = 100
_MOST_BYTES_OF_LEAD = 2_000
_MOST_OF_MODIFIERS = 200
_MOST_WORDS_OF_HEAD = 20
"""After which no annotation comes: of ``let a, b, c`` each name would look at all before it."""
_MOST_LEVELS = 100
_MOST_ANNOTATIONS = 500
"""On one definition; what stands among more is not shown."""
_ANNOTATIONS = frozenset(
    {"annotation", "attribute", "attribute_list", "decorator", "marker_annotation"}
)
"""What grammars call that which may stand before a definition and says nothing of its kind."""
DATA = frozenset({SymbolKind.CONSTANT, SymbolKind.VARIABLE, SymbolKind.ENUMERATOR,
                  SymbolKind.PROPERTY, SymbolKind.TYPE_ALIAS})  # fmt: skip
"""Kinds that have a value and no body."""
_END_OF_HEAD = re.compile(r"(?:\s*(?:=>|[{:=;,]|\bdo\b|\bAS\b|\bas\b))+$")
"""What is between a head and the body, or the end: ``fn f() {``."""
_END_OF_DATA = re.compile(r"\s*(?:=>|[{:=])?[\s;,]*$")
_PAIRS = frozenset({'""', "''", "``", "[]"})
"""Quotes around names; in ``[dbo]`` of SQL they are brackets."""


def shortened(text: str, most: int = _MOST_CHARACTERS) -> str:
    """Cut a text that is too long for a line of a page.

    Parameters
    ----------
    text:
        The text, on one line.
    most:
        The most characters that it may have.
    """
    return text if len(text) <= most else f"{text[: most - 2].rstrip()} …"


def unquoted(name: str) -> str:
    """Return a name without the quotes around it; ``[]`` and `` ` `` are names themselves."""
    return name[1:-1] if len(name) > 2 and name[0] + name[-1] in _PAIRS else name


def lead_before(match: Match, end: int) -> str:
    """Return what of a definition stands before a byte, without annotations.

    Parameters
    ----------
    match:
        The definition.
    end:
        Offset of the byte.
    """
    start, left, pieces = match.node.start_byte, _MOST_BYTES_OF_LEAD, []
    annotations = list(islice(_annotations(match.node, end), _MOST_ANNOTATIONS))
    if len(annotations) == _MOST_ANNOTATIONS:
        return ""
    for stop, following in [*(node.byte_range for node in annotations), (end, end)]:
        # Of many names in one declaration, each has all that is before it in its lead.
        pieces.append(match.text(start, min(stop, start + left)))
        left -= min(stop - start, left)
        start = following
    return " ".join(piece for piece in pieces if piece)


def _lead(match: Match, name: Node) -> str:
    lead, last = match.captures.get("lead"), match.first("upto")
    if lead:
        return " ".join(match.text(node.start_byte, node.end_byte) for node in lead)
    return lead_before(match, name.start_byte if last is None else last.end_byte)


def _annotations(node: Node, end: int) -> Iterator[Node]:
    """Yield the annotations of a definition that stand before a byte."""
    others = 0
    for child in children_of(node):
        if child.start_byte >= end or others > _MOST_WORDS_OF_HEAD:
            return
        if child.type in _ANNOTATIONS:
            yield child
        elif child.type == "modifiers":
            yield from (inner for inner in children_of(child) if inner.type in _ANNOTATIONS)
        else:
            others += 1


def children_of(node: Node, start: int = 0) -> Iterator[Node]:
    """Yield the children of a node, as they are asked for: there may be many.

    Parameters
    ----------
    node:
        The node.
    start:
        The byte from which on they count.
    """
    cursor = node.walk()
    is_there = (
        cursor.goto_first_child_for_byte(start) is not None if start else cursor.goto_first_child()
    )
    while is_there:
        yield cursor.node
        is_there = cursor.goto_next_sibling()


def modifiers_before(match: Match, start: int, type_start: int) -> set[str]:
    """Return the words right before the type of a field.

    A query that looks for some of them takes time in the square of their number.

    Parameters
    ----------
    match:
        What the query found.
    start:
        Where the field begins.
    type_start:
        Where its type does.
    """
    return set(match.text(max(start, type_start - _MOST_OF_MODIFIERS), type_start).split())


def plain_definition(match: Match) -> Found | None:
    """Return the definition of a match whose query names all its parts.

    ``@name`` is the name and ``@lead`` what is shown before it, by default all up to it, or to the
    end of ``@upto``; ``@signature`` is what is shown behind it, by default all up to ``@body``, the
    field ``body``, or the end, but no more than ``@part``, of several in one definition.
    ``@whole`` marks what all the rest of the file belongs to, ``@bodiless`` what holds
    nothing, and ``@overload`` a signature of what is defined elsewhere.
    Documentation stands before ``@outer``, where that is more than the definition.
    """
    name = match.first("name")
    if name is None:
        return None
    node = match.node
    is_test = match.kind is SymbolKind.TEST
    outer = match.first("outer")
    return Found(
        kind=match.kind,
        name=shortened(unquoted(match.text(name.start_byte, name.end_byte)), _MOST_OF_NAME),
        start=node.start_byte,
        end=node.end_byte,
        lead=shortened(_lead(match, name).strip(" (" if is_test else " "), _MOST_OF_LEAD),
        documented_from=outer.start_byte if outer is not None else -1,
        signature=_signature(match, name),
        variant=Variant.OVERLOAD if match.first("overload") is not None else None,
        name_start=name.start_byte,
        whole_file=match.kind is SymbolKind.PACKAGE or match.first("whole") is not None,
        encloses=match.first("bodiless") is None and match.kind not in DATA,
    )


def _signature(match: Match, name: Node) -> str:
    signature = match.captures.get("signature")
    if signature:
        return shortened(match.text(signature[0].start_byte, signature[-1].end_byte))
    show = shown_value if match.kind in DATA else shown_head
    return show(match, name.end_byte, _end_of_head(match, name))


def shown_head(match: Match, start: int, end: int) -> str:
    """Return what is between a name and a body as a signature.

    Parameters
    ----------
    match:
        The definition.
    start:
        Offset behind the name.
    end:
        Offset of the body.
    """
    shown = match.text(start, end, _MOST_BYTES_OF_HEAD)
    return shortened(_END_OF_HEAD.sub("", shown) if len(shown) <= _MOST_CHARACTERS else shown)


def shown_value(match: Match, start: int, end: int) -> str:
    """Return the type and value behind a name, as far as they fit.

    Parameters
    ----------
    match:
        The definition.
    start:
        Offset behind the name.
    end:
        Offset behind the definition.
    """
    shown = match.text(start, end, _MOST_BYTES_OF_VALUE)
    shown = _END_OF_DATA.sub("", shown) if len(shown) <= _MOST_CHARACTERS else shown
    return shortened(shown, _MOST_OF_VALUE)


def _end_of_head(match: Match, name: Node) -> int:
    """Return where the body of a definition begins, or the definition ends."""
    node = match.node
    if match.first("bodiless") is not None:
        return int(node.end_byte)
    part = match.first("part")
    if part is not None:
        return int(part.end_byte)
    body = match.first("body") or node.child_by_field_name("body")
    if body is not None and body.start_byte >= name.end_byte:
        return int(body.start_byte)
    last = node.child(node.child_count - 1) if node.child_count else None
    return int(last.start_byte if last is not None and last.type == "end" else node.end_byte)


def is_in(node: Node, kinds: Container[str]) -> bool:
    """Return whether a node lies in one of certain kinds, at any depth of code of people.

    Parameters
    ----------
    node:
        The node.
    kinds:
        Types of nodes: those of classes without a name, or of code.
    """
    for _ in range(_MOST_LEVELS):
        node = node.parent
        if node is None:
            return False
        if node.type in kinds:
            return True
    return False


def plain_scope(match: Match) -> Found | None:
    """Return what gives its name to what it encloses, and is no definition: ``impl`` of Rust."""
    name = match.first("name")
    if name is None:
        return None
    shown = match.text(name.start_byte, name.end_byte).lstrip("&").removeprefix("dyn ")
    plain = re.split(r"[<\[(]", shown)[0].strip()
    return Found(
        kind=SymbolKind.CLASS,
        name=plain.rpartition("::")[2] or shown,
        start=match.node.start_byte,
        end=match.node.end_byte,
        transparent=True,
    )


def line_ends(source: bytes) -> list[int]:
    """Return the offsets of the line ends of a source."""
    return [match.start() for match in re.finditer(rb"\n", source)]


def imports_of(included: Iterable[Included], newlines: Sequence[int]) -> tuple[Import, ...]:
    """Return imports in source order, each with its line.

    Parameters
    ----------
    included:
        What the source imports, in any order.
    newlines:
        Offsets of its line feeds, in order.
    """
    return tuple(
        Import(
            module=item.written,
            level=0,
            name=item.name,
            alias=item.alias,
            line=bisect_left(newlines, item.start) + 1,
            form=item.form,
        )
        for item in sorted(included, key=lambda item: item.start)
        if item.written
    )
