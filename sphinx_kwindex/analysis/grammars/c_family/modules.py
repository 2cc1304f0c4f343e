"""Modules of C++20, which the grammar does not know: what they are called, and what they import."""

from __future__ import annotations

import re

import msgspec

from sphinx_kwindex.analysis.grammars.c_family.edits import blanked
from sphinx_kwindex.analysis.grammars.found import Found, Included
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_DECLARATION = re.compile(
    rb"^[ \t]*+(?P<export>export\s++)?(?:"
    rb"module\b\s*+(?P<module>[A-Za-z_][\w.]*+(?:\s*+:\s*+[\w.]++)?+|:\s*+private)?+"
    rb"|import\b\s*+(?P<import>(?=[<\":])(?:<[^<>\n]{1,400}>|\"[^\"\n]{1,400}\"|:\s*+[\w.]++)"
    rb"|[A-Za-z_][\w.]*+))"
    rb"\s*+(?:\[\[[^\]]{0,200}\]\]\s*+)?+;",
    re.MULTILINE,
)
"""``export module tide.core;``, ``module tide:part;``, ``import std;``, ``import <vector>;``."""
MODULE_FORM = "module"


class Modules(msgspec.Struct, frozen=True):
    """A source without these declarations, and what they say."""

    code: bytes
    found: tuple[Found, ...]
    included: tuple[Included, ...]


def read_modules(code: bytes, source: bytes) -> Modules:
    """Take the declarations of modules out of a source.

    Parameters
    ----------
    code:
        The source without comments, directives, and what is in strings and bodies.
    source:
        The source itself.
    """
    if b"module" not in code and b"import" not in code:
        return Modules(code, (), ())
    found: list[Found] = []
    included: list[Included] = []
    own = ""

    def read(match: re.Match[bytes]) -> bytes:
        nonlocal own
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if match["import"] is not None:
            written = source[slice(*match.span("import"))].decode("utf-8", "replace")
            included.append(_included(written, own, start))
            return blanked(match[0])
        name = "".join((match["module"] or b"").decode("utf-8", "replace").split())
        if name and not name.startswith(":"):
            own = name.partition(":")[0]
            if match["export"] or ":" in name:
                found.append(_module(name, source, start, match))
            else:
                # An implementation sees all that the interface of its module declares.
                included.append(Included(name, start, form=MODULE_FORM))
        return blanked(match[0])

    return Modules(_DECLARATION.sub(read, code), tuple(found), tuple(included))


def _included(written: str, own: str, start: int) -> Included:
    if written.startswith(("<", '"')):
        form = "<>" if written.startswith("<") else '""'
        return Included(written[1:-1].strip(), start, form=form)
    name = "".join(written.split())
    return Included(f"{own}{name}" if name.startswith(":") else name, start, form=MODULE_FORM)


def _module(name: str, source: bytes, start: int, match: re.Match[bytes]) -> Found:
    lead = source[start : match.start("module")].decode("utf-8", "replace")
    return Found(
        kind=SymbolKind.PACKAGE,
        name=name,
        start=start,
        end=match.end(),
        lead=" ".join(lead.split()),
        name_start=match.start("module"),
        encloses=False,
    )
