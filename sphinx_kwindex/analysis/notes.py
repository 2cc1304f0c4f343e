"""Collecting what a document holds beside its headings."""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.code_names import ImportedNames
from sphinx_kwindex.analysis.outline import printable
from sphinx_kwindex.records.documents import CodeBlock, Document, Link, LinkKind, Mention

_NAME = re.compile(r"[~!.]?(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?P<call>\(\))?\Z")
_LONGEST_WORDS = 200
_LONGEST_TARGET = 2_000
"""Characters of a link that can be one; images inside an address have more."""


class Notes:
    """The links, examples and names of one document."""

    def __init__(self) -> None:
        self._links: list[Link] = []
        self._code_blocks: list[CodeBlock] = []
        self._mentions: dict[str, Mention] = {}
        self._imported = ImportedNames()
        self._anchors: dict[str, None] = {}
        self.front_matter: tuple[tuple[str, str], ...] = ()

    def link(self, target: str, line: int, text: str = "", kind: LinkKind = LinkKind.LINK) -> None:
        """Note a link; one without a target, or with data instead of one, leads nowhere.

        Parameters
        ----------
        target:
            Where it leads, as it is written.
        line:
            Its line, from 1.
        text:
            What the link says.
        kind:
            How the file refers to it.
        """
        shown = printable(target)
        if shown and len(shown) <= _LONGEST_TARGET and not shown.startswith("data:"):
            self._links.append(Link(shown, line, printable(text, _LONGEST_WORDS), kind))

    @property
    def links(self) -> int:
        """How many links are noted."""
        return len(self._links)

    def words_since(self, links: int) -> str:
        """Return the words of the last link, if there are more of them: of an image in a link."""
        return self._links[-1].text if len(self._links) > links else ""

    def code(self, language: str, line: int, text: str) -> None:
        """Note an example; what Python among it imports is whole names.

        Parameters
        ----------
        language:
            Name of its language, as the document writes it; may be empty.
        line:
            Its first line, from 1.
        text:
            The code.
        """
        lines = text.count("\n") + (not text.endswith("\n") and bool(text))
        self._code_blocks.append(CodeBlock(printable(language, 60).lower(), line, lines))
        for name, offset in self._imported.names(language, text):
            known = self._mentions.get(name)
            if known is None or not known.is_imported:
                self._mentions[name] = Mention(name, line + offset - 1, is_imported=True)

    def name(self, text: str, line: int) -> None:
        """Note inline code, if it is a name that stands out from words.

        A word in lower case is one only as a call: ``get`` may be a verb, ``get()`` is not.

        Parameters
        ----------
        text:
            The code.
        line:
            Its line, from 1.
        """
        match = _NAME.match(text)
        if match is None:
            return
        name = match["name"]
        if match["call"] or not name.islower() or "." in name or "_" in name:
            self._mentions.setdefault(name, Mention(name, line))

    def whole_name(self, dotted: str, line: int) -> None:
        """Note a name with its module before it.

        Parameters
        ----------
        dotted:
            The name.
        line:
            Its line, from 1.
        """
        if _NAME.match(dotted):
            self._mentions[dotted] = Mention(dotted, line, is_imported=True)

    def anchor(self, identifier: str) -> None:
        """Note an identifier that links may lead to."""
        shown = printable(identifier, _LONGEST_WORDS)
        if shown:
            self._anchors[shown] = None

    def document(self, omitted: int = 0) -> Document | None:
        """Return all of it, None if there is nothing."""
        found = Document(
            tuple(sorted(self._links, key=lambda link: link.line)),
            tuple(sorted(self._code_blocks, key=lambda block: block.line)),
            tuple(sorted(self._mentions.values(), key=lambda mention: mention.line)),
            self.front_matter,
            tuple(self._anchors),
            omitted,
        )
        return None if found == Document() else found
