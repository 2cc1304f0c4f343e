"""What Objective-C adds to C: classes, protocols, and methods with names of several parts."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars.c_family.declarators import refine
from sphinx_kwindex.analysis.grammars.declaration import Match
from sphinx_kwindex.analysis.grammars.found import Found
from sphinx_kwindex.analysis.grammars.reading import plain_definition, shortened
from sphinx_kwindex.symbol_kinds import SymbolKind


def refine_objective_c(match: Match) -> Iterator[Found]:
    """Yield the definitions of a match of the queries of Objective-C."""
    if match.node.type in ("method_declaration", "method_definition"):
        yield from _method(match)
    elif match.node.type == "property_declaration":
        yield from _property(match)
    elif match.node.type.startswith(("class_", "protocol_")):
        found = plain_definition(match)
        if found is not None:
            found.signature = _category(match)
            found.lead = match.text(match.node.start_byte, found.name_start)
            found.note = "implementation" if match.node.type == "class_implementation" else ""
            yield found
    else:
        yield from refine(match)


def _category(match: Match) -> str:
    category = match.node.child_by_field_name("category")
    return f"({match.text(category.start_byte, category.end_byte)})" if category is not None else ""


def _method(match: Match) -> Iterator[Found]:
    """Yield a method, named by its selector: ``moveTo:speed:``."""
    node = match.node
    parts: list[str] = []
    name_start = node.start_byte
    for child in node.children:
        if child.type == "identifier":
            if not parts:
                name_start = child.start_byte
            parts.append(match.text(child.start_byte, child.end_byte))
        elif child.type == "method_parameter" and parts:
            parts[-1] += ":" if not parts[-1].endswith(":") else ""
    if not parts:
        return
    yield Found(
        kind=SymbolKind.METHOD,
        name="".join(parts),
        start=node.start_byte,
        end=node.end_byte,
        lead=match.text(node.start_byte, name_start),
        note="declaration" if node.type == "method_declaration" else "",
        name_start=name_start,
        encloses=node.type == "method_definition",
    )


def _property(match: Match) -> Iterator[Found]:
    node = match.node
    written = match.text(node.start_byte, node.end_byte).rstrip("; ")
    name = written.rpartition(" ")[2].lstrip("*")
    if name.isidentifier():
        lead = written[: len(written) - len(name)].strip()
        yield Found(
            SymbolKind.PROPERTY, name, node.start_byte, node.end_byte, lead=shortened(lead, 100),
            encloses=False,
        )  # fmt: skip
