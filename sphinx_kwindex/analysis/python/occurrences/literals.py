"""Text that is written in the code, with holes where it is computed."""

from __future__ import annotations

import string
from collections.abc import Iterator

from astroid import nodes

from sphinx_kwindex.analysis.python.signatures import shown

_LONGEST = 200
"""Characters of a text that are shown; a longer one ends with an ellipsis."""
_LONGEST_HOLE = 40
_FEWEST_LETTERS = 2
_UNKNOWN = "{…}"
_TRANSLATIONS = frozenset({"_", "__", "gettext", "gettext_lazy", "lazy_gettext", "ugettext"})
"""Functions that return their text in another language, by the names that everybody uses."""


def text_with_holes(node: nodes.NodeNG | None) -> str:
    """Return the text of a literal on one line, empty if it says nothing.

    Understood are strings, f-strings, ``%``, ``.format()``, sums, and calls that translate.
    """
    parts = list(_parts(node)) if node is not None else []
    letters = sum(letter.isalpha() for text, is_literal in parts if is_literal for letter in text)
    if letters < _FEWEST_LETTERS:
        return ""
    text = encodable(" ".join("".join(text for text, _ in parts).split()))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def encodable(text: str) -> str:
    """Return a text that can be stored; a literal may hold half of a surrogate pair."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _parts(node: nodes.NodeNG) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text, each with whether it is written out."""
    terms = _terms(node)
    if len(terms) > 1 and not any(_is_text(term) for term in terms):
        return
    for term in terms:
        if _is_text(term):
            yield from _of_text(term)
        elif len(terms) > 1:
            yield _hole(term), False


def _terms(node: nodes.NodeNG) -> list[nodes.NodeNG]:
    """Return the terms of a sum; one of thousands of terms is no deeper than one of two."""
    found = []
    while isinstance(node, nodes.BinOp) and node.op == "+":
        found.append(node.right)
        node = node.left
    return [node, *reversed(found)]


def _is_text(node: nodes.NodeNG) -> bool:
    if isinstance(node, nodes.Const):
        return isinstance(node.value, str)
    if isinstance(node, nodes.BinOp) and node.op == "%":
        return any(_is_text(term) for term in _terms(node.left))
    return isinstance(node, nodes.JoinedStr) or _inner_text(node) is not None


def _of_text(node: nodes.NodeNG) -> Iterator[tuple[str, bool]]:
    if isinstance(node, nodes.Const):
        yield node.value, True
    elif isinstance(node, nodes.BinOp):
        # The placeholders say what stands there.
        yield from _parts(node.left)
    elif isinstance(node, nodes.JoinedStr):
        for value in node.values:
            if isinstance(value, nodes.Const):
                yield str(value.value), True
            else:
                yield _hole(value.value), False
    else:
        inner = _inner_text(node)
        if inner is None:
            return
        is_format = isinstance(node.func, nodes.Attribute) and node.func.attrname == "format"
        for text, is_literal in _parts(inner):
            yield from _of_template(text) if is_literal and is_format else ((text, is_literal),)


def _inner_text(node: nodes.NodeNG) -> nodes.NodeNG | None:
    """Return the text in ``"...".format()`` and ``_("...")``."""
    if not isinstance(node, nodes.Call):
        return None
    function = node.func
    if isinstance(function, nodes.Attribute) and function.attrname == "format":
        inner = function.expr
    elif isinstance(function, nodes.Name) and function.name in _TRANSLATIONS and node.args:
        inner = node.args[0]
    else:
        return None
    return inner if isinstance(inner, nodes.Const) and isinstance(inner.value, str) else None


def _of_template(text: str) -> Iterator[tuple[str, bool]]:
    try:
        pieces = list(string.Formatter().parse(text))
    except ValueError:
        yield text, True
        return
    for literal, field, _, _ in pieces:
        yield literal, True
        if field is not None:
            yield "{" + field + "}", False


def _hole(node: nodes.NodeNG) -> str:
    if isinstance(node, nodes.Name):
        return f"{{{node.name}}}"
    text = shown(node)
    is_plain = len(text) <= _LONGEST_HOLE and not set(text) & set("{}…")
    return f"{{{text}}}" if is_plain else _UNKNOWN
