"""The kinds of definitions in code, and of parts of documents and data files."""

from __future__ import annotations

from enum import StrEnum


class SymbolKind(StrEnum):
    """What a definition defines, or what a part of a file is."""

    CLASS = "class"
    EXCEPTION = "exception"
    FUNCTION = "function"
    METHOD = "method"
    PROPERTY = "property"
    CONSTANT = "constant"
    VARIABLE = "variable"
    ATTRIBUTE = "attribute"
    TYPE_ALIAS = "type alias"

    NAMESPACE = "namespace"
    PACKAGE = "package"
    STRUCT = "struct"
    UNION = "union"
    ENUM = "enum"
    ENUMERATOR = "enumerator"
    INTERFACE = "interface"
    PROTOCOL = "protocol"
    TRAIT = "trait"
    CONCEPT = "concept"
    MACRO = "macro"
    OPERATOR = "operator"
    PRECEDENCE_GROUP = "precedence group"
    ALIAS = "alias"
    DATABASE_TABLE = "database table"
    DATABASE_VIEW = "database view"
    TEST = "test"

    HEADING = "heading"
    TABLE = "table"
    KEY = "key"
    TRIGGER = "trigger"
    JOB = "job"
    STAGE = "stage"
    TARGET = "target"
    SCRIPT = "script"
    DEPENDENCY = "dependency"
    COMMAND = "command"
    BLOCK = "block"
    TEMPLATE_MACRO = "template macro"

    @property
    def is_part(self) -> bool:
        """Whether it is a part of a document or data file, rather than a definition in code."""
        return self in _PARTS

    @property
    def is_namespace(self) -> bool:
        """Whether it only gives what is in it a common name, and several places may add to it."""
        return self in {SymbolKind.NAMESPACE, SymbolKind.PACKAGE}

    @property
    def is_type(self) -> bool:
        """Whether the definition is of a type, in any language."""
        return self in _TYPES


_PARTS = frozenset(
    {
        SymbolKind.HEADING,
        SymbolKind.TABLE,
        SymbolKind.KEY,
        SymbolKind.TRIGGER,
        SymbolKind.JOB,
        SymbolKind.STAGE,
        SymbolKind.TARGET,
        SymbolKind.SCRIPT,
        SymbolKind.DEPENDENCY,
        SymbolKind.COMMAND,
        SymbolKind.BLOCK,
        SymbolKind.TEMPLATE_MACRO,
    }
)

_TYPES = frozenset(
    {
        SymbolKind.CLASS,
        SymbolKind.EXCEPTION,
        SymbolKind.STRUCT,
        SymbolKind.UNION,
        SymbolKind.ENUM,
        SymbolKind.INTERFACE,
        SymbolKind.PROTOCOL,
        SymbolKind.TRAIT,
        SymbolKind.TYPE_ALIAS,
    }
)
