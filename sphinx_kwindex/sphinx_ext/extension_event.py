"""The event by which a project adds sections and kinds of keyword."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from sphinx_kwindex.keywords import KeywordKind, KeywordSource
from sphinx_kwindex.pages.files.section import Section
from sphinx_kwindex.pages.site.additions import Additions

EXTEND = "kwindex-extend"

_SECTION_NAME = re.compile(r"[a-z][a-z0-9_]*")
_ANCHOR = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
_KIND = re.compile(r"[a-z][a-z0-9]*([ -][a-z0-9]+)*")


def collect_additions(app: Sphinx) -> Additions:
    """Ask the project for what it adds.

    Raises
    ------
    ExtensionError
        If an answer is neither a section nor a source of keywords, or has a name that is taken
        or not allowed.
    """
    sections: list[Section] = []
    sources: list[KeywordSource] = []
    for answer in app.emit(EXTEND):
        if answer is None:
            continue
        for item in answer if isinstance(answer, Iterable) else (answer,):
            if isinstance(item, Section):
                sections.append(item)
            elif isinstance(item, KeywordSource):
                sources.append(item)
            else:
                raise ExtensionError(
                    f"a handler of {EXTEND!r} returned {item!r}, but should return a Section, a "
                    "KeywordSource, or a list of them"
                )
    if sections:
        _check_sections(sections)
    kinds = frozenset(kind.slug for kind in KeywordKind) | {"file", "folder", "symbol"}
    _check("a kind of keyword", [source.kind for source in sources], _KIND, kinds)
    return Additions(tuple(sections), tuple(sources))


def _check_sections(sections: Sequence[Section]) -> None:
    # The sections load the analysers, which a build with nothing to do need not.
    from sphinx_kwindex.pages.files.sections import SECTIONS

    names = frozenset(section.name for section in SECTIONS)
    anchors = frozenset(section.anchor for section in SECTIONS)
    _check("the name of a section", [s.name for s in sections], _SECTION_NAME, names)
    _check("the anchor of a section", [s.anchor for s in sections], _ANCHOR, anchors)


def _check(
    what: str, found: Sequence[str], allowed: re.Pattern[str], taken: frozenset[str]
) -> None:
    for position, name in enumerate(found):
        if not allowed.fullmatch(name):
            raise ExtensionError(f"{what} is {name!r}, but should match {allowed.pattern}")
        if name in taken or name in found[:position]:
            raise ExtensionError(f"{what} is {name!r}, which is taken")
