"""Python bindings made with its own C API: ``PyInit_name``, and the tables of methods."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars.c_family.bindings.given import (
    FUNCTION,
    LITERAL,
    Given,
    function_named,
    is_name,
    text_of,
)
from sphinx_kwindex.analysis.grammars.c_family.bodies import end_of_block
from sphinx_kwindex.records.bindings import BindingKind

_INIT = re.compile(rb"\bPyInit_(?P<name>\w+)\s*+\(\s*+(?:void)?\s*+\)\s*+\{")
_TABLE = re.compile(rb"\bPyMethodDef\s+(?P<name>\w+)\s*+\[[^\];]{0,200}\]\s*+=\s*+\{")
"""``PyMethodDef methods[] = {``."""
_ENTRY = re.compile(rb"\{\s*+(?:\.ml_name\s*+=\s*+)?(?P<literal>" + LITERAL + rb")\s*+,")
_FUNCTION = re.compile(rb"\s*+(?:\.ml_meth\s*+=)?" + FUNCTION)
_SLOTS = re.compile(rb"\bPyType_Slot\s+(?P<name>[\w:]+)\s*+\[[^\];]{0,200}\]\s*+=\s*+\{")
_METHODS_OF_SLOTS = re.compile(rb"\bPy_tp_methods\s*+,(?P<value>[^{},;]*)\}")
_OWNER = re.compile(
    rb"\b(?P<type>PyModuleDef|PyTypeObject|PyType_Spec)\s+[\w:]+\s*+=\s*+\{(?P<body>[^{};]*)"
    rb"(?:\{[^{};]*\}(?P<rest>[^{};]*))?\}"
)
"""``PyTypeObject Gauge = { .tp_name = "tide.Gauge" }``."""
_NAMED = re.compile(
    rb"(?:\bPyModuleDef_HEAD_INIT\s*+,|\bPy(?:Var)?Object_HEAD_INIT\s*+\([^()]{0,200}\)\s*+,?+"
    rb"|\.\s*+(?:m_|tp_)?name\s*+=|\{)\s*+(?:0\s*+,\s*+)?+(?P<literal>" + LITERAL + rb")\s*+[,}]"
)
"""The name in the definition of a module or type, where a literal is all of it."""
_WORD = re.compile(rb"\b[A-Za-z_]\w*\b")

_Owners = dict[bytes, set[tuple[str, str]]]
"""Module and class of the tables that the definition of a module or type names."""


def find_in_tables(code: bytes, source: bytes) -> Iterator[Given]:
    """Yield the modules that a source defines, and the names in its tables of methods.

    Parameters
    ----------
    code:
        The source with comments and the texts of literals blanked.
    source:
        The source itself.
    """
    for match in _INIT.finditer(code):
        name = match["name"].decode("utf-8", "replace")
        yield Given(BindingKind.MODULE, name, "", match.start(), f"PyInit_{name}")
    owners: _Owners | None = None
    position = 0
    while (table := _TABLE.search(code, position)) is not None:
        position = end_of_block(code, table.end() - 1)
        owners = _owners(code, source) if owners is None else owners
        known = owners.get(table["name"], set())
        module, owner = next(iter(known)) if len(known) == 1 else ("", "")
        kind = _kind(module, owner)
        for entry in _ENTRY.finditer(code, table.end(), position):
            name = text_of(code, source, entry.span("literal"))
            if is_name(name):
                function = function_named(_FUNCTION.match(code, entry.end(), position))
                shown = f"{owner}.{name}" if owner else name
                yield Given(kind, module, shown, entry.start("literal"), function)


def _owners(code: bytes, source: bytes) -> _Owners:
    """Return which module or type each name in the definition of one belongs to."""
    found: _Owners = {}
    for match in _OWNER.finditer(code):
        named = _NAMED.search(code, *match.span())
        text = text_of(code, source, named.span("literal")) if named else ""
        if not text or not all(is_name(part) for part in text.split(".")):
            continue
        before, _, last = text.rpartition(".")
        owner = (text, "") if match["type"] == b"PyModuleDef" else (before, last)
        for word in set(_WORD.findall(match["body"] + (match["rest"] or b""))):
            found.setdefault(word, set()).add(owner)
    position = 0
    while (slots := _SLOTS.search(code, position)) is not None:
        position = end_of_block(code, slots.end() - 1)
        types = found.get(slots["name"].rpartition(b":")[2], set())
        methods = _METHODS_OF_SLOTS.search(code, slots.end(), position)
        for word in set(_WORD.findall(methods["value"])) if methods else ():
            found.setdefault(word, set()).update(types)
    return found


def _kind(module: str, owner: str) -> BindingKind:
    if owner:
        return BindingKind.MEMBER
    return BindingKind.FUNCTION if module else BindingKind.ENTRY
