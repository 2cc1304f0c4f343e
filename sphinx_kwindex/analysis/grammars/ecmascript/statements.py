"""What the statements of a module bind: variables, and members of objects that are assigned.

Statements are those of the module, of its namespaces, and of functions that are called where they
stand, which older modules are wrapped in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars.declaration import Match, Node
from sphinx_kwindex.analysis.grammars.ecmascript.bindings import bound_names
from sphinx_kwindex.analysis.grammars.ecmascript.objects import (
    FUNCTIONS,
    assigned_function,
    members,
    objects_in,
)
from sphinx_kwindex.analysis.grammars.found import Found
from sphinx_kwindex.analysis.grammars.reading import shown_value
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_DECLARATIONS = frozenset({"lexical_declaration", "using_declaration", "variable_declaration"})
_NAMESPACES = frozenset({"internal_module", "module"})
_WRAPPERS = frozenset({"parenthesized_expression", "unary_expression", "await_expression",
                       "expression_statement"})  # fmt: skip
_IMPORTING = frozenset({"require", "import"})
_GLOBAL = frozenset({"exports", "module.exports", "module", "this", "self", "window", "global",
                     "globalThis", "root"})  # fmt: skip
_EXPORTED = frozenset({"exports", "module.exports"})
_OWNER = re.compile(r"[\w$]+(?:\.[\w$#]+){0,9}")
_PASSED_ON = frozenset({"identifier", "undefined", "unary_expression", "assignment_expression"})
"""Values of exports that define nothing here: another name, and ``void 0`` of compilers."""


def module_level(match: Match) -> Iterator[Found]:
    """Yield what the statements of a program bind."""
    blocks = [(match.node, True)]
    while blocks:
        block, is_module = blocks.pop()
        for statement in block.named_children:
            inner = _unexported(statement)
            if inner is None:
                continue
            if inner.type in _NAMESPACES:
                inner = inner.child_by_field_name("body")
                blocks += [(inner, is_module)] if inner is not None else []
            elif inner.type == "statement_block" and inner.id != statement.id:
                blocks.append((inner, is_module))  # of ``declare global``
            elif inner.type in _DECLARATIONS:
                yield from _declared(match, inner, is_module=is_module)
            elif statement.type == "export_statement":
                yield from _default(match, statement, inner)
            elif inner.type == "assignment_expression":
                yield from _assigned(match, inner)
            elif inner.type == "call_expression":
                blocks += [(body, False) for body in _called_bodies(match, inner)]
                yield from members(match, objects_in(inner), "")


def _unexported(statement: Node) -> Node | None:
    """Return what is exported, declared or evaluated by a statement."""
    if statement.type == "export_statement":
        exported = statement.child_by_field_name("declaration")
        exported = exported or statement.child_by_field_name("value") or _assigned_export(statement)
        if exported is None or exported.type != "ambient_declaration":
            return exported
        statement = exported
    if statement.type == "ambient_declaration":
        return statement.named_child(0)
    while statement.type in _WRAPPERS and statement.named_child_count:
        statement = statement.named_child(0)
    return statement


def _assigned_export(statement: Node) -> Node | None:
    """Return what ``export = value`` of TypeScript exports."""
    is_assigned = any(child.type == "=" for child in statement.children)
    return statement.named_child(0) if is_assigned and statement.named_child_count else None


def _declared(match: Match, declaration: Node, *, is_module: bool) -> Iterator[Found]:
    lead = match.text(declaration.start_byte, declaration.named_child(0).start_byte)
    kind = SymbolKind.VARIABLE if lead in ("let", "var") else SymbolKind.CONSTANT
    for declarator in declaration.named_children:
        name = declarator.child_by_field_name("name")
        value = declarator.child_by_field_name("value")
        if name is None or (value is not None and value.type in {*FUNCTIONS, "class"}):
            continue
        if value is not None and _is_import(match, value):
            continue
        objects = objects_in(value) if value is not None and name.type == "identifier" else ()
        for bound in bound_names(name) if is_module else ():
            is_whole = bound.id == name.id
            yield Found(
                kind=kind,
                name=match.text(bound.start_byte, bound.end_byte),
                start=declarator.start_byte if is_whole else bound.start_byte,
                end=declarator.end_byte if is_whole else bound.end_byte,
                lead=lead,
                signature=shown_value(match, name.end_byte, declarator.end_byte)
                if is_whole
                else "",
                name_start=bound.start_byte,
                documented_from=declaration.start_byte,
                encloses=bool(objects),
            )
        yield from members(match, objects, "" if is_module else match.text(*name.byte_range))


def _is_import(match: Match, value: Node) -> bool:
    """Return whether a value is a module, or a member of one: ``require("a").b``."""
    while value.type in {"await_expression", "member_expression"}:
        value = value.named_child(0)
    called = value.child_by_field_name("function") if value.type == "call_expression" else None
    return called is not None and match.text(called.start_byte, called.end_byte) in _IMPORTING


def _default(match: Match, statement: Node, value: Node) -> Iterator[Found]:
    """Yield what is exported as default without a name."""
    if value.type in FUNCTIONS or value.type == "class":
        tokens = {child.type: child for child in statement.children}
        token = tokens.get("default") or (tokens.get("export") if "=" in tokens else None)
        if token is not None and value.child_by_field_name("name") is None:
            yield from assigned_function(match, value, token, token)
    elif value.child_by_field_name("name") is None:
        yield from members(match, objects_in(value), "")


def _assigned(match: Match, assignment: Node) -> Iterator[Found]:
    """Yield the function, class or methods that are assigned to a member of something."""
    left = assignment.child_by_field_name("left")
    right = assignment.child_by_field_name("right")
    if left is None or right is None or left.type not in {"identifier", "member_expression"}:
        return
    target = match.text(left.start_byte, left.end_byte)
    owner, _, _ = target.rpartition(".")
    name = left.child_by_field_name("property")
    if right.type in FUNCTIONS or right.type == "class":
        own = right.child_by_field_name("name") if target == "module.exports" else None
        if own is not None:
            yield from assigned_function(match, right, own, right)
        elif name is not None:
            yield from assigned_function(match, right, name, assignment, _scope(owner))
        return
    if owner in _EXPORTED and right.type not in _PASSED_ON and not _is_import(match, right):
        yield _exported(match, assignment, name, right)
    if right.type != "identifier":
        kind = SymbolKind.FUNCTION if target in _EXPORTED else SymbolKind.METHOD
        yield from members(match, objects_in(right), _scope(target), kind)


def _exported(match: Match, assignment: Node, name: Node, value: Node) -> Found:
    return Found(
        kind=SymbolKind.VARIABLE,
        name=match.text(name.start_byte, name.end_byte),
        start=assignment.start_byte,
        end=assignment.end_byte,
        lead=match.text(assignment.start_byte, name.start_byte),
        signature=shown_value(match, name.end_byte, value.end_byte),
        name_start=name.start_byte,
        encloses=False,
    )


def _scope(owner: str) -> str:
    """Return the class or object that an assigned member belongs to, if it has a name."""
    owner = owner.removesuffix(".prototype")
    for known in ("module.exports.", "exports.", "window.", "globalThis."):
        owner = owner.removeprefix(known)
    return owner if owner not in _GLOBAL and _OWNER.fullmatch(owner) else ""


def _called_bodies(match: Match, call: Node) -> Iterator[Node]:
    """Yield the bodies of functions that are called where they stand, or given to ``define``."""
    called = call.child_by_field_name("function")
    if called is not None and called.type == "member_expression":
        called = called.child_by_field_name("object")  # (function () {}).call(this)
    while called is not None and called.type == "parenthesized_expression":
        called = called.named_child(0)
    if called is None:
        return
    is_wrapper = called.type in FUNCTIONS
    if is_wrapper or match.text(called.start_byte, called.end_byte) == "define":
        passed = call.child_by_field_name("arguments")
        functions = [called, *(passed.named_children if passed is not None else ())]
        for function in functions:
            body = function.child_by_field_name("body") if function.type in FUNCTIONS else None
            if body is not None and body.type == "statement_block":
                yield body
