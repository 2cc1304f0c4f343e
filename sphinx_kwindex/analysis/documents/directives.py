"""Directives in Markdown, as MyST writes them: what they are for, and what of them is content."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_kwindex.records.documents import LinkKind

CODE_DIRECTIVES = frozenset({"code", "code-block", "code-cell", "sourcecode"})
FILE_DIRECTIVES = {
    "include": LinkKind.INCLUDE,
    "literalinclude": LinkKind.INCLUDE,
    "image": LinkKind.IMAGE,
    "figure": LinkKind.IMAGE,
}
_DIRECTIVE = re.compile(r"\{(?P<name>[\w:.+-]+)\}\s*(?P<argument>.*)", re.DOTALL)
_WITH_MARKUP = frozenset(
    {"admonition", "attention", "caution", "danger", "error", "hint", "important", "note",
     "seealso",
     "tip", "todo", "warning", "versionadded", "versionchanged", "versionremoved", "deprecated",
     "topic", "sidebar", "margin", "epigraph", "highlights", "pull-quote", "only", "container",
     "figure", "dropdown", "card", "grid", "grid-item", "grid-item-card", "tab-set", "tab-item",
     "details", "aside", "rubric", "list-table"}
)  # fmt: skip
"""Directives whose content is Markdown, between backticks, too."""
_VERBATIM = frozenset(
    {"raw", "math", "csv-table", "graphviz", "digraph", "graph", "mermaid", "plantuml", "uml",
     "eval-rst", "testoutput", "productionlist", "prompt", "parsed-literal", "highlight", "html",
     "include", "literalinclude", "image", "contents", "bibliography", "jupyter-execute", "doctest",
     "testcode"}
)  # fmt: skip
"""Directives whose content is none, between colons, too."""


class DirectiveHead(NamedTuple):
    """What the first line of a directive says."""

    name: str
    """Empty for a block of another kind, as ``::: tip`` of VuePress."""
    argument: str = ""

    def has_markup(self, *, between_colons: bool) -> bool:
        """Return whether the content is Markdown; between colons it is, unless it cannot be."""
        return self.name not in _VERBATIM if between_colons else self.name in _WITH_MARKUP


def directive_head(info: str) -> DirectiveHead | None:
    """Return what is behind the marks of a fence; None if that names no directive: ``python``."""
    found = _DIRECTIVE.match(info.strip())
    return DirectiveHead(found["name"], found["argument"].strip()) if found else None


def without_options(content: str) -> tuple[str, int]:
    """Return the body of a directive, and how many lines of options stand before it.

    Returns
    -------
    body and number of lines
    """
    lines = content.split("\n")
    start = 0
    if lines[0].strip() == "---":
        closing = [number for number, line in enumerate(lines[1:], 1) if line.strip() == "---"]
        start = closing[0] + 1 if closing else 0
    while start < len(lines) and _OPTION.match(lines[start].lstrip()):
        start += 1
    while start < len(lines) and start and not lines[start].strip():
        start += 1
    return "\n".join(lines[start:]), start


_OPTION = re.compile(r":[\w-]+:(?:\s|$)")
"""``:alt: a wave``; ``:::`` begins a directive in this one."""
