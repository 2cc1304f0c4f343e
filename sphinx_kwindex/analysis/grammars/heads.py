"""Heads that make no sense: what they seem to begin is no definition.

Of ``class B extends { lost() {} }`` and ``class C { fine() {} }`` below it, a parser that guesses
makes one class ``B`` with the body of ``C``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars.declaration import Match, Node
from sphinx_kwindex.analysis.grammars.reading import DATA

_BODY = re.compile(r"(?:^|_)(?:body|block|declaration_list|field_declaration_list|suite)$")
_HARMLESS = frozenset({";", ",", "\n", "_automatic_semicolon"})
"""Signs that may be missing."""
_STRUCTURE = re.compile(rb"\b(?:class|function|enum|const|let|var|return)\b|\)\s*\{|[({\[;]\s*$")
"""In what a dialect writes between names: more than a type."""
_MOST_WRAPPERS = 4


def has_broken_head(match: Match, *, is_strict: bool) -> bool:
    """Return whether the grammar lost its way between the start of a definition and its body.

    Parameters
    ----------
    match:
        What a pattern for definitions matched.
    is_strict:
        Whether the language has no dialects, which the grammar does not know.
    """
    node, name = match.node, match.first("name")
    if name is None or not node.has_error:
        return False
    body = None if match.kind in DATA else _body(match)
    end = name.end_byte if match.kind in DATA else node.end_byte
    if body is not None:
        end = max(body.start_byte, name.end_byte)
    for error in _errors(node, body, end):
        text = match.source[error.start_byte : error.end_byte]
        if is_strict or error.is_missing or _STRUCTURE.search(text):
            return True
    return False


def _body(match: Match) -> Node | None:
    """Return the body of a definition, perhaps in what is wrapped: ``export``, ``template``."""
    body = match.first("body")
    node = match.node
    for _ in range(_MOST_WRAPPERS):
        if body is not None or node is None:
            break
        body = node.child_by_field_name("body")
        last = node.named_child(node.named_child_count - 1) if node.named_child_count else None
        if body is None and last is not None and _BODY.search(last.type):
            body = last
        node = last
    return body


def _errors(node: Node, body: Node | None, end: int) -> Iterator[Node]:
    """Yield what makes no sense, or is missing, before a byte and not in the body."""
    waiting = [node]
    while waiting:
        inner = waiting.pop()
        if inner.is_error or (inner.is_missing and inner.type not in _HARMLESS):
            yield inner
        elif inner.has_error and inner != body:
            waiting += [child for child in inner.children if child.start_byte <= end]
