"""The kinds of keyword, in the order in which pages list them."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from sphinx_kwindex.records.analysis import OccurrenceKind
from sphinx_kwindex.records.symbol_kinds import SymbolKind


def slug_of(kind: str) -> str:
    """Return the name of a kind as an identifier."""
    return kind.replace(" ", "-")


class KeywordKind(StrEnum):
    """What a keyword names; the value is the singular that pages show."""

    MODULE = "module"
    PACKAGE = "package"
    NAMESPACE = "namespace"
    CLASS = "class"
    STRUCT = "struct"
    UNION = "union"
    INTERFACE = "interface"
    PROTOCOL = "protocol"
    TRAIT = "trait"
    CONCEPT = "concept"
    EXCEPTION = "exception"
    ENUM = "enum"
    DATABASE_TABLE = "database table"
    DATABASE_VIEW = "database view"
    TEST = "test"
    FIXTURE = "fixture"
    MACRO = "macro"
    FUNCTION = "function"
    METHOD = "method"
    PROPERTY = "property"
    CONSTANT = "constant"
    ENUMERATOR = "enumerator"
    VARIABLE = "variable"
    ATTRIBUTE = "attribute"
    TYPE_ALIAS = "type alias"
    ERROR_MESSAGE = "error message"
    ENVIRONMENT_VARIABLE = "environment variable"
    COMMAND_LINE_OPTION = "command-line option"
    CONFIGURATION_KEY = "configuration key"
    IMPORT = "import"
    ENTRY_POINT = "entry point"
    BINDING = "binding"
    HEADING = "heading"
    TARGET = "target"
    STAGE = "stage"
    JOB = "job"
    TRIGGER = "trigger"
    SCRIPT = "script"
    DEPENDENCY = "dependency"
    COMMAND = "command"
    BLOCK = "block"
    TEMPLATE_MACRO = "template macro"
    TABLE = "table"
    KEY = "key"

    @property
    def plural(self) -> str:
        """The heading of a group of this kind."""
        return _PLURALS.get(self.value, f"{self.value}s")

    @property
    def slug(self) -> str:
        """The kind as an identifier: in anchors, roles and inventories."""
        return slug_of(self.value)

    @property
    def order(self) -> int:
        """Position among the kinds."""
        return _ORDER[self.value]

    @classmethod
    def of_symbol(cls, kind: SymbolKind) -> KeywordKind:
        """Return the kind of keyword that a definition makes."""
        return cls(kind.value)

    @classmethod
    def of_occurrence(cls, kind: OccurrenceKind) -> KeywordKind:
        """Return the kind of keyword that a literal makes."""
        return cls(kind.value)


class CustomKind(msgspec.Struct, frozen=True):
    """A kind of keyword that a project adds; it comes after those above."""

    value: str
    plural: str
    position: int
    """Among the kinds of the project."""

    @property
    def slug(self) -> str:
        """The kind as an identifier: in anchors, roles and inventories."""
        return slug_of(self.value)

    @property
    def order(self) -> int:
        """Position among all kinds."""
        return len(KeywordKind) + self.position


Kind = KeywordKind | CustomKind

_PLURALS = {
    "class": "classes",
    "property": "properties",
    "type alias": "type aliases",
    "dependency": "dependencies",
}
OCCURRENCES = frozenset(KeywordKind.of_occurrence(kind) for kind in OccurrenceKind)
"""Kinds that name no definition, but a literal in the code."""

PARTS = frozenset(KeywordKind(kind.value) for kind in SymbolKind if kind.is_part)
"""Kinds that name a part of a document or data file."""

DEFINITIONS = (
    frozenset(KeywordKind)
    - OCCURRENCES
    - PARTS
    - {KeywordKind.MODULE, KeywordKind.IMPORT, KeywordKind.ENTRY_POINT, KeywordKind.BINDING}
)
"""Kinds that name a definition."""

_ORDER = {kind.value: position for position, kind in enumerate(KeywordKind)}
