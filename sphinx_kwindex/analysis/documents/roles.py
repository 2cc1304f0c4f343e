"""Roles of Sphinx in a line, as reStructuredText and MyST have them: what they refer to."""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.inline import formula_role
from sphinx_kwindex.analysis.notes import Notes
from sphinx_kwindex.records.documents import LinkKind

_CODE_ROLES = frozenset(
    {"class", "func", "meth", "attr", "exc", "obj", "data", "const", "mod", "property", "any"}
)
_TITLED = re.compile(r"(?P<title>.*?)\s*<(?P<target>[^<>]*)>\Z", re.DOTALL)


def titled(written: str) -> tuple[str, str]:
    """Return title and target of ``title <target>``; a target alone has no title.

    Returns
    -------
    title and target
    """
    found = _TITLED.match(written)
    return (found["title"], found["target"]) if found else ("", written)


def note_role(name: str, written: str, line: int, notes: Notes) -> str:
    """Note what a role refers to, and return the words that stand for it.

    Parameters
    ----------
    name:
        Of the role, with its domain or without.
    written:
        The text of the role.
    line:
        Where it stands.
    notes:
        Takes the links and names.
    """
    title, target = titled(written)
    kind = name.rpartition(":")[2].lower()
    if kind == "math":
        return formula_role(written)
    if kind == "doc":
        notes.link(target, line, title, LinkKind.DOCUMENT_LINK)
    elif kind == "download":
        notes.link(target, line, title)
    elif kind in _CODE_ROLES:
        notes.name(f"{target.removesuffix('()')}()", line)
    return title or target.lstrip("~!").rpartition("/")[2] or target
