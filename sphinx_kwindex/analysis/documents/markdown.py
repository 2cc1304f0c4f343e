"""Markdown files, by ``markdown-it-py``; nothing in them is executed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin

from sphinx_kwindex.analysis.data.yaml import top_level_entries
from sphinx_kwindex.analysis.documents.bounds import first_lines, readable
from sphinx_kwindex.analysis.documents.directives import (
    CODE_DIRECTIVES,
    FILE_DIRECTIVES,
    DirectiveHead,
    directive_head,
    without_options,
)
from sphinx_kwindex.analysis.documents.formulas import add_formulas
from sphinx_kwindex.analysis.documents.fragments import Fragments, parts_words
from sphinx_kwindex.analysis.documents.front_matter import split_front_matter
from sphinx_kwindex.analysis.documents.roles import note_role, titled
from sphinx_kwindex.analysis.documents.web_addresses import add_web_addresses, is_remote
from sphinx_kwindex.analysis.inline import inline, without_formulas
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.notes import Notes
from sphinx_kwindex.analysis.outline import Outline
from sphinx_kwindex.analysis.prose import is_aside, is_list_of_links, prose_in
from sphinx_kwindex.analysis.sentences import first_sentence
from sphinx_kwindex.limits import Limits
from sphinx_kwindex.records.analysis import Analysis, Problem, Prose
from sphinx_kwindex.records.documents import LinkKind

_DEEPEST = 45
"""Blocks in each other, each two levels for the parser; what is deeper takes all behind with it."""
_WORDS_WANTED = 3
_DEEPEST_DIRECTIVE = 5
"""Directives in each other whose content is read, each time anew."""
_ROLE = re.compile(r"\{(?P<name>[\w:+.-]+)\}\Z")
"""Before the code of ``{doc}`install```."""


def analyse_markdown(text: str, language: Language, limits: Limits) -> Analysis:
    """Return the facts of a Markdown file.

    Parameters
    ----------
    text:
        The content, with line feeds as line ends.
    language:
        Its language.
    limits:
        How much is read.
    """
    part = first_lines(text, limits.max_statements)
    reader = MarkdownReader()
    reader.read(part, 1)
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=reader.prose,
        symbols=reader.outline.symbols(text.count("\n") + 1),
        document=reader.notes.document(reader.outline.omitted),
        is_cut=len(part) < len(text),
        problem=reader.problem,
    )


class MarkdownReader:
    """Collects the facts of Markdown: of a whole file, or of the cells of a notebook."""

    def __init__(self) -> None:
        self.outline = Outline()
        self.notes = Notes()
        self.problem: Problem | None = None
        """What is not read, the first one."""
        self._fragments = Fragments(self.outline, self.notes)
        self._paragraph: Prose | None = None
        self._heading: Prose | None = None
        self._section = -1
        self._lines: Sequence[str] = ()
        self._first = 1
        self._depth = 0
        """Of what is read in blocks that are read by themselves."""
        self._directives = 0
        """How many are around what is read."""

    @property
    def prose(self) -> Prose | None:
        """The first paragraph of words, else the first heading."""
        return self._paragraph or self._heading

    def read(self, text: str, first: int) -> None:
        """Read Markdown whose first line is the line ``first`` of the file.

        Parameters
        ----------
        text:
            The Markdown, of a whole file or of one cell of a notebook.
        first:
            Its first line in the file, from 1.
        """
        self._lines = text.split("\n")
        self._first = first
        if first == 1:
            self.notes.front_matter, text = split_front_matter(text)
        self._walk(_parser().parse(self._readable(text, first)))

    def _walk(self, tokens: Sequence[Token]) -> None:
        line = first = self._first
        for position, token in enumerate(tokens):
            if token.map:
                line = token.map[0] + first
            match token.type:
                case "inline":
                    self._inline(tokens[position - 1], token, line)
                case "fence":
                    self._fence(token, line)
                case "colon_fence":
                    self._colon_fence(token, line)
                case "code_block":
                    self.notes.code("", line, token.content)
                case "html_block":
                    self._fragments.block(token.content, line)
                case "front_matter" if first == 1 and not self.notes.front_matter:
                    self.notes.front_matter = top_level_entries(token.content)
                case "myst_target":
                    self.notes.anchor(token.content)

    def _readable(self, text: str, first: int) -> str:
        """Return what of a text can be read, and keep why that is not all of it."""
        read = readable(text, _DEEPEST)
        if read.problem is not None and self.problem is None:
            line = read.problem.line and read.problem.line + first - 1
            self.problem = msgspec.structs.replace(read.problem, line=line)
        return read.text

    def _inline(self, opening: Token, token: Token, line: int) -> None:
        end = token.map[1] if token.map else line - self._first + 1
        words, is_linked = self._children(token.children or (), line, end)
        if self._directives:
            return
        if opening.type == "heading_open":
            title = without_formulas(words)
            self._section = self.outline.heading(int(opening.tag[1:]), title, line)
            if words and not opening.level and self._heading is None:
                self._heading = Prose(inline(words), (), line, "first heading")
        elif (
            opening.type == "paragraph_open"
            and not opening.level
            and not is_linked
            and len(words.split()) >= _WORDS_WANTED
            and not words.startswith(("{%", "{{"))  # of Jekyll or Hugo
        ):
            self._words(words, line)

    def _words(self, words: str, line: int) -> None:
        if is_aside(words):
            return
        self.outline.summarise(self._section, first_sentence(words))
        if self._paragraph is None:
            self._paragraph = prose_in([words], line, "first paragraph")

    def _children(self, children: Sequence[Token], line: int, end: int) -> tuple[str, bool]:
        """Note what inline Markdown holds; return its words, and whether links are all of it.

        Images and HTML have no words.
        """
        words: list[str] = []
        free: list[str] = []
        labels: list[tuple[Token, int, int, int]] = []
        for position, token in enumerate(children):
            match token.type:
                case "text" | "code_inline":
                    said = self._said(token, children[position - 1], words, line)
                    words.append(said)
                    if not labels:
                        free.append(said)
                    self._fragments.words(said)
                case "formula" | "softbreak" | "hardbreak":
                    words.append(token.content or " ")
                    line += token.markup.count("\n") if token.content else 1
                case "link_open":
                    labels.append((token, line, len(words), self.notes.links))
                case "link_close" if labels:
                    opening, start, at, links = labels.pop()
                    if not is_remote(opening, children[position + 1 :][:1]):
                        label = "".join(words[at:]) or self.notes.words_since(links)
                        self._link(opening, start, end, label)
                case "image":
                    target = _attribute(token, "src")
                    at = self._line_of(target, line, end)
                    self.notes.link(target, at, token.content, LinkKind.IMAGE)
                case "html_inline":
                    self._fragments.inline(token.content, line)
                    words += [" "] if parts_words(token.content) else []
        self._fragments.close()
        written = "".join(words)
        return " ".join(written.split()), is_list_of_links(written, "".join(free))

    def _said(self, token: Token, before: Token, words: list[str], line: int) -> str:
        """Return the words of text or code; code behind the name of a role is what it refers to."""
        if token.type == "text":
            return token.content
        role = _ROLE.search(before.content) if before.type == "text" and words else None
        if role is None:
            self.notes.name(token.content, line)
            return token.content
        words[-1] = words[-1].removesuffix(role[0])
        return note_role(role["name"], token.content, line, self.notes)

    def _link(self, opening: Token, line: int, end: int, label: str) -> None:
        target = _attribute(opening, "href")
        label = without_formulas(label)
        written = label if opening.info == "auto" else target
        self.notes.link(target, self._line_of(written, line, end), label)

    def _line_of(self, target: str, line: int, end: int) -> int:
        """Return the line of a block on which an address stands: a label may span several."""
        for number in range(line - self._first, min(end, len(self._lines))):
            if target in self._lines[number]:
                return number + self._first
        return line

    def _fence(self, token: Token, line: int) -> None:
        head = directive_head(token.info)
        if head is not None:
            self._directive(head, token, line, between_colons=False)
            return
        language = token.info.strip().partition(" ")[0].strip("{}.")
        self.notes.code(language, line + 1, token.content)

    def _colon_fence(self, token: Token, line: int) -> None:
        head = directive_head(token.info) or DirectiveHead("")
        end = token.map[1] if token.map else 0
        if self._lines[end - 1 : end] and self._lines[end - 1].strip(" \t>:"):
            # Without an end it is no directive, but a line that looks like one.
            self._content(token.content, line + 1)
        else:
            self._directives += 1
            self._directive(head, token, line, between_colons=True)
            self._directives -= 1

    def _directive(
        self, head: DirectiveHead, token: Token, line: int, *, between_colons: bool
    ) -> None:
        body, skipped = without_options(token.content)
        if head.name in CODE_DIRECTIVES:
            self.notes.code(head.argument, line + 1 + skipped, body)
            return
        if head.name in FILE_DIRECTIVES:
            self.notes.link(head.argument, line, "", FILE_DIRECTIVES[head.name])
        if head.name == "toctree":
            self._toctree(token.content, line)
        elif head.has_markup(between_colons=between_colons):
            self._directives += not between_colons
            self._content(body, line + 1 + skipped)
            self._directives -= not between_colons

    def _content(self, text: str, line: int) -> None:
        """Read Markdown in a block of the file."""
        if self._depth >= _DEEPEST_DIRECTIVE:
            return
        self._depth += 1
        around = self._lines, self._first
        self._lines, self._first = text.split("\n"), line
        self._walk(_parser().parse(text))
        self._lines, self._first = around
        self._depth -= 1

    def _toctree(self, content: str, line: int) -> None:
        body, skipped = without_options(content)
        for offset, entry in enumerate(body.split("\n"), skipped + 1):
            title, target = titled(entry.strip())
            if target != "self":
                self.notes.link(target, line + offset, title, LinkKind.DOCUMENT)


@cache
def _parser() -> MarkdownIt:
    """Return a parser of what GitHub and MyST have in common: tables, footnotes, bare addresses."""
    parser = MarkdownIt("commonmark", {"linkify": True, "maxNesting": 2 * _DEEPEST + 10})
    parser.enable(["table", "strikethrough", "linkify"])
    # Targets stay as they are written: pages show them, and paths are looked up.
    parser.normalizeLink = str  # type: ignore[method-assign, assignment]
    add_web_addresses(parser)
    add_formulas(parser)
    return (
        parser.use(front_matter_plugin)
        .use(footnote_plugin)
        .use(deflist_plugin)
        .use(myst_block_plugin)
        .use(colon_fence_plugin)
    )


def _attribute(token: Token, name: str) -> str:
    return str(token.attrGet(name) or "")
