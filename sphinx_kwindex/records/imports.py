"""What import statements bind, and where the code of a file names it.

Like :mod:`sphinx_kwindex.records.analysis`, of which this is a part of its own.
"""

from __future__ import annotations

import hashlib
import re

import msgspec

IMPORT_ANCHOR = "import-"
"""What the anchors of imports start with; no anchor of a symbol holds a hyphen."""
_UNSAFE = re.compile(r"[^\w.*-]+")


class Import(msgspec.Struct, frozen=True, array_like=True):
    """One name bound by one import statement."""

    module: str
    """Dotted module as written, without leading dots."""
    level: int
    """Number of leading dots."""
    name: str
    """The imported name; empty for ``import module``, ``*`` for a star import."""
    alias: str
    """The name after ``as``, or empty."""
    line: int
    type_checking: bool = False
    """Under ``if TYPE_CHECKING:``."""
    optional: bool = False
    """In a ``try`` that handles ``ImportError``, or in its handler, or where that is suppressed."""
    deferred: bool = False
    """In the body of a function: it runs only when the function is called."""
    as_program: bool = False
    """Under ``if __name__ == "__main__":``: it runs only when the file is run as a program."""
    form: str = ""
    """How it is written, in a language where that decides where to look: ``<>`` or ``""``."""

    @property
    def dotted(self) -> str:
        """What is imported, with leading dots, as one name."""
        dots = "." * self.level
        if not self.name:
            return dots + self.module
        return f"{dots}{self.module}{'.' if self.module else ''}{self.name}"

    @property
    def is_star(self) -> bool:
        """Whether all names of the module are imported."""
        return self.name == "*"

    @property
    def source(self) -> str:
        """What is imported, with leading dots; of a star import the module."""
        return "." * self.level + self.module if self.is_star else self.dotted

    @property
    def bound_name(self) -> str:
        """The name that the statement binds."""
        if self.alias:
            return self.alias
        return self.name or self.module.partition(".")[0]

    @property
    def binds_top(self) -> bool:
        """Whether it is ``import a.b``, which binds ``a``; ``import a`` alike."""
        return not self.name and not self.alias

    @property
    def bound_path(self) -> str:
        """What the bound name stands for, as one dotted name."""
        return self.bound_name if self.binds_top else self.dotted

    @property
    def anchor(self) -> str:
        """Identifier of the import on the page of the file."""
        safe = _UNSAFE.sub("-", self.dotted)
        if safe == self.dotted:
            return IMPORT_ANCHOR + safe
        # `@a/b` and `@a-b` are two things: what cannot stand in an anchor has a part in the digest.
        digest = hashlib.blake2b(self.dotted.encode("utf-8", "surrogatepass"), digest_size=4)
        return f"{IMPORT_ANCHOR}{safe}-{digest.hexdigest()}"


class Reference(msgspec.Struct, frozen=True, array_like=True):
    """An imported name, or an attribute of one, where a definition names it first."""

    imported: int
    """Position of the import among those of the file."""
    attributes: str
    """What follows the imported name, with a dot between; empty for the name alone."""
    symbol: int
    """Position of the function around it, of a class outside functions, -1 at module level."""
    line: int
