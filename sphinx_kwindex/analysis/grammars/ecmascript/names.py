"""Where code of JavaScript and TypeScript names what imports bring, and its own definitions.

What a name means is a question of scopes, which one file answers alone.  What a module gives to
others is noted with it; what the names of other modules mean is known when all files are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sphinx_kwindex.analysis.grammars.declaration import Node
from sphinx_kwindex.analysis.grammars.ecmascript.bindings import bound_names
from sphinx_kwindex.analysis.grammars.ecmascript.exported import (
    Given,
    Taken,
    declared_names,
    given_by_assignment,
    given_by_statement,
    module_of,
    taken_by_statement,
    taken_by_variable,
    text_of,
)
from sphinx_kwindex.analysis.grammars.ecmascript.heritage import is_extended
from sphinx_kwindex.analysis.grammars.ecmascript.scopes import (
    BLOCKS,
    FUNCTIONS,
    Meaning,
    Scopes,
    Span,
    scope_of,
)
from sphinx_kwindex.records.imports import Import
from sphinx_kwindex.records.written_names import STAR, Exported, Form, WrittenName, packed_names

_LONGEST = 1_000_000
"""Bytes of a file that is looked at; longer ones are made by programs."""
_NAMES = frozenset({"identifier", "type_identifier", "shorthand_property_identifier"})
_DECLARING = frozenset(
    {
        "function_declaration", "generator_function_declaration", "function_signature",
        "class_declaration", "abstract_class_declaration", "interface_declaration",
        "enum_declaration", "type_alias_declaration", "internal_module", "module",
    }
)  # fmt: skip
_PATTERNS = {
    "function_expression": ("name", ""),
    "generator_function": ("name", ""),
    "class": ("name", ""),
    "arrow_function": ("parameter", ""),
    "catch_clause": ("parameter", ""),
    "for_in_statement": ("left", "kind"),
}
"""What binds names that are known in itself alone: the field with them, and one that must be there:
``for (a of b)`` binds nothing."""
_TYPES = frozenset(
    {"index_signature", "mapped_type_clause", "type_parameter", "tuple_parameter", "infer_type"}
)
_TAGS = frozenset({"jsx_opening_element", "jsx_closing_element", "jsx_self_closing_element"})
_MEMBERS = frozenset({"member_expression", "nested_identifier", "nested_type_identifier"})


class _Use(NamedTuple):
    """A name in code, with what is taken from it: ``module.name``."""

    start: int
    name: str
    form: Form
    member: Node | None = None
    member_form: Form = Form.READ


def script_names(roots: Sequence[Node], source: bytes, imports: Sequence[Import]) -> bytes:
    """Return the names in a file that mean something elsewhere, and what it gives to others.

    Parameters
    ----------
    roots:
        The syntax trees of its parts.
    source:
        The content.
    imports:
        Its imports.
    """
    if len(source) > _LONGEST:
        return b""
    names = _Names(source, {item.module: place for place, item in enumerate(imports)})
    for root in roots:
        names.walk(root)
    return packed_names([*names.found()], [*names.exports()])


class _Names:
    """Collects the names of a file from its trees."""

    def __init__(self, source: bytes, statements: Mapping[str, int]) -> None:
        self._source = source
        self._statements = statements
        self._whole: Span = (0, len(source) + 1)
        self._scopes = Scopes()
        self._binding: set[int] = set()
        """Where names are bound, or stand for no variable."""
        self._taken: list[tuple[Node, Meaning]] = []
        self._uses: dict[str, list[_Use]] = {}
        self._given: list[Given] = []

    def walk(self, root: Node) -> None:
        """Look at a tree."""
        cursor = root.walk()
        above: list[Node] = []
        while True:
            node = cursor.node
            if node.is_named:
                self._look_at(node, cursor.field_name or "", above)
            if cursor.goto_first_child():
                above.append(node)
                continue
            while not cursor.goto_next_sibling():
                if not cursor.goto_parent():
                    return
                above.pop()

    def found(self) -> Iterator[WrittenName]:
        """Yield the names that mean something elsewhere, or a definition of the file."""
        places: list[tuple[int, int, Form, Meaning]] = [
            (node.start_byte, node.end_byte, Form.IMPORTED, meaning)
            for node, meaning in self._taken
        ]
        for name, uses in self._uses.items():
            uses.sort(key=lambda use: use.start)
            meanings = self._scopes.meanings(name, [use.start for use in uses])
            for use, meaning in zip(uses, meanings, strict=True):
                if meaning is not None:
                    places.append((use.start, use.start + len(name.encode()), use.form, meaning))
                    if use.member is not None and meaning.word == STAR:
                        member = Meaning(meaning.statement, text_of(use.member))
                        span = use.member.start_byte, use.member.end_byte
                        places.append((*span, use.member_form, member))
        line, column, last = 1, 0, 0
        for start, end, form, meaning in sorted(set(places)):
            before = self._source[last:start]
            line += before.count(b"\n")
            behind = before.rpartition(b"\n")[2]
            column = len(behind.decode("utf-8", "replace")) + (
                0 if len(behind) < len(before) else column
            )
            last = start
            length = len(self._source[start:end].decode("utf-8", "replace"))
            yield WrittenName(line, column, length, form, *meaning)

    def exports(self) -> Iterator[Exported]:
        """Yield what the file gives to others."""
        for given in self._given:
            if given.path is None:
                own = Meaning(-1, given.word)
                yield Exported(
                    given.name,
                    *((given.is_bound and self._scopes.of_module(given.word)) or own),
                )
            elif given.path in self._statements:
                yield Exported(given.name, self._statements[given.path], given.word)

    def _look_at(self, node: Node, field: str, above: list[Node]) -> None:
        kind = node.type
        if kind in _NAMES:
            self._use(node, field, above)
        elif kind == "variable_declarator":
            self._variable(node, above)
        elif kind in _DECLARING:
            span = scope_of(reversed(above), BLOCKS, self._whole)
            for name in declared_names(node):
                self._bind(name, span, Meaning(-1, text_of(name)))
        elif kind in _PATTERNS:
            self._known_within(node, *_PATTERNS[kind])
        elif kind == "formal_parameters" and above:
            for parameter in node.named_children:
                pattern = parameter.child_by_field_name("pattern")
                self._pattern(parameter if pattern is None else pattern, above[-1].byte_range)
        elif kind in _TYPES:
            self._type(node, above)
        else:
            self._module(node, kind)

    def _known_within(self, node: Node, field: str, needed: str) -> None:
        if not needed or node.child_by_field_name(needed) is not None:
            self._pattern(node.child_by_field_name(field), node.byte_range)

    def _type(self, node: Node, above: list[Node]) -> None:
        """Note a name that only types know."""
        if node.type == "infer_type":
            span = scope_of(reversed(above), BLOCKS | {"type_alias_declaration"}, self._whole)
            self._bind(node.named_child(0), span)
            return
        around = above[-2:-1] if node.type == "type_parameter" else above[-1:]
        span = around[0].byte_range if around else node.byte_range
        self._bind(node.child_by_field_name("name"), span)

    def _module(self, node: Node, kind: str) -> None:
        """Note what an import takes, or an export gives."""
        if kind == "import_statement":
            source = node.child_by_field_name("source")
            clause = node.named_child(0)
            if source is None and clause is not None:
                source = clause.child_by_field_name("source")
            self._take(module_of(source), taken_by_statement(node), self._whole)
        elif kind == "export_statement":
            self._given += given_by_statement(node)
            path = module_of(node.child_by_field_name("source"))
            if path is not None:
                self._pass_on(node, path)
        elif kind == "export_specifier":
            alias = node.child_by_field_name("alias")
            if alias is not None:
                self._binding.add(alias.start_byte)
        elif kind == "namespace_export":
            self._binding.add(node.named_child(0).start_byte)
        elif kind == "assignment_expression":
            self._given += given_by_assignment(node)

    def _pass_on(self, statement: Node, path: str) -> None:
        for clause in statement.named_children:
            for one in clause.named_children if clause.type == "export_clause" else ():
                name = one.child_by_field_name("name")
                if name is not None:
                    self._binding.add(name.start_byte)
                    self._take(path, [Taken(text_of(name), name, None)], self._whole)

    def _take(self, path: str | None, taken: Iterator[Taken] | list[Taken], span: Span) -> None:
        statement = self._statements.get(path or "", -1)
        for word, name, bound in taken:
            meaning = Meaning(statement, word) if statement >= 0 else None
            if name is not None:
                self._binding.add(name.start_byte)
                if meaning is not None:
                    self._taken.append((name, meaning))
            self._bind(bound, span, meaning)

    def _variable(self, node: Node, above: list[Node]) -> None:
        name, value = (node.child_by_field_name(part) for part in ("name", "value"))
        if name is None:
            return
        is_var = bool(above) and above[-1].type == "variable_declaration"
        span = scope_of(reversed(above), FUNCTIONS if is_var else BLOCKS, self._whole)
        taken = taken_by_variable(name, value) if value is not None else None
        if taken is not None:
            self._take(*taken, span)
        for bound in bound_names(name):
            if bound.start_byte not in self._binding:
                own = Meaning(-1, text_of(bound)) if span == self._whole else None
                self._bind(bound, span, own)

    def _pattern(self, pattern: Node | None, span: Span) -> None:
        for name in bound_names(pattern) if pattern is not None else ():
            self._bind(name, span)

    def _bind(self, name: Node | None, span: Span, meaning: Meaning | None = None) -> None:
        if name is not None and name.type.endswith(("identifier", "identifier_pattern")):
            is_outer = meaning is None or meaning.statement >= 0 or span == self._whole
            self._binding.add(name.start_byte)
            self._scopes.add(text_of(name), span, meaning if is_outer else None)

    def _use(self, node: Node, field: str, above: list[Node]) -> None:
        parent = above[-1] if above else None
        kind = parent.type if parent is not None else ""
        name = text_of(node)
        is_no_variable = node.start_byte in self._binding or (
            kind == "nested_type_identifier" and field == "name"
        )
        if is_no_variable or (kind in _TAGS and field == "name" and name[:1].islower()):
            return
        form = _form(node, field, kind)
        if form is Form.READ and is_extended(above):
            form = Form.BASE
        if parent is None or kind not in _MEMBERS or field not in ("object", "module"):
            self._uses.setdefault(name, []).append(_Use(node.start_byte, name, form))
            return
        member = parent.child_by_field_name("property" if field == "object" else "name")
        around = above[-2] if len(above) > 1 else None
        is_called = around is not None and any(
            called is not None and called.id == parent.id
            for called in (around.child_by_field_name(part) for part in ("function", "constructor"))
        )
        member_form = Form.TYPE if field == "module" else Form.CALL if is_called else Form.READ
        if member_form is Form.READ and is_extended(above[:-1]):
            member_form = Form.BASE
        use = _Use(node.start_byte, name, form, member, member_form)
        self._uses.setdefault(name, []).append(use)


def _form(node: Node, field: str, kind: str) -> Form:
    if kind == "export_specifier":
        return Form.IMPORTED
    if node.type == "type_identifier":
        return Form.TYPE
    return Form.CALL if field in ("function", "constructor") else Form.READ
