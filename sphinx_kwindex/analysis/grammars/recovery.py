"""Reading what is around a piece that a grammar does not know.

A parser that loses its way in one line may not find it again for the rest of a file: the class
around the line is no class then, and its methods are functions.  Where brackets can be trusted, the
source is cut into the pieces between them, and those that make sense are parsed without the others:
a class with the pieces of its body that do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from sphinx_kwindex.analysis.grammars.declaration import Node
from sphinx_kwindex.analysis.grammars.literals import Brackets
from sphinx_kwindex.analysis.grammars.unmatched import blanked, suspect_spans

Span = tuple[int, int]
"""The first byte and the byte after the last one."""
Parse = Callable[[bytes, Sequence[Span]], Node | None]
"""Parses some parts of a source, as if nothing stood between them; None if that takes too long."""

_MOST_WORK = 4
"""Times that the bytes of a source are parsed at most: one error takes little more than once for
each body around it, so that this is only felt where most of a source makes no sense."""
_LEAST_WORK = 4_000
_WORK_OF_A_PARSE = 50
"""What it takes to begin, in bytes."""
_PARTS = 16
"""Parts that something broken is cut into: with two, each error would take twice the bytes, and
many of them the logarithm of their number."""
_DEEPEST = 40
"""Bodies in bodies; in what lies deeper no piece is given up alone."""
_LONGEST_HEAD = 4_000
_STOP = re.compile(rb"[(\[{;]|\n\s*+|\"{3}[^\"]*\"{3}|\"[^\"]*\"|`[^`]*`")
_GOES_ON = re.compile(
    rb"[ \t\r\n]*+(?:[.?:,;)\]=&|+*/<>{%-]"
    rb"|(?:else|catch|finally|where|throws|while|is|as|extends|implements|permits)\b)"
)
"""After the end of a line or of a block: the piece has no end here."""
_IS_OPEN = re.compile(
    rb"(?:[=,(\[&|+*/<>:.?%-]|\b(?:in|as|is|else|where|extends|implements))[ \t\r]*$"
)
"""Before the end of a line: the piece has no end here."""
_BLANKS = re.compile(rb"\s*+")
_ENDS = frozenset({")", "]", "}", "end"})
_DEFINITIONS = re.compile(
    r"(?:class|enum|interface|protocol|type)_body$|(?:declaration|variant)_list$"
)
"""What grammars call the bodies that hold definitions, and no statements."""
_ATTRIBUTE = re.compile(rb"\s*+(?:@[\w.:]++(\()?|#?(\[))")


class Recovered(msgspec.Struct, frozen=True):
    """What of a source could be parsed."""

    roots: list[Node]
    errors: list[Span]


class _Group(msgspec.Struct, frozen=True):
    """Pieces in a row, with what stands around them."""

    pieces: Sequence[Span]
    before: tuple[Span, ...]
    after: tuple[Span, ...]
    is_known: bool = False
    """Whether it is known to make no sense, without being parsed again."""
    tree: Node | None = None
    """What it was parsed to, if it was."""

    @property
    def span(self) -> Span:
        """Where the pieces begin and end."""
        return self.pieces[0][0], self.pieces[-1][1]

    @property
    def spans(self) -> tuple[Span, ...]:
        """The pieces with what stands around them."""
        return (*self.before, self.span, *self.after)


def recover(
    code: bytes, parse: Parse, opening: Span, *, is_strict: bool = True
) -> Recovered | None:
    """Return the trees of what makes sense, None where brackets say nothing.

    Parameters
    ----------
    code:
        The source without comments and the texts of strings.
    parse:
        Parses some of it.
    opening:
        What has to stand before any piece.
    is_strict:
        Whether there are no dialects, of which a piece may be: such a piece is kept as it is.
    """
    suspect = suspect_spans(code, Brackets(code))
    code = blanked(code, suspect)
    brackets = Brackets(code)
    if not brackets.is_balanced:
        return None
    pieces = list(_pieces(code, opening[1], len(code), brackets))
    recovery = _Recovery(code, parse, brackets, is_strict=is_strict)
    recovery.errors += suspect
    recovery.run(_Group(pieces, (opening,) if opening[1] else (), ()))
    return Recovered(recovery.roots, recovery.errors)


class _Recovery:
    """The way through one source, with an end of what may be parsed on it."""

    def __init__(self, code: bytes, parse: Parse, brackets: Brackets, *, is_strict: bool) -> None:
        self.roots: list[Node] = []
        self.errors: list[Span] = []
        self._code = code
        self._parse = parse
        self._brackets = brackets
        self._is_strict = is_strict
        self._left = _MOST_WORK * len(code) + _LEAST_WORK
        self._groups: list[_Group] = []

    def run(self, group: _Group) -> None:
        """Read a group, and whatever it has to be cut into."""
        self._groups.append(group)
        while self._groups:
            group = self._groups.pop()
            if group.pieces:
                self._take(group)

    def _take(self, group: _Group) -> None:
        if not group.is_known:
            tree = self._tree_of(group.spans)
            if tree is not None and not is_broken(tree):
                self.roots.append(tree)
                return
            group = msgspec.structs.replace(group, tree=tree)
        if self._left <= 0:
            self._keep(group)
        elif len(group.pieces) > 1:
            self._split(group)
        else:
            self._take_around(group)

    def _split(self, group: _Group) -> None:
        """Read the parts of a group; the largest last, which the others may leave no doubt of."""
        parts = _parts(group)
        largest = max(parts, key=lambda part: part.span[1] - part.span[0])
        broken: list[_Group] = []
        for part in parts:
            if part is largest:
                continue
            tree = self._tree_of(part.spans)
            if tree is not None and not is_broken(tree):
                self.roots.append(tree)
            else:
                broken.append(msgspec.structs.replace(part, is_known=True, tree=tree))
        broken.append(msgspec.structs.replace(largest, is_known=not broken))
        self._groups += sorted(broken, key=lambda part: part.span, reverse=True)

    def _take_around(self, group: _Group) -> None:
        """Read a piece that makes no sense without its body, and the body apart."""
        inner = _body(self._code, group, self._brackets)
        emptied = None if inner is None else self._tree_of((*inner.before, *inner.after))
        if inner is None or emptied is None or is_broken(emptied):
            self._keep(msgspec.structs.replace(group, tree=self._tree_of_piece(group)))
        elif _holds_definitions(emptied, inner):
            self.roots.append(emptied)
            self._groups.append(inner)
        else:
            tree = self._tree_of_piece(group)
            self.roots.append(tree if tree is not None and not is_broken(tree) else emptied)
            if self.roots[-1] is emptied:
                self.errors.extend(_errors_within(tree, inner))

    def _tree_of_piece(self, group: _Group) -> Node | None:
        return self._tree_of(group.spans) if group.tree is None else group.tree

    def _keep(self, group: _Group) -> None:
        """Keep what makes no sense as it is where it may be a dialect."""
        tree = group.tree
        if tree is None and not self._is_strict:
            tree = self._parse(self._code, group.spans)
        if tree is not None and (not self._is_strict or not is_broken(tree)):
            self.roots.append(tree)
        else:
            self.errors.append(group.span)

    def _tree_of(self, spans: Sequence[Span]) -> Node | None:
        """Return the tree of some parts, None if it takes too long or nothing more may be read."""
        self._left -= sum(end - start for start, end in spans) + _WORK_OF_A_PARSE
        return self._parse(self._code, spans) if self._left > 0 else None


def _parts(group: _Group) -> list[_Group]:
    """Return the pieces of a group in parts of about the same size."""
    size = sum(end - start for start, end in group.pieces) / _PARTS
    parts: list[list[Span]] = [[]]
    filled = 0
    for start, end in group.pieces:
        if filled + (end - start) > size and parts[-1]:
            parts.append([])
            filled = 0
        parts[-1].append((start, end))
        filled += end - start
    return [_Group(part, group.before, group.after) for part in parts]


def is_broken(root: Node) -> bool:
    """Return whether something in a tree makes no sense, or has no end."""
    return bool(root.has_error) and next(_errors(root), None) is not None


def _errors(root: Node) -> Iterator[Node]:
    """Yield what makes no sense in a tree, outermost first; a missing sign alone does no harm."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.is_error or (node.is_missing and node.type in _ENDS):
            yield node
        elif node.has_error:
            waiting += reversed(node.children)


def _errors_within(root: Node | None, inner: _Group) -> list[Span]:
    """Return what makes no sense in the code of a body."""
    start, end = inner.before[-1][1], inner.after[0][0]
    errors = _errors(root) if root is not None else ()
    spans = [(max(node.start_byte, start), min(node.end_byte, end)) for node in errors]
    return [span for span in spans if span[0] < span[1]] or [(start, end)]


def _holds_definitions(root: Node, inner: _Group) -> bool:
    """Return whether the body that was taken out is that of a class or the like."""
    node = root.descendant_for_byte_range(inner.before[-1][1] - 1, inner.after[0][0] + 1)
    while node is not None and node.start_byte > inner.before[-1][1] - 1:
        node = node.parent
    is_body = node is not None and _DEFINITIONS.search(node.type) is not None
    return is_body or (node is not None and "namespace" in getattr(node.parent, "type", ""))


def _body(code: bytes, group: _Group, brackets: Brackets) -> _Group | None:
    """Return what is in the body of a piece, with the piece around it."""
    ((start, end),) = group.pieces
    brace = brackets.last_brace(start, end)
    if brace < 0 or len(group.before) > _DEEPEST or brace - start > _LONGEST_HEAD:
        return None
    close = brackets.closing[brace]
    return _Group(
        list(_pieces(code, brace + 1, close, brackets)),
        (*group.before, (start, brace + 1)),
        ((close, end), *group.after),
        is_known=True,
    )


def _pieces(code: bytes, start: int, end: int, brackets: Brackets) -> Iterator[Span]:
    """Yield what is between the ends of lines and blocks at one depth of brackets."""
    first, position = _after_blanks(code, start, end), start
    marked = _after_attributes(code, start, end, brackets)
    while (match := _STOP.search(code, position, end)) is not None:
        position = match.end()
        sign = match[0]
        if sign[:1] in b'"`':
            continue
        if sign in b"([{":
            position = brackets.closing[match.start()] + 1
            ends = sign == b"{" and not _GOES_ON.match(code, position, end)
        elif sign == b";":
            ends = True
        else:
            line = code[max(first, match.start() - 200) : match.start()]
            ends = not _IS_OPEN.search(line) and not _GOES_ON.match(code, position, end)
            ends = ends and match.start() > marked
        if ends:
            if code[first:position].strip():
                yield first, position
            first = _after_blanks(code, position, end)
            marked = _after_attributes(code, first, end, brackets)
    if code[first:end].strip():
        yield first, end


def _after_blanks(code: bytes, start: int, end: int) -> int:
    match = _BLANKS.match(code, start, end)
    return match.end() if match is not None else start


def _after_attributes(code: bytes, start: int, end: int, brackets: Brackets) -> int:
    """Return where the annotations at the head of a piece end, its start without any."""
    position = start
    while (match := _ATTRIBUTE.match(code, position, end)) is not None:
        position = match.end()
        bracket = max(match.start(1), match.start(2))
        if bracket >= 0:
            position = brackets.closing[bracket] + 1
    return position
