"""The format of staged pages: blocks as MyST text, and what is in its fences and links.

This module alone knows how our data is written in MyST.
Everything that comes from a repository is escaped here, once: running text by backslashes, code by
a fence or backticks longer than any in it, data blocks as JSON in which a fence cannot end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import quote, unquote

import msgspec

from sphinx_kwindex.blocks.blocks import DataBlock, Heading, Listing, Page, Paragraph, Snippet
from sphinx_kwindex.blocks.characters import one_line, visible
from sphinx_kwindex.blocks.listed_places import NO_PLACES, ListedPlaces
from sphinx_kwindex.blocks.writer import write_block
from sphinx_kwindex.records.text import Span, Text

FENCE_PREFIX = "kwindex-"
"""``{kwindex-table}``: the info string of a data block is this and its tag, in braces."""

LINK_SCHEME = "project:"
FORMULA_SCHEME = "math:"
ORPHAN = "---\norphan: true\n---\n"
"""What the text of a page starts with that no table of contents lists."""

_WITH_PLACES = " places"
"""After the lexer of a source: what its first line tells."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>&|~#$^!])")
_LINE_START = re.compile(r"^(?:(?P<number>\d+)(?P<dot>[.)])|(?P<mark>[-+=:%(/@.\"',;?)]))")
_MAY_BE_STRESSED = re.compile(r"[^\W_]{2}$|\([^\W_]$|[^\W_]\)$|\(\)$")
"""The first and the last sign of words: ``(l`` of ``(optional``."""
_BACKTICKS = re.compile(r"`+")


def write_page(page: Page) -> str:
    """Return the MyST text of a page."""
    parts = [] if page.listed else [ORPHAN]
    writer = MystWriter()
    parts.extend(write_block(block, writer) for block in page.blocks)
    return "\n".join(parts)


class MystWriter:
    """Writes headings and paragraphs as Markdown, and all other blocks as data in fences."""

    def heading(self, block: Heading) -> str:
        """Return a heading with its anchor."""
        # In `{#Client.send}` the dot would begin a class.
        anchor = f'id="{block.anchor}"' if "." in block.anchor else f"#{block.anchor}"
        return f"{{{anchor}}}\n{'#' * block.level} {escape(block.text)}\n"

    def paragraph(self, block: Paragraph) -> str:
        """Return a paragraph."""
        return f"{inline(block.text)}\n"

    def listing(self, block: Listing) -> str:
        """Return a source, as it is, after a line of JSON if anything is at places of it."""
        text = visible(block.text)
        if block.places == NO_PLACES:
            return fenced(_info(block, block.lexer), text)
        places = msgspec.json.encode(block.places).decode()
        return fenced(_info(block, f"{block.lexer}{_WITH_PLACES}"), f"{places}\n{text}")

    def snippet(self, block: Snippet) -> str:
        """Return code, as it is."""
        return fenced(_info(block, block.lexer), visible(block.text))

    def data(self, block: DataBlock) -> str:
        """Return any other block as JSON."""
        return fenced(_info(block), encode(block))

    mark = notice = fields = table = definitions = folds = glance = folded = docstring = data
    keywords = trail = finder = letters = chapters = graph = treemap = data


def escape(text: str) -> str:
    """Return ``text`` such that MyST shows it as it is, in the midst of a line."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


def escape_line(text: str) -> str:
    """Return MyST of one line such that nothing at its start begins a block."""
    return _LINE_START.sub(_escape_start, text)


def code_span(text: str) -> str:
    """Return ``text`` as a code span."""
    shown = one_line(text)
    longest = max((len(run) for run in _BACKTICKS.findall(shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if not shown or shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def inline(text: Text) -> str:
    """Return a line of spans."""
    return escape_line("".join(_span(span) for span in _joined(text)).strip())


def link_target(docname: str, anchor: str) -> str:
    """Return the destination of a Markdown link to a page of the site.

    Parameters
    ----------
    docname:
        The page.
    anchor:
        A place on it; empty for its top.
    """
    fragment = f"#{quote(anchor, safe='')}" if anchor else ""
    return f"<{LINK_SCHEME}{quote(docname, safe='/')}{fragment}>"


def address(url: str) -> str:
    """Return the destination of a link out of the site."""
    return f"<{quote(url, safe=_URL_SAFE)}>"


def block_in(info: str, content: str) -> DataBlock | None:
    """Return the block in a fence, None if the fence is none of ours.

    Parameters
    ----------
    info:
        The info string of the fence.
    content:
        What is between its marks.
    """
    name, _, argument = info.partition(" ")
    if not name.startswith(f"{{{FENCE_PREFIX}"):
        return None
    if name == _name(Listing):
        lexer = argument.removesuffix(_WITH_PLACES)
        if lexer == argument:
            return Listing(lexer, content)
        places, _, text = content.partition("\n")
        return Listing(lexer, text, msgspec.json.decode(places, type=ListedPlaces))
    if name == _name(Snippet):
        return Snippet(argument, content)
    block: DataBlock = msgspec.json.decode(content, type=DataBlock)
    return block


def place_in(destination: str) -> tuple[str, str] | None:
    """Return the docname and the anchor that a link leads to, None if it leads out of the site.

    Returns
    -------
    tuple of a docname and an anchor, or None
        The anchor is empty for the top of the page.
    """
    if not destination.startswith(LINK_SCHEME):
        return None
    docname, _, anchor = destination.removeprefix(LINK_SCHEME).partition("#")
    return unquote(docname), unquote(anchor)


def formula_in(destination: str) -> str:
    """Return the formula that the destination of a link holds, nothing if it leads anywhere."""
    if not destination.startswith(FORMULA_SCHEME):
        return ""
    return unquote(destination.removeprefix(FORMULA_SCHEME))


def encode(block: DataBlock) -> str:
    """Return a data block as JSON, a row a line."""
    rows = getattr(block, "rows", None)
    if not rows:
        return msgspec.json.encode(block).decode()
    head = msgspec.json.encode(msgspec.structs.replace(block, rows=())).decode()
    lines = ",\n".join(msgspec.json.encode(row).decode() for row in rows)
    return head.replace('"rows":[]', f'"rows":[\n{lines}\n]', 1)


def _name(kind: type[DataBlock] | DataBlock) -> str:
    return f"{{{FENCE_PREFIX}{kind.__struct_config__.tag}}}"


def _info(block: DataBlock, argument: str = "") -> str:
    return f"{_name(block)}{' ' if argument else ''}{argument}"


def fenced(info: str, content: str) -> str:
    """Return a fenced block whose marks are longer than any in it.

    Parameters
    ----------
    info:
        What follows the first mark.
    content:
        What is between the marks.
    """
    longest = max((len(run) for run in _BACKTICKS.findall(content)), default=0)
    fence = "`" * max(3, longest + 1)
    end = "" if content.endswith("\n") else "\n"
    return f"{fence}{info}\n{content}{end}{fence}\n"


def _joined(text: Text) -> Iterable[Span]:
    """Merge neighbouring spans of plain text, so that a line has no seams.

    Neighbouring spans of code get a space between them: their backticks would make one fence.
    """
    pending = ""
    after_code = False
    for span in text:
        is_linked = bool(span.docname or span.url or span.tex)
        if span.code or is_linked or span.stress:
            if pending or (after_code and not is_linked):
                yield Span(pending or " ")
                pending = ""
            yield span
            after_code = span.code and not is_linked
        else:
            pending += span.text
    if pending:
        yield Span(pending)


def _span(span: Span) -> str:
    shown = code_span(span.text) if span.code else stressed(span, _spaced)
    if span.tex:
        return f"[{shown}](<{FORMULA_SCHEME}{quote(span.tex, safe='')}>)"
    if span.url:
        return f"[{shown}]({address(span.url)})"
    if span.docname:
        return f"[{shown}]({link_target(span.docname, span.anchor)})"
    return shown


def stressed(span: Span, escaped: Callable[[str], str]) -> str:
    """Return the Markdown of words, with the stars around them that they need.

    Stars next to most signs mean something else: a full stop stands outside of them, and words that
    begin or end with another sign than a bracket are as they are.

    Parameters
    ----------
    span:
        The words.
    escaped:
        Returns words as Markdown shows them.
    """
    words = span.text.rstrip(".!?:;,")
    if not span.stress or not words or not _MAY_BE_STRESSED.match(words[0] + words[-1]):
        return escaped(span.text)
    stars = "*" * span.stress
    return f"{stars}{escaped(words)}{stars}{escaped(span.text[len(words) :])}"


_URL_SAFE = "/:?#[]@!$&'()*+,;=%~-._"


def _spaced(text: str) -> str:
    """Escape text, keeping one space at its ends where it has some: spans meet there."""
    lead = " " if text[:1].isspace() else ""
    trail = " " if text[-1:].isspace() and text.strip() else ""
    return f"{lead}{escape(text)}{trail}"


def _escape_start(match: re.Match[str]) -> str:
    if match["mark"]:
        return f"\\{match['mark']}"
    return f"{match['number']}\\{match['dot']}"
