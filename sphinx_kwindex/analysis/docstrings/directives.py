"""reST directives in docstrings: what each common one is on a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sphinx_kwindex.analysis.docstrings.lines import dedented, trimmed
from sphinx_kwindex.analysis.docstrings.literal import TEXT, lexer_named, literal
from sphinx_kwindex.analysis.formulas.formula import read_formula
from sphinx_kwindex.analysis.inline import after
from sphinx_kwindex.records.docstrings import Code, Math, Passage, Titled, Words
from sphinx_kwindex.records.text import Span

DIRECTIVE = re.compile(r"\.\.\s+(?P<name>[\w:+-]+?) ?::(?:\s+(?P<argument>.*))?$")
"""The first line of a directive."""

_OPTION = re.compile(r":[\w-]+:(?:\s|$)")

_NOTES = ("note", "tip", "hint", "important", "seealso", "todo", "admonition", "topic")
_WARNINGS = ("warning", "caution", "danger", "attention", "error")
_TITLES = {"seealso": "See also", "todo": "To do"}
_VERSIONS = {
    "versionadded": "Added in version",
    "versionchanged": "Changed in version",
    "deprecated": "Deprecated since version",
    "deprecated-removed": "Deprecated since version",
    "versionremoved": "Removed in version",
}
_HIGHLIGHTED = frozenset({"code", "code-block", "sourcecode", "highlight"})
_SILENT = frozenset(
    {"class", "contents", "currentmodule", "default-domain", "default-role", "image", "index",
     "meta", "module", "moduleauthor", "role", "rst-class", "sectionauthor", "tabularcolumns",
     "toctree"}
)  # fmt: skip
"""Directives that show no words."""
_AROUND = frozenset({"compound", "container", "figure", "only"})
"""Directives of which the content shows."""
_LITERAL = frozenset({"parsed-literal", "productionlist", "graphviz", "mermaid"})


def read_directive(
    match: re.Match[str],
    body: Sequence[str],
    read: Callable[[Sequence[str]], tuple[Passage, ...]],
) -> tuple[Passage, ...]:
    """Return the blocks of a directive; one that is not known stays as it is written.

    Parameters
    ----------
    match:
        Of its first line, by :data:`DIRECTIVE`.
    body:
        Its lines below, dedented.
    read:
        Reads lines as blocks.
    """
    name = match["name"]
    argument = (match["argument"] or "").strip()
    content = _content(body)
    if name in _NOTES or name in _WARNINGS:
        title = argument if name in ("admonition", "topic") else ""
        inner = read(content if title else [argument, *content])
        shown = title or _TITLES.get(name, name.capitalize())
        return (Titled(shown, inner, "warning" if name in _WARNINGS else "note"),)
    if name in _VERSIONS:
        return _version(_VERSIONS[name], argument, content, read)
    if name in _HIGHLIGHTED or name in ("doctest", "testcode", "testoutput", "ipython"):
        return _highlighted(name, argument, content)
    if name in _SILENT:
        return ()
    if name in _AROUND:
        return read(content)
    if name == "math":
        return _mathematics(argument, content)
    if name in _LITERAL:
        text = "\n".join(trimmed([argument, *content]))
        return (Code(text),) if text.strip() else ()
    if name == "rubric" and argument:
        return (Titled(argument), *read(content))
    if name in ("example", "examples"):
        return (Titled(name.capitalize(), read([argument, *content])),)
    below = [f"    {line}" if line.strip() else "" for line in body]
    return (Code("\n".join([match[0], *below])),)


def _mathematics(argument: str, content: Sequence[str]) -> tuple[Passage, ...]:
    """Return equations without their numbers and labels, which no other page could refer to."""
    text = "\n".join(trimmed([argument, "", *content]))
    formula = read_formula(text, is_block=True)
    if formula is not None:
        return (Math(formula.tex, formula.plain),)
    return (Code("\n".join(trimmed([argument, *content]))),) if text else ()


def _version(
    label: str,
    argument: str,
    content: Sequence[str],
    read: Callable[[Sequence[str]], tuple[Passage, ...]],
) -> tuple[Passage, ...]:
    version, _, words = argument.partition(" ")
    label = f"{label} {version}".strip()
    inner = read([words, *content])
    if inner and isinstance(inner[0], Words):
        return (Words(after(f"{label}: ", inner[0].text)), *inner[1:])
    return (Words((Span(f"{label}."),)), *inner)


def _highlighted(name: str, argument: str, content: Sequence[str]) -> tuple[Passage, ...]:
    if not content:
        return ()
    if name == "doctest":
        return (Code("\n".join(content), "pycon"),)
    if name == "testoutput":
        return (Code("\n".join(content), TEXT),)
    if name in ("testcode", "ipython"):
        return (literal(content),)
    guessed = literal(content)
    return (Code(guessed.text, lexer_named(argument)) if argument else guessed,)


def _content(body: Sequence[str]) -> list[str]:
    """Return the lines of a directive after its options."""
    at = 0
    while at < len(body) and _OPTION.match(body[at]):
        at += 1
    return dedented(trimmed(body[at:]))
