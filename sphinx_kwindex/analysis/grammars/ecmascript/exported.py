"""What imports take from modules, and what a module gives to others: by ``export`` and CommonJS."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sphinx_kwindex.analysis.grammars.declaration import Node
from sphinx_kwindex.analysis.grammars.ecmascript.bindings import bound_names
from sphinx_kwindex.analysis.grammars.ecmascript.objects import FUNCTIONS
from sphinx_kwindex.records.written_names import DEFAULT, STAR, WHOLE

_MADE = FUNCTIONS | {"class", "method_definition"}
_LISTS = frozenset({"lexical_declaration", "variable_declaration"})
_NOTHING = frozenset({"undefined", "unary_expression", "null"})
"""What compilers give to names that get their value later: ``exports.a = void 0``."""
_MODULE, _MEMBERS = "module.exports", ("module.exports.", "exports.")


class Taken(NamedTuple):
    """A name that a file takes from a module."""

    word: str
    """What the module calls it."""
    name: Node | None
    """Where it is called so."""
    bound: Node | None
    """What the file calls it."""


class Given(NamedTuple):
    """A name that a module gives to others."""

    name: str
    path: str | None
    """The module that it is passed on from, None for one of the file itself."""
    word: str
    """What that module calls it, or the file."""
    is_bound: bool = False
    """Whether it is a name of the file that may stand for what an import brings."""


def text_of(node: Node | None) -> str:
    """Return what is written at a node."""
    return "" if node is None else node.text.decode("utf-8", "replace")


def module_of(node: Node | None) -> str | None:
    """Return the path in a string, or in ``require("path")`` and ``await import("path")``."""
    while node is not None and node.type == "await_expression":
        node = node.named_child(0)
    if node is not None and node.type == "call_expression":
        called = node.child_by_field_name("function")
        passed = node.child_by_field_name("arguments")
        # What is called may be a function over many lines.
        is_short = called is not None and called.end_byte - called.start_byte < 10
        if not is_short or text_of(called) not in ("require", "import") or passed is None:
            return None
        node = passed.named_child(0)
    return text_of(node)[1:-1] if node is not None and node.type == "string" else None


def taken_by_statement(statement: Node) -> Iterator[Taken]:
    """Yield what ``import`` takes from its module."""
    clause = next((one for one in statement.named_children if one.type.startswith("import_")), None)
    if clause is None:
        return
    if clause.type == "import_require_clause":
        yield Taken(STAR, None, clause.named_child(0))
        return
    for child in clause.named_children:
        if child.type == "identifier":
            yield Taken(DEFAULT, child, child)
        elif child.type == "namespace_import":
            yield Taken(STAR, None, child.named_child(0))
        elif child.type == "named_imports":
            for one in child.named_children:
                name = one.child_by_field_name("name")
                if name is not None:
                    alias = one.child_by_field_name("alias")
                    yield Taken(text_of(name), name, alias if alias is not None else name)


def taken_by_variable(name: Node, value: Node) -> tuple[str, list[Taken]] | None:
    """Return what ``const { a, b: c } = require("path")`` takes from its module.

    Parameters
    ----------
    name:
        What is bound.
    value:
        What it is bound to.

    Returns
    -------
    the path and the names, None for what is no import
    """
    member = value if value.type == "member_expression" else None
    path = module_of(value if member is None else member.child_by_field_name("object"))
    if path is None:
        return None
    if name.type == "identifier":
        of = None if member is None else member.child_by_field_name("property")
        return path, [Taken(STAR, None, name) if of is None else Taken(text_of(of), of, name)]
    found = []
    for part in name.named_children if name.type == "object_pattern" and member is None else ():
        if part.type == "shorthand_property_identifier_pattern":
            found.append(Taken(text_of(part), part, part))
        elif part.type == "pair_pattern":
            key, bound = part.child_by_field_name("key"), part.child_by_field_name("value")
            if key is not None and bound is not None and bound.type == "identifier":
                found.append(Taken(text_of(key), key, bound))
    return path, found


def given_by_statement(statement: Node) -> Iterator[Given]:
    """Yield what ``export`` gives to others."""
    path = module_of(statement.child_by_field_name("source"))
    declared = statement.child_by_field_name("declaration")
    signs = {child.type for child in statement.children if not child.is_named}
    for child in statement.named_children:
        if child.type == "export_clause":
            for one in child.named_children:
                name = text_of(one.child_by_field_name("name"))
                alias = one.child_by_field_name("alias")
                yield Given(text_of(alias) or name, path, name, is_bound=path is None)
        elif child.type == "namespace_export" and path is not None:
            yield Given(text_of(child.named_child(0)), path, STAR)
        elif child.type == "identifier" and signs & {"default", "="}:
            word = text_of(child)
            yield Given(DEFAULT if "default" in signs else WHOLE, None, word, is_bound=True)
        elif child.type in _MADE and "default" in signs:
            own = text_of(child.child_by_field_name("name"))
            yield Given(DEFAULT, None, own or DEFAULT)
    if "*" in signs and path is not None:
        yield Given(STAR, path, STAR)
    for name in declared_names(declared) if declared is not None else ():
        word = text_of(name)
        yield Given(DEFAULT if "default" in signs else word, None, word)


def declared_names(declaration: Node) -> Iterator[Node]:
    """Yield the names that a declaration binds."""
    if declaration.type == "ambient_declaration":
        inner = declaration.named_child(0)
        declaration = inner if inner is not None else declaration
    if declaration.type in _LISTS:
        for declarator in declaration.named_children:
            name = declarator.child_by_field_name("name")
            if name is not None:
                yield from bound_names(name)
        return
    name = declaration.child_by_field_name("name")
    if name is not None and name.type in ("identifier", "type_identifier"):
        yield name


def given_by_assignment(assignment: Node) -> Iterator[Given]:
    """Yield what ``module.exports = ...`` and ``exports.name = ...`` give to others."""
    left, right = (assignment.child_by_field_name(side) for side in ("left", "right"))
    if left is None or right is None or left.type != "member_expression":
        return
    # Names of CommonJS are short; what is called on a long chain is none.
    written = text_of(left) if left.end_byte - left.start_byte < 200 else ""
    while right.type == "assignment_expression":
        right = right.child_by_field_name("right")
        if right is None:
            return
    owner, _, name = written.rpartition(".")
    if written == _MODULE:
        yield from _whole(right)
    elif f"{owner}." in _MEMBERS and right.type not in _NOTHING:
        yield _member(name, right)


def _whole(value: Node) -> Iterator[Given]:
    path = module_of(value)
    if path is not None:
        yield Given(WHOLE, path, STAR)
        yield Given(STAR, path, STAR)
    elif value.type == "identifier":
        yield Given(WHOLE, None, text_of(value), is_bound=True)
    elif value.type in _MADE:
        yield Given(WHOLE, None, text_of(value.child_by_field_name("name")) or "exports")
    for part in value.named_children if value.type == "object" else ():
        yield from _of_object(part)


def _of_object(part: Node) -> Iterator[Given]:
    """Yield what one part of the object gives that a module is."""
    key, value = part.child_by_field_name("key"), part.child_by_field_name("value")
    if part.type == "shorthand_property_identifier":
        yield Given(text_of(part), None, text_of(part), is_bound=True)
    elif part.type == "method_definition":
        word = text_of(part.child_by_field_name("name"))
        yield Given(word, None, word)
    elif part.type == "spread_element":
        spread = module_of(part.named_child(0))
        if spread is not None:
            yield Given(STAR, spread, STAR)
    elif key is not None and value is not None and key.type == "property_identifier":
        yield _member(text_of(key), value)


def _member(name: str, value: Node) -> Given:
    path = module_of(value)
    if path is not None:
        return Given(name, path, STAR)
    if value.type == "identifier":
        return Given(name, None, text_of(value), is_bound=True)
    member = value if value.type == "member_expression" else None
    path = module_of(member.child_by_field_name("object")) if member is not None else None
    if member is not None and path is not None:
        return Given(name, path, text_of(member.child_by_field_name("property")))
    return Given(name, None, name)
