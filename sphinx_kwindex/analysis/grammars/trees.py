"""From a source to its syntax trees: one, or one for each part that makes sense."""

from __future__ import annotations

import re

import msgspec

from sphinx_kwindex.analysis.grammars.declaration import Grammar, Node, Prepared
from sphinx_kwindex.analysis.grammars.literals import without_literals
from sphinx_kwindex.analysis.grammars.parsing import Reader, parse
from sphinx_kwindex.analysis.grammars.reading import line_ends
from sphinx_kwindex.analysis.grammars.recovery import Span, is_broken, recover

_OPENED = re.compile(rb"(?:(?:[(\[{<]|`\$\{)\s{0,9}){20,}+")
"""Brackets and templates that open one after the other: ``[{[{[{``, `` `${`${ ``."""
_OPEN = re.compile(rb"[(\[{<]")
_MOST_OPENED = 500
"""More is nothing that people write; a parser that weighs several readings takes seconds for it."""
_BRACKET = re.compile(rb"[()\[\]{}]")
_SIGNS = re.compile(rb"(?:[^\w\s\x80-\xff]\s{0,9}+){50,}+")
"""Signs in a row without a word or a number: ``$$$$``.  What skips one of them at a time looks at
all that it has skipped; rulers in comments are shorter."""
_MOST_SIGNS = 2_000
_MOST_COMMENTS = 2_000
"""From here on comments are taken out first: some grammars need memory without end where they are
not closed."""
_LARGEST_RECOVERED = 300_000
"""Bytes of a source that is read without what makes no sense in it, for which it is parsed again
several times; where little makes sense, once is slow enough."""
_SHORTEST_PROBED = 16_000
_PROBED = 4_000
"""Bytes at the beginning of a source that is no shorter than that, by which it is judged."""
_MOST_ERRORS = 100
"""Places in them that make no sense; one in each line is what another language looks like."""
_DEEPEST = 250
"""Nodes in nodes within them."""
_PROBE_DISTANCE = 8_000
_PROBED_AGAIN = 1_000
_MOST_ERRORS_AGAIN = 40
"""Further on, so many bytes at each distance, and places in them: with 400 arrows (``a =>``) behind
a class, the parser of Java takes 800 MB."""
_MOST_READ_AGAIN = 4
"""Places that are read with all that is before them: the middle of a table makes sense only so."""
_ENDS_MARKUP = b"?>"


class TooHardError(Exception):
    """A source is nested too deeply, or takes the parser or its queries too long."""


class Trees(msgspec.Struct, frozen=True):
    """What a source was parsed to."""

    roots: list[Node]
    errors: list[Span]
    """What was left out, because it makes no sense."""
    comments: tuple[Span, ...]
    """Those that are known without the trees."""


def read_trees(prepared: Prepared, grammar: Grammar, installed: Reader) -> Trees:
    """Return the tree of a source; those of the parts of it that make sense, if not all does.

    Parameters
    ----------
    prepared:
        The source as the grammar shall read it.
    grammar:
        What is said of the language.
    installed:
        The grammar.

    Raises
    ------
    TooHardError
        For a source that was not written by people.
    """
    code, comments = prepared.parsed, prepared.comments
    if grammar.lexicon is not None and code.count(b"/*") > _MOST_COMMENTS:
        bare = without_literals(code, grammar.lexicon)
        code, comments = bare.code, comments or bare.comments
    _refuse_deep(code)
    _refuse_senseless(code, installed, grammar.head)
    root = parse(code, installed)
    whole = Trees([root] if root is not None else [], [], comments)
    is_large = len(code) > _LARGEST_RECOVERED
    if grammar.lexicon is not None and not is_large and (root is None or is_broken(root)):
        bare = without_literals(code, grammar.lexicon)
        head = _head(bare.code, grammar.head)
        if head is not None:
            newlines = line_ends(code)
            recovered = recover(
                bare.code,
                lambda left, spans: parse(left, installed, newlines, spans),
                head,
                is_strict=grammar.is_strict,
            )
            if recovered is not None:
                return Trees(recovered.roots, recovered.errors, comments or bare.comments)
    if root is None:
        raise TooHardError("the parser takes too long")
    return whole


def _head(code: bytes, head: bytes) -> Span | None:
    """Return what has to stand before each piece of code, None if there is something else."""
    if not head:
        return 0, 0
    if not code.startswith(head) or _ENDS_MARKUP in code:
        return None
    return 0, len(head)


def parse_code(code: bytes, installed: Reader, start: int = 0) -> Node:
    """Return the tree of code that starts at a byte of its source.

    Parameters
    ----------
    code:
        The code.
    installed:
        The grammar.
    start:
        Where it is in the source.

    Raises
    ------
    TooHardError
        For code that was not written by people.
    """
    _refuse_deep(code)
    root = parse(code, installed, (), [(start, start + len(code))] if start else None, start)
    if root is None:
        raise TooHardError("the parser takes too long")
    return root


def _refuse_senseless(code: bytes, installed: Reader, head: bytes) -> None:
    """Refuse a long source that makes no sense somewhere, or begins with an endless expression.

    For such, some grammars take the square of its length, in time and memory, within one step,
    which nothing can stop.
    """
    if len(code) <= _SHORTEST_PROBED:
        return
    root = parse(code[:_PROBED], installed)
    if root is None or _is_deep(root) or _has_errors(root, 0, _MOST_ERRORS):
        raise TooHardError("it makes too little sense")
    read_again = 0
    for start in range(_PROBE_DISTANCE, len(code), _PROBE_DISTANCE):
        end = start + _PROBED_AGAIN
        alone = head + b"\n" + code[start:end]
        if not _has_errors(parse(alone, installed), 0, _MOST_ERRORS_AGAIN):
            continue
        if _has_errors(parse(code[:end], installed), start, _MOST_ERRORS_AGAIN):
            raise TooHardError("it makes too little sense")
        read_again += 1
        if read_again == _MOST_READ_AGAIN:
            return


def _is_deep(root: Node) -> bool:
    waiting = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > _DEEPEST:
            return True
        waiting += [(child, depth + 1) for child in node.children]
    return False


def _has_errors(root: Node | None, start: int, most: int) -> bool:
    """Return whether more than so many places behind one make no sense."""
    if root is None:
        return True
    errors, waiting = 0, [root]
    while waiting:
        node = waiting.pop()
        errors += node.is_error
        if errors > most:
            return True
        waiting += [child for child in node.children if child.has_error and child.end_byte > start]
    return False


def _refuse_deep(code: bytes) -> None:
    if any(len(_OPEN.findall(run[0])) > _MOST_OPENED for run in _OPENED.finditer(code)):
        raise TooHardError
    if any(len(b"".join(run[0].split())) > _MOST_SIGNS for run in _SIGNS.finditer(code)):
        raise TooHardError
    if _depth(code) > _MOST_OPENED:
        raise TooHardError


def _depth(code: bytes) -> int:
    """Return how many brackets are open at the same time, of whatever kind."""
    if sum(map(code.count, (b"(", b"[", b"{"))) <= _MOST_OPENED:
        return 0
    depth = deepest = 0
    for bracket in _BRACKET.finditer(code):
        depth = depth + 1 if bracket[0] in b"([{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest
