"""In what two heads differ: which parameters and results, not all of both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from sphinx_kwindex.changes.comparing import Changed
from sphinx_kwindex.changes.states import Head

_TOKEN = re.compile(r"""'(?:[^'\\]|\\.)*+'?|"(?:[^"\\]|\\.)*+"?|[()\[\]{},]""")
"""What tells where a parameter ends: a string (``'a, b'``), a bracket, a comma."""
_NAME = re.compile(r"\*{0,2}\w+")
"""The name of a parameter: ``**options`` of ``**options: str``."""
_MARKS = frozenset({"/", "*"})


class Difference(msgspec.Struct, frozen=True):
    """A part of a head that differs; ``before`` is empty if it is new, ``now`` if it is gone."""

    words: str
    """What it is: ``parameter``, ``result``, ``head`` or ``bases``."""
    before: str = ""
    now: str = ""


class Piece(msgspec.Struct, frozen=True):
    """A part of a sentence."""

    text: str
    is_code: bool = False


_WORDS = {
    "parameter": ("parameter ", " is now ", "parameter {} is new", "parameter {} is gone"),
    "result": ("result ", " is now ", "result annotated as {}", "result no longer annotated as {}"),
    "head": ("", " is now ", "one more head, {}", "one head less, {}"),
    "bases": ("derived from ", ", now from ", "derives from {} now", "no longer derives from {}"),
}
"""What is said before and between what was and what is, of what is new, and of what is gone."""


class _Signature(msgspec.Struct, frozen=True):
    parameters: Mapping[str, str]
    """By name, as they are written."""
    result: str


def told(changed: Changed) -> Iterator[Difference]:
    """Yield in what a definition differs from what it was."""
    if changed.is_more:
        yield Difference("head", now=changed.after.signature or "()")
    elif changed.is_less:
        yield Difference("head", changed.before.signature or "()")
    else:
        yield from differences(changed.before, changed.after)


def sentence(changed: Changed) -> Iterator[Piece]:
    """Yield the parts of a sentence that says in what a definition differs from what it was."""
    separator = ""
    for found in told(changed):
        lead, between, new, gone = _WORDS[found.words]
        if found.before and found.now:
            yield Piece(separator + lead)
            yield Piece(found.before, is_code=True)
            yield Piece(between)
            yield Piece(found.now, is_code=True)
        else:
            before, _, after = (new if found.now else gone).partition("{}")
            yield Piece(separator + before)
            yield Piece(found.now or found.before, is_code=True)
            yield Piece(after)
        separator = "; "


def differences(before: Head, now: Head) -> Iterator[Difference]:
    """Yield in what the heads of a definition differ.

    Parameters
    ----------
    before:
        The earlier one.
    now:
        The later one.
    """
    if before.signature != now.signature:
        # Other languages write a type before a name, or in another way.
        is_python = now.name != now.qualname
        found = list(_in_signatures(before.signature, now.signature)) if is_python else []
        yield from found or [Difference("head", before.signature or "()", now.signature or "()")]
    if before.bases != now.bases:
        yield Difference("bases", *(", ".join(map(_short, it.bases)) for it in (before, now)))


def _in_signatures(before: str, now: str) -> Iterator[Difference]:
    """Yield in what signatures differ; nothing if the order or kind of parameters does, too."""
    old, new = _read(before), _read(now)
    if old is None or new is None:
        return
    both = [name for name in old.parameters if name in new.parameters]
    if both != [name for name in new.parameters if name in old.parameters]:
        return
    if _MARKS & (old.parameters.keys() ^ new.parameters.keys()):
        return
    for name, written in old.parameters.items():
        other = new.parameters.get(name, "")
        if written != other:
            yield Difference("parameter", written, other)
    for name, written in new.parameters.items():
        if name not in old.parameters:
            yield Difference("parameter", "", written)
    if old.result != new.result:
        yield Difference("result", old.result, new.result)


def _read(signature: str) -> _Signature | None:
    """Return the parts of a signature of Python; None if it is none."""
    if not signature.startswith("("):
        return None
    depth, start = 0, 1
    parts: list[str] = []
    for token in _TOKEN.finditer(signature):
        sign = token[0]
        if sign in ("(", "[", "{"):
            depth += 1
        elif sign in (")", "]", "}"):
            depth -= 1
        if (sign == "," and depth == 1) or (sign == ")" and not depth):
            parts.append(signature[start : token.start()].strip())
            start = token.end()
        if not depth:
            break
    named = {_name(part): part for part in parts if part}
    if depth or len(named) < sum(map(bool, parts)):
        return None
    rest = signature[start:].strip()
    return _Signature(named, rest.removeprefix("->").strip()) if rest[:2] in ("", "->") else None


def _name(parameter: str) -> str:
    found = _NAME.match(parameter)
    return found[0] if found is not None else parameter


def _short(base: str) -> str:
    """Return the name of a base class, which in the repository has an id."""
    return base.rpartition("#")[2]
