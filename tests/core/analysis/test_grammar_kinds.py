"""That no kind of node by which a grammar declares something is overlooked."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from sphinx_kwindex.analysis.grammars import GRAMMARS
from sphinx_kwindex.analysis.grammars.installed import reader
from sphinx_kwindex.analysis.grammars.parsing import Reader

pytestmark = pytest.mark.grammars

PACKAGE = files("sphinx_kwindex") / "analysis" / "grammars"
DECLARING = re.compile(r"(?!\w*parameter_)\w+_(?:definition|declaration|def|item|alias)")

_C = "attribute_declaration field_declaration preproc_def preproc_function_def"
_CPP = f"{_C} friend_declaration static_assert_declaration template_declaration using_declaration"
_OBJECTIVE_C = (
    f"{_C} atomic_declaration class_declaration compatibility_alias_declaration"
    " implementation_definition method_declaration method_definition property_declaration"
    " property_attributes_declaration protocol_declaration protocol_forward_declaration"
    " qualified_protocol_interface_declaration struct_declaration"
)
UNREAD = {
    # Macros, fields, and all of Objective-C are read before the grammar sees the source.
    **dict.fromkeys(("C", "C header"), _C),
    **dict.fromkeys(("C++", "C++ header", "CUDA", "Objective-C++"), _CPP),
    **dict.fromkeys(("Objective-C", "Objective-C header"), _OBJECTIVE_C),
    "Bash": "case_item",
    "C#": "accessor_declaration catch_declaration",
    "Go": "field_declaration import_declaration short_var_declaration",
    "Java": "local_variable_declaration",
    # What statements declare is read from them.
    **dict.fromkeys(("JavaScript", "JSX"), "using_declaration"),
    **dict.fromkeys(("TypeScript", "TSX"), "ambient_declaration"),
    "PHP": "function_static_declaration global_declaration property_declaration"
    " static_variable_declaration use_declaration",
    "Rust": "field_declaration foreign_mod_item inner_attribute_item let_declaration",
    "SQL": "array_size_definition column_definition frame_definition function_declaration"
    " var_declaration",
    "Swift": "capture_list_item external_macro_definition macro_definition tuple_type_item",
}
"""Kinds that name nothing which pages list, or that are read in another way, by language."""


def _unread(language: str) -> set[str]:
    grammar = GRAMMARS[language]
    pytest.importorskip(grammar.module)
    installed = reader(grammar.module, grammar.function, grammar.query)
    assert isinstance(installed, Reader)
    kinds = {
        installed.language.node_kind_for_id(number)
        for number in range(installed.language.node_kind_count)
        if installed.language.node_kind_is_named(number)
        and installed.language.node_kind_is_visible(number)
    }
    read = set(re.findall(r"\w+", _query(grammar.query)))
    return {kind for kind in kinds if DECLARING.fullmatch(kind)} - read


def _query(name: str) -> str:
    text = (PACKAGE / "queries" / f"{name}.scm").read_text(encoding="utf-8")
    inherited = re.findall(r"^; inherits: (\w+)", text, re.MULTILINE)
    return "\n".join((text, *map(_query, inherited)))


@pytest.mark.parametrize("language", sorted(GRAMMARS))
def test_each_kind_that_declares_is_read_or_known_to_name_nothing(language: str) -> None:
    assert sorted(_unread(language) - set(UNREAD.get(language, "").split())) == []
