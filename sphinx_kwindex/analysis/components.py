"""Components in one file, of Vue, Svelte and Astro: their scripts are JavaScript or TypeScript.

All but the scripts is blanked, so that what is found there has the lines of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from sphinx_kwindex.analysis.comments import leading_comment
from sphinx_kwindex.analysis.grammars import analyse_source
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.limits import Limits
from sphinx_kwindex.records.analysis import Analysis
from sphinx_kwindex.records.imports import Import

_BEGIN = re.compile(r"<!--|<script(?=[\s/>])", re.IGNORECASE)
"""``<script``, but not that of ``<scripted>``."""
_TAG = re.compile(
    r"<script(?P<attributes>(?:[^\s\"'>/]++|\s++|\"[^\"]*+\"|'[^']*+'|/(?!>))*+)(?P<alone>/?)>",
    re.IGNORECASE,
)
"""``<script setup lang="ts" generic="T extends Map<A, B>">``"""
_END = re.compile(r"</script\s*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"(?<![\w:-])(?P<name>[\w:-]+)\s*=\s*(?P<quote>[\"']?)(?P<value>[^\"'\s>]*)"
)
"""``lang="ts"``."""
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(?P<code>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
"""The script of a component of Astro: between two lines of dashes at its head."""
_LANGUAGES = {
    "": Language("JavaScript", "javascript"),
    "js": Language("JavaScript", "javascript"),
    "jsx": Language("JSX", "javascript"),
    "ts": Language("TypeScript", "typescript"),
    "typescript": Language("TypeScript", "typescript"),
    "tsx": Language("TSX", "tsx"),
}
"""By the attribute ``lang``; other languages are not read."""
_RANKS = ("", "js", "jsx", "ts", "typescript", "tsx")
"""The later ones read what the earlier ones do, but for rare exceptions."""
_TYPES = frozenset({"", "module", "text/javascript", "text/typescript", "application/javascript"})


class _Script(msgspec.Struct, frozen=True):
    """The code of one script."""

    start: int
    end: int
    lang: str
    source: str = ""
    """The file that holds the code instead."""


def analyse_component(text: str, language: Language, limits: Limits) -> Analysis:
    """Return the facts of the scripts of a component.

    Parameters
    ----------
    text:
        The content, with line feeds as line ends.
    language:
        Its language.
    limits:
        How much is read.
    """
    scripts = [script for script in _scripts(text, language.name) if script.lang in _LANGUAGES]
    lang = max((script.lang for script in scripts), key=_RANKS.index, default="")
    found = analyse_source(_without_markup(text, scripts), _LANGUAGES[lang], limits)
    imports = (*found.imports, *_sources(text, scripts))
    return msgspec.structs.replace(
        found,
        language=language.name,
        lexer=language.lexer,
        prose=leading_comment(text, "html") or found.prose,
        imports=tuple(sorted(imports, key=lambda item: item.line)),
    )


def _scripts(text: str, kind: str) -> Iterator[_Script]:
    """Yield the scripts of a component; comments of HTML hold none."""
    position = 0
    front = _FRONT_MATTER.match(text) if kind == "Astro" else None
    if front is not None:
        yield _Script(front.start("code"), front.end("code"), "ts")
        position = front.end()
    while (begin := _BEGIN.search(text, position)) is not None:
        if begin[0] == "<!--":
            end = text.find("-->", begin.end())
            if end < 0:
                return
            position = end + 3
            continue
        tag = _TAG.match(text, begin.start())
        if tag is None:
            return
        said = {one["name"].lower(): one["value"] for one in _ATTRIBUTE.finditer(tag["attributes"])}
        close = None if tag["alone"] else _END.search(text, tag.end())
        if close is None and not tag["alone"]:
            return
        position = close.end() if close is not None else tag.end()
        if said.get("type", "") in _TYPES:
            lang = said.get("lang", "ts" if kind == "Astro" else "").lower()
            end = close.start() if close is not None else tag.end()
            yield _Script(tag.end(), end, lang, said.get("src", ""))


def _without_markup(text: str, scripts: Iterable[_Script]) -> str:
    """Return a text as long as a component, in which its scripts alone are left."""
    pieces = []
    position = 0
    for script in scripts:
        pieces += [_blank(text[position : script.start]), text[script.start : script.end]]
        position = script.end
    return "".join((*pieces, _blank(text[position:])))


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)


def _sources(text: str, scripts: Iterable[_Script]) -> Iterator[Import]:
    """Yield ``<script src="./code.ts">`` as an import."""
    line, position = 1, 0
    for script in scripts:
        line += text.count("\n", position, script.start)
        position = script.start
        if script.source:
            yield Import(script.source, 0, "", "", line)
