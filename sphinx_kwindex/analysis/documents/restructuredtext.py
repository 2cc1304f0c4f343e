"""reStructuredText files, by docutils' parser with directives and roles that do nothing."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document

from sphinx_kwindex.analysis.documents.bounds import first_lines, readable
from sphinx_kwindex.analysis.documents.neutral import highlight_default, neutral_markup, substitute
from sphinx_kwindex.analysis.inline import inline, without_formulas
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.line_ends import without_other_breaks
from sphinx_kwindex.analysis.notes import Notes
from sphinx_kwindex.analysis.outline import Outline
from sphinx_kwindex.analysis.prose import is_aside, is_list_of_links, prose_in
from sphinx_kwindex.analysis.sentences import first_sentence
from sphinx_kwindex.limits import Limits
from sphinx_kwindex.records.analysis import Analysis, Problem, Prose
from sphinx_kwindex.records.diagnostics import DiagnosticCode
from sphinx_kwindex.records.documents import LinkKind

_WORDS_WANTED = 3
_SILENT = 5
_RULE = re.compile(r"^[ \t]*(?:==|\+[-=+])[ =+-]*$", re.MULTILINE)
"""A line of a table that could not be read: ``=====  ====``."""


def analyse_restructuredtext(text: str, language: Language, limits: Limits) -> Analysis:
    """Return the facts of a reStructuredText file.

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
    read = readable(without_other_breaks(part))
    reader = _Reader(read.text)
    problem = read.problem
    try:
        reader.read()
    except (RecursionError, ValueError, AttributeError, IndexError, TypeError):
        # docutils fails on some malformed constructs; what was read before stands.
        problem = problem or Problem(DiagnosticCode.SYNTAX_ERROR, "cannot be read as a whole", 0)
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=reader.prose,
        symbols=reader.outline.symbols(text.count("\n") + 1),
        document=reader.notes.document(reader.outline.omitted),
        is_cut=len(part) < len(text),
        problem=problem,
    )


@cache
def _settings() -> Any:
    """Return docutils' settings, which take longer to make than a short file to parse."""
    settings = get_default_settings(Parser)
    settings.report_level = _SILENT
    settings.halt_level = _SILENT + 1
    settings.warning_stream = False
    settings.file_insertion_enabled = False
    settings.raw_enabled = False
    return settings


class _Reader:
    """Collects the facts of one file."""

    def __init__(self, text: str) -> None:
        self.outline = Outline()
        self.notes = Notes()
        self.prose: Prose | None = None
        self._text = text
        self._lines = text.split("\n")
        self._section = -1
        self._heading: Prose | None = None
        self._language = ""

    def read(self) -> None:
        """Parse the file, and walk over what docutils made of it."""
        document = _parse(self._text, self.notes)
        substitute(document)
        targets = _Targets(document)
        line = 1
        for node in _walk(document):
            line = node.line or line
            if isinstance(node, nodes.title) and isinstance(node.parent, nodes.section):
                self._title(node, line)
            elif isinstance(node, nodes.paragraph):
                self._paragraph(node, line)
            elif isinstance(node, nodes.reference):
                words = without_formulas(node.astext())
                target = targets.of(node)
                self.notes.link(target, self._line_of(words, target, line), words)
            else:
                self._other(node, line)
        self.prose = self.prose or self._heading

    def _other(self, node: nodes.Node, line: int) -> None:
        """Note what has no words of its own."""
        if isinstance(node, nodes.image):
            self._image(node, line)
        elif isinstance(node, nodes.literal):
            self.notes.name(node.astext(), line)
        elif isinstance(node, nodes.literal_block | nodes.doctest_block):
            self._block(node, line)
        elif isinstance(node, highlight_default):
            self._language = str(node["language"])
        elif isinstance(node, nodes.target):
            for name in node["names"]:
                self.notes.anchor(name)

    def _title(self, node: nodes.title, line: int) -> None:
        words = node.astext()
        level = sum(1 for _ in _sections_around(node))
        self._section = self.outline.heading(level, without_formulas(words), line)
        if self._heading is None and words:
            self._heading = Prose(inline(words), (), line, "first heading")

    def _paragraph(self, node: nodes.paragraph, line: int) -> None:
        if not isinstance(node.parent, nodes.section | nodes.document):
            return
        words = " ".join(node.astext().split())
        free = "".join(child.astext() for child in node if not isinstance(child, nodes.reference))
        if _RULE.search(node.astext()) or len(words.split()) < _WORDS_WANTED:
            return
        if is_list_of_links(node.astext(), free) or is_aside(words):
            return
        self.outline.summarise(self._section, first_sentence(words))
        if self.prose is None:
            self.prose = prose_in([words], line, "first paragraph")

    def _image(self, node: nodes.image, line: int) -> None:
        uri = str(node.get("uri", ""))
        at = self._line_of(uri, "", line)
        self.notes.link(uri, at, str(node.get("alt", "")), LinkKind.IMAGE)

    def _block(self, node: nodes.TextElement, line: int) -> None:
        language = "pycon" if isinstance(node, nodes.doctest_block) else self._language
        code = node.astext()
        # Some versions of docutils tell where a block ends.
        start = max(line - code.count("\n") - 2, 1)
        self.notes.code(language, self._line_of(code.partition("\n")[0], "", start), code)

    def _line_of(self, words: str, target: str, line: int) -> int:
        """Return the first line from one on that has an address, or the words of a link."""
        wanted = [part for part in (target, words.split("\n", maxsplit=1)[0]) if part]
        for number in range(line - 1, min(line + _FAR, len(self._lines))):
            if any(part in self._lines[number] for part in wanted):
                return number + 1
        return line


_FAR = 40
"""Lines of a paragraph that are searched: docutils tells where it begins."""


class _Targets:
    """The addresses that names stand for."""

    def __init__(self, document: nodes.document) -> None:
        self._named: dict[str, str] = {}
        anonymous: list[str] = []
        for target in document.findall(nodes.target):
            uri = str(target.get("refuri", ""))
            if target.get("anonymous"):
                anonymous.append(uri)
            for name in target["names"]:
                self._named[name] = uri
        self._anonymous = iter(anonymous)

    def of(self, reference: nodes.reference) -> str:
        """Return the address of a reference; empty if it leads to a place in the file."""
        uri = str(reference.get("refuri", ""))
        if not uri and reference.get("anonymous"):
            return next(self._anonymous, "")
        return uri or self._named.get(str(reference.get("refname", "")), "")


def _walk(document: nodes.document) -> Iterator[nodes.Node]:
    """Yield the nodes of a document in its order, none of what docutils itself has to say."""
    waiting: list[nodes.Node] = [document]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, nodes.system_message):
            yield node
            waiting += reversed(node.children)


def _sections_around(node: nodes.Node) -> Iterator[nodes.Node]:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, nodes.section):
            yield parent
        parent = parent.parent


def _parse(text: str, notes: Notes) -> nodes.document:
    document = new_document("", copy.copy(_settings()))
    with neutral_markup(notes):
        Parser().parse(text, document)
    return document
