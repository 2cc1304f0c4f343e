"""What the files of a project declare of it: its name, what it requires, its entry points.

Like :mod:`sphinx_kwindex.records.analysis`, of which this is a part of its own.
"""

from __future__ import annotations

import msgspec

from sphinx_kwindex.records.named_places import named_anchor

CONSOLE_GROUP, GUI_GROUP = "console_scripts", "gui_scripts"
"""The groups that installers make programs of."""


class EntryPoint(msgspec.Struct, frozen=True, array_like=True):
    """An entry point as declared."""

    table: str
    """What declares it, as a reader would look for it: ``[project.scripts]``."""
    name: str
    value: str
    """What it names, as written: ``package.module:function``."""
    line: int
    """Where it is declared; 0 if that is not certain."""
    group: str = CONSOLE_GROUP
    """The name under which installed packages list it."""
    path: str = ""
    """The file that declares it; the facts of a file do not know where it lies."""

    @property
    def anchor(self) -> str:
        """Where it is declared on the page of that file; empty if that is not certain."""
        return named_anchor("entry point", f"{self.table} {self.name}") if self.line else ""


class DeclaredProject(msgspec.Struct, frozen=True, array_like=True):
    """What one file says of the project at whose top it lies."""

    name: str = ""
    description: str = ""
    requires_python: str = ""
    uses_pytest: bool = False
    """Whether it sets pytest up, requires or runs it."""
    entry_points: tuple[EntryPoint, ...] = ()
    """In the order of the file."""
