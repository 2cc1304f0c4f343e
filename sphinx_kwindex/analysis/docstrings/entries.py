"""Named things in the sections of docstrings: parameters, results, exceptions.

A section whose lines do not all have the form of its style has no entries; it is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from sphinx_kwindex.analysis.docstrings.lines import dedented, indent_of, trimmed, unescaped
from sphinx_kwindex.analysis.docstrings.markup import read_blocks
from sphinx_kwindex.analysis.docstrings.written import WrittenEntry, annotation
from sphinx_kwindex.records.docstrings import Entries, Entry, Passage, Titled

_LONGEST_HEAD = 250
_NAME = r"(?:`{1,2})?(?:\\?\*){0,2}[^\W\d][\w.]*(?:`{1,2})?"
_NAMES = re.compile(rf"{_NAME}(?:\s*[,/]\s*{_NAME})*(?:,?\s*\.\.\.)?")
_CALLABLE = re.compile(r"[\w.]+\s*(?=\()")
_ATOM = r"(?:[^\W\d][\w.]*|:[\w:]+:`[^`]+`|`{1,2}[^`]+`{1,2}|\"[^\"]*\"|'[^']*')\0?"
_TYPE = re.compile(rf"{_ATOM}(?:(?:\s*\|\s*|\s+or\s+|\s+of\s+|,\s*){_ATOM})*(?:,\s*optional)?")
_CLOSING = {"(": ")", "[": "]", "{": "}"}


class Parameter(msgspec.Struct, frozen=True):
    """A parameter in a signature."""

    annotation: str = ""
    default: str = ""


Declared = Callable[[str], Parameter | None]
"""Finds a parameter of a definition by its name, None if it has none of that name."""

RESULT = "return"
"""As the name of a parameter: what a function returns.  No parameter can have that name."""


def google_entries(lines: Sequence[str], *, is_result: bool) -> tuple[WrittenEntry, ...] | None:
    """Return the entries of a dedented section of Google's style, None if it is text.

    Parameters
    ----------
    lines:
        The section without its title.
    is_result:
        Whether what comes before the colon is a type, and not a name.

    Returns
    -------
    tuple of entries
        In their order.
    """
    rows: list[WrittenEntry] = []
    for head, below in _items(lines):
        parts = _result(head) if is_result else _named(head)
        if parts is None and below and not is_result:
            # A type may go on in the next line.
            parts = _named(f"{head} {below.pop(0).strip()}")
        if parts is None:
            # One result may go on below its first line, without any indentation.
            if is_result and rows:
                return _one_result(lines)
            return None
        name, type_, words = parts
        rows.append(WrittenEntry(unescaped(name), type_, read_blocks([words, *below], 1)))
    return tuple(rows)


def numpy_entries(lines: Sequence[str], *, is_result: bool) -> tuple[WrittenEntry, ...] | None:
    """Return the entries of a section of NumPy's style, None if it is text.

    Parameters
    ----------
    lines:
        The section without its title.
    is_result:
        Whether an entry without a colon is a type, and not a name.

    Returns
    -------
    tuple of entries
        In their order.
    """
    rows = []
    for head, below in _items(_joined_at_commas(dedented(lines))):
        if len(head) > _LONGEST_HEAD:
            return None
        match = _NAMES.match(head)
        name = match[0] if match else ""
        rest = head[len(name) :]
        if name and re.match(r"\s*:(?:\s|$)", rest):
            type_ = rest.strip()[1:].strip()
        elif not below and head.endswith("."):
            return None
        elif is_result and (below or _is_type(head)):
            name, type_ = "", head
        elif name and not rest.strip():
            type_ = ""
        elif callable_ := _CALLABLE.match(head):
            end = _closing(head, callable_.end())
            if end < 0 or head[end + 1 :].strip():
                return None
            name, type_ = head, ""
        else:
            return None
        rows.append(WrittenEntry(unescaped(name), type_, read_blocks(dedented(below), 1)))
    return tuple(rows)


def _joined_at_commas(lines: Sequence[str]) -> list[str]:
    """Return the lines with names that go on after a comma at the end of a line in one line."""
    found: list[str] = []
    for line in lines:
        last = found[-1] if found else ""
        is_next = bool(line.strip()) and not indent_of(line) and not indent_of(last)
        if is_next and last.endswith(",") and len(last) < _LONGEST_HEAD:
            found[-1] = f"{last} {line}"
        else:
            found.append(line.rstrip() if line.rstrip().endswith(",") else line)
    return found


def with_declared(rows: Iterable[WrittenEntry], declared: Declared) -> tuple[WrittenEntry, ...]:
    """Return parameters with what the signature says of them.

    Parameters
    ----------
    rows:
        The parameters as the docstring has them.
    declared:
        Finds a parameter of the definition, by its name without stars.
    """
    found = []
    for row in rows:
        parameter = declared(row.name.strip("`*\\"))
        if parameter is None:
            found.append(row)
        else:
            given = {"annotation": parameter.annotation, "default": parameter.default}
            found.append(replace(row, **given))
    return tuple(found)


def result(title: str, body: tuple[Passage, ...], declared: Declared) -> Passage:
    """Return what is said of a result without its type; the signature may have that.

    The annotation of a generator is not the type of what it yields.

    Parameters
    ----------
    title:
        Title of the section, which tells a result from what is yielded.
    body:
        What is said of it.
    declared:
        Finds what the signature says of a parameter, or of the result.
    """
    parameter = declared(RESULT) if title == "Returns" else None
    if parameter is None or not parameter.annotation:
        return Titled(title, body)
    return Entries(title, (Entry((), annotation(parameter.annotation), body=body),))


def _items(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each line at the left with the indented lines below it, dedented."""
    head = ""
    below: list[str] = []
    for line in lines:
        if line.strip() and not indent_of(line):
            if head or below:
                yield head, dedented(trimmed(below, start=False))
            head, below = line.strip(), []
        else:
            below.append(line)
    if head or below:
        yield head, dedented(trimmed(below, start=False))


def _named(head: str) -> tuple[str, str, str] | None:
    """Split ``name (type): words``."""
    match = _NAMES.match(head)
    if match is None:
        return None
    name, at, type_ = match[0], match.end(), ""
    opening = re.compile(r"\s*(?=[(\[])").match(head, at)
    if opening is not None:
        end = _closing(head, opening.end())
        if end < 0:
            return None
        is_call = opening.end() == at
        type_ = "" if is_call else head[opening.end() + 1 : end].strip()
        name = head[: end + 1] if is_call else name
        at = end + 1
    rest = head[at:]
    colon = re.match(r"\s*:(?:\s+|$)", rest)
    return (name, type_, rest[colon.end() :]) if colon else None


def _result(head: str) -> tuple[str, str, str] | None:
    """Split ``type: words``."""
    for match in re.finditer(r":(?:\s+|$)", head):
        type_ = head[: match.start()].strip()
        if _is_type(type_):
            return "", type_, head[match.end() :]
    return None


def _one_result(lines: Sequence[str]) -> tuple[WrittenEntry, ...] | None:
    parts = _result(lines[0])
    if parts is None:
        return None
    _, type_, words = parts
    return (WrittenEntry("", type_, read_blocks([words, *lines[1:]], 1)),)


def _is_type(text: str) -> bool:
    """Return whether a text reads as a type; what is in brackets may be anything."""
    shape: list[str] = []
    at = 0
    while at < len(text):
        if text[at] in _CLOSING:
            end = _closing(text, at)
            if end < 0:
                return False
            shape.append("\0" if shape else "x")
            at = end + 1
        else:
            shape.append(text[at])
            at += 1
    return _TYPE.fullmatch("".join(shape)) is not None


def _closing(text: str, start: int) -> int:
    """Return where the bracket at ``start`` closes, -1 if it does not."""
    expected: list[str] = []
    for position in range(start, len(text)):
        sign = text[position]
        if sign in _CLOSING:
            expected.append(_CLOSING[sign])
        elif expected and sign == expected[-1]:
            expected.pop()
            if not expected:
                return position
    return -1
