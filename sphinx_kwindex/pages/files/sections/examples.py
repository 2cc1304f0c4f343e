"""Code Blocks: the examples of a document by language, and the definitions that its code names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from sphinx_kwindex.blocks.blocks import Block, Heading, Row, Table, plain
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.records.documents import CodeBlock
from sphinx_kwindex.records.text import Text
from sphinx_kwindex.relations.mentions import MeantMention

_WITHOUT_LANGUAGE = "no language given"


def examples(view: FileView) -> Iterator[Block]:
    """Yield a table of the languages, and one of the definitions that are named."""
    document = view.analysis.document
    by_language: defaultdict[str, list[CodeBlock]] = defaultdict(list)
    for block in () if document is None else document.code_blocks:
        by_language[_language(block.language)].append(block)
    if by_language:
        ranked = sorted(by_language.items(), key=lambda item: (-len(item[1]), item[0]))
        rows = tuple(
            Row(
                (
                    (plain(language),),
                    (plain(f"{len(blocks):,}"),),
                    (plain(f"{sum(block.lines for block in blocks):,}"),),
                    view.site.shown_links(
                        view.line_link(block.line, f"{block.line}") for block in blocks
                    ),
                )
            )
            for language, blocks in ranked
        )
        yield Table(("Language", "Blocks", "Lines of code", "Begin at lines"), rows, figures=(1, 2))
    named = view.relations.mentions
    if named:
        yield Heading(3, "Definitions that are named", "named-definitions")
        rows = tuple(_row(view, item) for item in named)
        yield Table(("Name", "Defined in", "First at line"), rows, figures=(2,))


def _row(view: FileView, found: MeantMention) -> Row:
    link = view.site.definition_link(found.definition, found.name)
    line: Text = (view.line_link(found.line, f"{found.line}"),)
    return Row(((link,), (view.site.file_link(found.definition.path),), line))


@lru_cache(maxsize=256)
def _language(written: str) -> str:
    """Return the name of a language as Pygments has it, as written where it has none."""
    if not written:
        return _WITHOUT_LANGUAGE
    try:
        return str(find_lexer_class_by_name(written).name)
    except ClassNotFound:
        return written
