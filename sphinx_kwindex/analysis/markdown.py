"""Markdown files: title and first words, by ``markdown-it-py``; nothing in them is executed."""

from __future__ import annotations

from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.prose import first_sentence
from sphinx_kwindex.records import Analysis, Prose

_WORDS_WANTED = 3


def analyse_markdown(text: str, language: Language) -> Analysis:
    """Return the facts of a Markdown file."""
    return Analysis(language=language.name, lexer=language.lexer, prose=_prose(text))


def _prose(text: str) -> Prose | None:
    """Return the first paragraph of words, else the first heading."""
    tokens = MarkdownIt("commonmark").parse(_without_front_matter(text))
    heading: Prose | None = None
    for opening, content in pairwise(tokens):
        if content.type != "inline" or opening.level:
            continue
        words = _plain(content)
        line = content.map[0] + 1 if content.map else 1
        if opening.type == "heading_open" and heading is None and words:
            heading = Prose(words, (), line, "first heading")
        elif opening.type == "paragraph_open" and len(words.split()) >= _WORDS_WANTED:
            summary = first_sentence(words)
            rest = words[len(summary) :].strip() if not summary.endswith("…") else ""
            return Prose(summary, (rest,) if rest else (), line, "first paragraph")
    return heading


def _without_front_matter(text: str) -> str:
    """Blank out YAML front matter, keeping the line numbers."""
    if not text.startswith("---\n"):
        return text
    end = text.find("\n---\n", 3)
    if end < 0:
        return text
    return "\n" * text.count("\n", 0, end + 5) + text[end + 5 :]


def _plain(inline: Token) -> str:
    """Return the words of inline Markdown; images and raw HTML have none."""
    parts = []
    for token in inline.children or ():
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return " ".join("".join(parts).split())
