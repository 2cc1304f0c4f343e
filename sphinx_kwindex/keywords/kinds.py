"""The kinds of keyword, in the order in which pages list them; a kind is declared in one line."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Self, TypeGuard

import msgspec

from sphinx_kwindex.records.occurrences import OccurrenceKind
from sphinx_kwindex.records.symbol_kinds import SymbolKind


def slug_of(kind: str) -> str:
    """Return the name of a kind as an identifier."""
    return kind.replace(" ", "-")


class Nature(Enum):
    """What a keyword is a name of, which decides who finds it, and how an index lists it."""

    MODULE = "module"
    """A module.  The role for any definition finds it, too."""

    DEFINITION = "definition"
    """Something that the code defines.  The role for any definition finds it; the general index
    lists it with what encloses it."""

    NAME = "name"
    """A name that nothing encloses, such as that of an environment variable.  Its own role and
    ``any`` find it; the general index lists it with its kind."""

    PROGRAM = "program"
    """A name that a module or definition may have as well.  As :attr:`NAME`, but ``any`` does not
    find it."""

    CONTENT = "content"
    """Words or names that nobody looks for without saying what they are: headings, messages,
    imports.  Only its own role finds it, and the general index leaves it out."""

    @property
    def is_found_by_any(self) -> bool:
        """Whether a reference finds it that does not say which kind it means."""
        return self not in (Nature.PROGRAM, Nature.CONTENT)


class KeywordKind(StrEnum):
    """What a keyword names: the singular that pages show, its nature, and an irregular plural."""

    _value_: str
    nature: Nature
    plural: str
    """The heading of a group of this kind."""
    order: int
    """Position among the kinds."""

    def __new__(cls, singular: str, nature: Nature, plural: str = "") -> Self:
        """Return a member whose value is its singular."""
        member = str.__new__(cls, singular)
        member._value_ = singular
        member.nature = nature
        member.plural = plural or f"{singular}s"
        member.order = len(cls.__members__)
        return member

    MODULE = "module", Nature.MODULE
    PACKAGE = "package", Nature.DEFINITION
    NAMESPACE = "namespace", Nature.DEFINITION
    CLASS = "class", Nature.DEFINITION, "classes"
    STRUCT = "struct", Nature.DEFINITION
    UNION = "union", Nature.DEFINITION
    INTERFACE = "interface", Nature.DEFINITION
    PROTOCOL = "protocol", Nature.DEFINITION
    TRAIT = "trait", Nature.DEFINITION
    CONCEPT = "concept", Nature.DEFINITION
    EXCEPTION = "exception", Nature.DEFINITION
    ENUM = "enum", Nature.DEFINITION
    DATABASE_TABLE = "database table", Nature.DEFINITION
    DATABASE_VIEW = "database view", Nature.DEFINITION
    TEST = "test", Nature.DEFINITION
    FIXTURE = "fixture", Nature.DEFINITION
    MACRO = "macro", Nature.DEFINITION
    OPERATOR = "operator", Nature.DEFINITION
    PRECEDENCE_GROUP = "precedence group", Nature.DEFINITION
    FUNCTION = "function", Nature.DEFINITION
    METHOD = "method", Nature.DEFINITION
    PROPERTY = "property", Nature.DEFINITION, "properties"
    CONSTANT = "constant", Nature.DEFINITION
    ENUMERATOR = "enumerator", Nature.DEFINITION
    VARIABLE = "variable", Nature.DEFINITION
    ATTRIBUTE = "attribute", Nature.DEFINITION
    TYPE_ALIAS = "type alias", Nature.DEFINITION, "type aliases"
    ALIAS = "alias", Nature.DEFINITION, "aliases"
    ERROR_MESSAGE = "error message", Nature.CONTENT
    ENVIRONMENT_VARIABLE = "environment variable", Nature.NAME
    COMMAND_LINE_OPTION = "command-line option", Nature.NAME
    CONFIGURATION_KEY = "configuration key", Nature.NAME
    IMPORT = "import", Nature.CONTENT
    ENTRY_POINT = "entry point", Nature.PROGRAM
    BINDING = "binding", Nature.NAME
    HEADING = "heading", Nature.CONTENT
    TARGET = "target", Nature.CONTENT
    STAGE = "stage", Nature.CONTENT
    JOB = "job", Nature.CONTENT
    TRIGGER = "trigger", Nature.CONTENT
    SCRIPT = "script", Nature.CONTENT
    DEPENDENCY = "dependency", Nature.CONTENT, "dependencies"
    COMMAND = "command", Nature.CONTENT
    BLOCK = "block", Nature.CONTENT
    TEMPLATE_MACRO = "template macro", Nature.CONTENT
    TABLE = "table", Nature.CONTENT
    KEY = "key", Nature.CONTENT

    @property
    def slug(self) -> str:
        """The kind as an identifier: in anchors, roles and inventories."""
        return slug_of(self.value)

    @classmethod
    def of_symbol(cls, kind: SymbolKind) -> KeywordKind:
        """Return the kind of keyword that a definition makes."""
        return cls[kind.name]

    @classmethod
    def of_occurrence(cls, kind: OccurrenceKind) -> KeywordKind:
        """Return the kind of keyword that a literal makes."""
        return cls[kind.name]


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


def is_definition(kind: Kind) -> TypeGuard[KeywordKind]:
    """Return whether a kind is one of definitions in code."""
    return isinstance(kind, KeywordKind) and kind.nature is Nature.DEFINITION
