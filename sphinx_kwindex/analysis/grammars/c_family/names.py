"""The names in declarators of C: inside out, behind pointers, references and parentheses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars.declaration import Match, Node
from sphinx_kwindex.analysis.grammars.found import Found
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_MOST_LAYERS = 40
_WRAPPERS = frozenset(
    {
        "pointer_declarator",
        "reference_declarator",
        "array_declarator",
        "init_declarator",
        "attributed_declarator",
        "parenthesized_declarator",
    }
)
_NAMES = frozenset(
    {
        "identifier",
        "field_identifier",
        "type_identifier",
        "qualified_identifier",
        "operator_name",
        "destructor_name",
        "template_function",
        "template_method",
        "operator_cast",
    }
)
_BINDING = "structured_binding_declarator"
CONSTANT = re.compile(r"\b(?:const|constexpr|constinit)\b")
TEMPLATE_ARGUMENTS = re.compile(r"<[^<>]*>")


def name_of(match: Match, name: Node) -> str:
    """Return a name as pages show it: of an operator with its sign, without template arguments.

    Parameters
    ----------
    match:
        The declaration.
    name:
        The name in it.
    """
    if name.type == "operator_cast":
        return match.text(name.start_byte, match.source.find(b"(", name.start_byte, name.end_byte))
    text = match.text(name.start_byte, name.end_byte)
    place = text.find("operator")
    if place < 0:
        return without_arguments(text)
    operator = (
        re.sub(r"\s*(\W)\s*", r"\1", text[place:])
        if not text[place + 8 :].strip()[:1].isalpha()
        else text[place:]
    )
    return without_arguments(text[:place]) + operator


def without_arguments(text: str) -> str:
    """Return a name without its template arguments."""
    for _ in range(8):
        shorter = TEMPLATE_ARGUMENTS.sub("", text)
        if shorter == text:
            break
        text = shorter
    return text.partition("<")[0] if "<" in text else text


def head_of(declarator: Node | None) -> tuple[Node | None, Node] | None:
    """Return the innermost function declarator, if there is one, and the name in a declarator.

    A function declarator around a parenthesized pointer makes a variable, not a function.

    Returns
    -------
    function declarator and name
    """
    function: Node | None = None
    node = declarator
    for _ in range(_MOST_LAYERS):
        if node is None:
            return None
        if node.type in _NAMES:
            return _in_name(function, node)
        if node.type == "function_declarator":
            function = node
        elif node.type not in _WRAPPERS:
            return None
        elif node.type in ("pointer_declarator", "array_declarator"):
            function = None
        inner = node.child_by_field_name("declarator")
        if inner is None:
            inner = next((child for child in node.named_children if _may_hold_name(child)), None)
        node = inner
    return None


def _in_name(function: Node | None, name: Node) -> tuple[Node | None, Node]:
    """Look for a conversion operator in a qualified name: it holds its own parameters."""
    node = name
    for _ in range(_MOST_LAYERS):
        if node is None or node.type == "operator_cast":
            break
        node = node.child_by_field_name("name") if node.type == "qualified_identifier" else None
    if node is not None:
        return node, node
    return function, name


def _may_hold_name(node: Node) -> bool:
    return node.type in _NAMES or node.type in _WRAPPERS or node.type == "function_declarator"


def bound_names(match: Match, declarator: Node) -> Iterator[Found]:
    """Yield the names of ``auto [first, second] = f();``.

    Parameters
    ----------
    match:
        The declaration.
    declarator:
        What it declares.
    """
    node: Node | None = declarator
    for _ in range(_MOST_LAYERS):
        if node is None or node.type == _BINDING:
            break
        node = next(
            (child for child in node.named_children if child.type in (*_WRAPPERS, _BINDING)), None
        )
    if node is None or node.type != _BINDING:
        return
    lead = match.text(match.node.start_byte, node.start_byte)
    kind = SymbolKind.CONSTANT if CONSTANT.search(lead) else SymbolKind.VARIABLE
    for name in node.named_children:
        if name.type == "identifier" and name.text != b"_":
            yield Found(
                kind=kind,
                name=match.text(name.start_byte, name.end_byte),
                start=match.node.start_byte,
                end=match.node.end_byte,
                lead=lead,
                encloses=False,
                name_start=name.start_byte,
            )
