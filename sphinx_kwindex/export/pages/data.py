"""A page as JSON: its blocks, whose parts have names there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from inspect import getdoc
from types import NoneType
from typing import get_args, get_origin, get_type_hints

import msgspec

from sphinx_kwindex.blocks.blocks import (
    Block,
    Definitions,
    Docstring,
    Fields,
    Finder,
    Folded,
    Glance,
    Heading,
    KeywordList,
    Letters,
    Listing,
    Mark,
    Notice,
    Page,
    Paragraph,
    Snippet,
    Table,
    Trail,
)
from sphinx_kwindex.blocks.chapters import Chapters
from sphinx_kwindex.blocks.folds import Folds
from sphinx_kwindex.blocks.graph import Graph
from sphinx_kwindex.blocks.treemap import Treemap
from sphinx_kwindex.records.docstrings import Passage

PAGE_FORMAT = 1
"""Raised with each change that a reader of an earlier one would not understand."""

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

PageBlock = (
    Heading
    | Paragraph
    | Notice
    | Fields
    | Table
    | Definitions
    | Folds
    | Glance
    | Folded
    | Mark
    | Docstring
    | KeywordList
    | Trail
    | Snippet
    | Listing
    | Graph
    | Treemap
)
"""What is content; fields and links that only help to move about are none."""


class PageData(msgspec.Struct, frozen=True):
    """A page: what it is about, and what it says, in order."""

    format: int
    docname: str
    title: str
    about: str
    """Path of the file or folder; that of a folder ends with a slash.  Empty for other pages."""
    blocks: tuple[PageBlock, ...]


def page_data(page: Page) -> bytes:
    """Return a page as JSON; what is empty, false or as usual is left out of its blocks."""
    blocks = tuple(it for it in map(_content, page.blocks) if it is not None)
    headings = (block.text for block in blocks if isinstance(block, Heading))
    about = next((block.about for block in blocks if isinstance(block, Trail)), "")
    data = PageData(PAGE_FORMAT, page.docname, next(headings, ""), about, blocks)
    return msgspec.json.encode(_named(data)) + b"\n"


def page_schema() -> bytes:
    """Return the form of :func:`page_data` as a JSON Schema, made from the records."""
    found: dict[str, Json] = {}
    root = _schema_of(PageData, found)
    schema: dict[str, Json] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A page of sphinx-kwindex, format {PAGE_FORMAT}",
        **root,
        "$defs": {name: found[name] for name in sorted(found)},
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"


def _content(block: Block) -> PageBlock | None:
    match block:
        case Finder() | Letters() | Chapters():
            return None
        case Listing():
            return Listing(block.lexer, block.text)
        case _:
            return block


def _named(value: object) -> Json:
    """Return a record as an object, whatever form it has on disk."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [_named(item) for item in value]
    if not isinstance(value, msgspec.Struct):
        raise TypeError(type(value))
    form = _form_of(type(value))
    found: dict[str, Json] = {"type": form.tag} if form.tag else {}
    for name, usual in form.fields:
        item = getattr(value, name)
        if item != usual:
            found[name] = _named(item)
    return found


class _Form(msgspec.Struct, frozen=True):
    """What is the same for all records of a type."""

    tag: str
    """Empty for a type that stands for itself."""
    fields: tuple[tuple[str, object], ...]
    """Each with the value that is left out."""


@cache
def _form_of(kind: type[msgspec.Struct]) -> _Form:
    usual = _usual(kind)
    fields = ((name, usual.get(name, _NOTHING)) for name in kind.__struct_fields__)
    return _Form(_tag(kind) if kind in _TAGGED else "", tuple(fields))


def _schema_of(kind: object, found: dict[str, Json]) -> dict[str, Json]:
    """Return the schema of a type, and put those of the records in it into ``found``."""
    arguments: tuple[object, ...] = get_args(kind)
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        if kind.__name__ not in found:
            found[kind.__name__] = None  # It may hold others of its kind.
            found[kind.__name__] = _record_schema(kind, found)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if get_origin(kind) is tuple and arguments[-1] is ...:
        return {"type": "array", "items": _schema_of(arguments[0], found)}
    if get_origin(kind) is tuple:
        return {"type": "array", "prefixItems": [_schema_of(item, found) for item in arguments]}
    return {"anyOf": [_schema_of(item, found) for item in arguments]}


def _record_schema(kind: type[msgspec.Struct], found: dict[str, Json]) -> Json:
    hints = get_type_hints(kind)
    usual = _usual(kind)
    properties: dict[str, Json] = {"type": {"const": _tag(kind)}} if kind in _TAGGED else {}
    for name in kind.__struct_fields__:
        properties[name] = _schema_of(hints[name], found)
    return {
        "description": getdoc(kind),
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in usual],
        "additionalProperties": False,
    }


def _usual(kind: type[msgspec.Struct]) -> Mapping[str, object]:
    """Return the value that each field has where nothing is said of it."""
    defaults = kind.__struct_defaults__
    return dict(zip(kind.__struct_fields__[-len(defaults) :], defaults, strict=False))


def _tag(kind: type[msgspec.Struct]) -> str:
    return kind.__name__.lower()


_PLAIN: Mapping[object, str] = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}
_TAGGED = frozenset((*get_args(PageBlock), *get_args(Passage)))
"""Those of which several kinds may stand in one place."""
_NOTHING = object()
