"""What the declarations of C declare."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars.c_family.names import (
    CONSTANT,
    TEMPLATE_ARGUMENTS,
    bound_names,
    head_of,
    name_of,
    without_arguments,
)
from sphinx_kwindex.analysis.grammars.c_family.owners import is_friend, is_of_nameless
from sphinx_kwindex.analysis.grammars.c_family.words import is_likely_macro
from sphinx_kwindex.analysis.grammars.declaration import Match, Node
from sphinx_kwindex.analysis.grammars.found import Found
from sphinx_kwindex.analysis.grammars.reading import plain_definition, shortened
from sphinx_kwindex.records.signatures import Variant
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_MOST_OF_VALUE = 100
_MOST_OF_ARGUMENTS = 45
_MOST_NODES = 200
"""In a declaration with an error in it, on the way to that error."""
_LONGEST_END = 200
"""Of what may follow parameters in a declaration, in bytes."""
_PROTOTYPE = re.compile(r"\w+\s*\((?P<parameters>\(.*\))\)")
"""``PROTO((int a))`` behind the name of a function."""
_ANNOTATION = re.compile(r"\s*\b(?P<name>[A-Z_][A-Z0-9_]+)\b(?:\s*\([^()]*\))?")
"""``ABSL_SHARED_LOCKS_REQUIRED(mutex_)`` before ``override``."""
_CAPITALS = re.compile(r"[A-Z][A-Z0-9_]*$")
_ENDINGS = {
    "0": Variant.PURE_VIRTUAL,
    "delete": Variant.DELETED,
    "default": Variant.DEFAULTED,
}
"""What may stand in the place of a body, behind ``=``."""
_BODIES = frozenset({"compound_statement", "try_statement", "constructor_try_statement"})


def refine(match: Match) -> Iterator[Found]:
    """Yield the definitions of a match of the queries of the C family."""
    node = match.node
    if match.first("declarator") is None:
        yield from _named(match)
    elif not _is_whole(node):
        return
    elif node.type == "function_definition":
        yield from _function(match)
    elif node.type == "type_definition":
        yield from _typedef(match)
    else:
        yield from _declared(match)


def _is_whole(node: Node) -> bool:
    """Return whether all of a declaration was understood but its body and its value."""
    pending = [node] if node.has_error else []
    for _ in range(_MOST_NODES):
        if not pending:
            return True
        inner = pending.pop()
        if inner.is_error or inner.is_missing or inner.child_count > _MOST_NODES:
            return False
        pending += (
            child
            for position, child in enumerate(inner.children)
            if child.has_error and inner.field_name_for_child(position) not in ("body", "value")
        )
    return False


def _named(match: Match) -> Iterator[Found]:
    """Yield a class or the like; ``template <> struct hash<Foo>`` is named ``hash``."""
    found = plain_definition(match)
    if found is None:
        return
    value = match.first("value")
    if found.kind is SymbolKind.ENUMERATOR:
        shown = match.text(value.start_byte, value.end_byte) if value is not None else ""
        found.signature = shortened(f"= {shown}", _MOST_OF_VALUE) if shown else ""
    if found.kind is SymbolKind.TYPE_ALIAS and value is not None:
        shown = match.text(value.start_byte, value.end_byte)
        found.signature = shortened(f"= {shown}", _MOST_OF_VALUE)
    if found.kind is SymbolKind.NAMESPACE:
        found.signature = ""
    if found.kind is SymbolKind.ENUM and found.signature.startswith(")"):
        # ``NS_ENUM(NSInteger, Name)``: all of it is what the macro makes of it.
        found.lead, found.signature = found.lead.partition("(")[0], ""
    name = TEMPLATE_ARGUMENTS.sub("", found.name)
    if "<" in name:
        name = name.partition("<")[0]
    if name != found.name:
        found.variant = Variant.SPECIALISATION
        found.specialised = shortened(found.name[found.name.find("<") :], _MOST_OF_ARGUMENTS)
    if found.kind is SymbolKind.CONCEPT:
        found.signature = found.signature.partition("{")[0].strip()
    if found.kind is not SymbolKind.NAMESPACE:
        found.scope, _, name = name.rpartition("::")
    found.name = name.strip()
    yield found


def _function(match: Match) -> Iterator[Found]:
    node = match.node
    body = node.child_by_field_name("body")
    head = head_of(match.first("declarator"))
    if head is None:
        return
    function, name = head
    if function is None:
        return
    if body is None and any(child.type in _BODIES for child in node.children):
        body = node.children[-1]
    found = _found(match, SymbolKind.FUNCTION, function, name)
    has_type = node.child_by_field_name("type") is not None
    if body is None:
        ending = match.text(function.end_byte, node.end_byte).rstrip("; ").lstrip("= ")
        found.variant = _ENDINGS.get(ending, Variant.DECLARATION)
    # Any other macro before a body makes something that only it knows.
    found.only_in_own_class = not has_type and _CAPITALS.match(found.name) is not None
    found.is_friend = is_friend(node)
    if not is_of_nameless(node):
        yield found


def _typedef(match: Match) -> Iterator[Found]:
    node = match.node
    head = head_of(match.first("declarator"))
    if head is None:
        return
    defined = node.child_by_field_name("type")
    kind = SymbolKind.TYPE_ALIAS
    body = defined.child_by_field_name("body") if defined is not None else None
    if body is not None and defined.child_by_field_name("name") is None:
        kind = _ANONYMOUS.get(defined.type, kind)
    _, name = head
    found = _found(match, kind, None, name)
    found.encloses = kind is not SymbolKind.TYPE_ALIAS
    if body is not None:
        found.lead = match.text(node.start_byte, body.start_byte)
    yield found


_ANONYMOUS = {
    "struct_specifier": SymbolKind.STRUCT,
    "union_specifier": SymbolKind.UNION,
    "enum_specifier": SymbolKind.ENUM,
}


def _declared(match: Match) -> Iterator[Found]:
    """Yield a declared function, a constant, or a variable outside classes."""
    node = match.node
    declarator = match.first("declarator")
    head = head_of(declarator)
    if declarator is None:
        return
    if head is None:
        yield from bound_names(match, declarator)
        return
    function, name = head
    has_type = node.child_by_field_name("type") is not None
    if function is not None:
        found = _found(match, SymbolKind.FUNCTION, function, name)
        found.variant = _declaration_variant(match, function)
        found.encloses = False
        found.only_in_own_class = not has_type and bool(_CAPITALS.match(found.name))
        found.is_friend = is_friend(node)
        # The member of another class is declared there.
        if not (found.is_friend and found.scope) and not is_of_nameless(node):
            yield found
        return
    lead = _lead(match, name)
    is_constant = CONSTANT.search(lead) is not None and "*" not in lead.rpartition("const")[2]
    value = declarator.child_by_field_name("value") or node.child_by_field_name("default_value")
    is_data = declarator.type == "init_declarator" or value is not None
    if not has_type or not (is_data or node.type == "declaration"):
        return
    found = _found(match, SymbolKind.CONSTANT if is_constant else SymbolKind.VARIABLE, None, name)
    found.encloses = False
    found.outside_classes = not is_constant
    if value is not None:
        start = value.start_byte
        start -= match.source[start - 1 : start] == b"@"  # of a literal of Objective-C
        found.signature = shortened(f"= {match.text(start, value.end_byte)}")
    elif lead.startswith("extern "):
        found.variant = Variant.DECLARATION
    yield found


def _declaration_variant(match: Match, function: Node) -> Variant:
    end = min(function.end_byte + _LONGEST_END, match.node.end_byte)
    rest = match.text(function.end_byte, end).rstrip("; ")
    is_pure = rest.endswith("= 0") or rest == "0"
    return Variant.PURE_VIRTUAL if is_pure else Variant.DECLARATION


def _found(match: Match, kind: SymbolKind, function: Node | None, name: Node) -> Found:
    node = match.node
    written = name_of(match, name)
    operator = re.search(r"\boperator\b", written)
    place = operator.start() if operator else len(written)
    scope, _, last = written[:place].rpartition("::")
    last += written[place:]
    lead = _lead(match, name)
    signature = ""
    if function is not None:
        start = name.end_byte
        if name.type == "operator_cast":
            start = match.source.find(b"(", name.start_byte, name.end_byte)
        signature = shortened(_without_annotations(match, start, function))
        prototype = _PROTOTYPE.fullmatch(signature)
        if prototype is not None:
            signature = prototype["parameters"]
        if lead.endswith("(") and signature.startswith(")"):
            lead, signature = lead[:-1], signature[1:].lstrip()  # ``int (name)(int a)``
        if lead.endswith("operator"):
            # The grammar takes ``A::operator float()`` for a function ``float``.
            lead, _, before = lead.rpartition(" ")
            scope, last = before.removesuffix("operator"), f"operator {last}"
    if lead.endswith("::"):
        lead, _, before = lead.rpartition(" ")
        scope = without_arguments(before)
    return Found(
        kind=kind,
        name=last.strip(),
        start=node.start_byte,
        end=node.end_byte,
        scope=scope.strip(": "),
        lead=shortened(lead, 100),
        signature=signature,
        name_start=name.start_byte,
    )


def _without_annotations(match: Match, start: int, function: Node) -> str:
    """Return parameters and what follows them, without what only macros can be."""
    parameters = function.child_by_field_name("parameters")
    if parameters is None:
        return match.text(start, function.end_byte)
    shown = match.text(start, parameters.end_byte)
    behind = _ANNOTATION.sub(
        lambda found: "" if is_likely_macro(found["name"].encode()) else found[0],
        match.text(parameters.end_byte, function.end_byte),
    )
    return f"{shown} {behind.strip()}".rstrip()


def _lead(match: Match, name: Node) -> str:
    """Return what comes before a name: ``int *`` before ``b`` in ``int a, *b``."""
    first, own = match.node.child_by_field_name("declarator"), match.first("declarator")
    if first is None or own is None or own.start_byte <= first.start_byte:
        return match.text(match.node.start_byte, name.start_byte)
    types = match.text(match.node.start_byte, first.start_byte)
    return f"{types} {match.text(own.start_byte, name.start_byte)}".strip()
