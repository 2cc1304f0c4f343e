"""The generated pages in LaTeX: what has no end on a screen must fit the width of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.fileutil import copy_asset_file

from sphinx_kwindex.sphinx_ext.books.assembly import page_of
from sphinx_kwindex.sphinx_ext.compatibility import application_of
from sphinx_kwindex.sphinx_ext.reading.virtual_project import is_generated

LATEX_PACKAGE = "sphinxkwindex"
KEYWORDS_CLASS = "kwindex-keywords"
"""Class of the lists that may stand in columns."""

_LINE = 92
"""Characters that a line holds, of those of a typewriter."""
_WIDE = 44
"""A column of more characters than that has no more of a line that is too short for all."""
_NARROW = 14
"""A column of no more characters than that is never made narrower."""
_SPACE = 3
"""Characters that the space around a column takes."""
_COLUMN = 42
"""Characters that the name of a keyword may have in lists of two columns."""
_FEWEST_FOR_COLUMNS = 6
_LONGEST_UNBROKEN = 12
_LONGEST_IN_TITLE = 36
_LONGEST_PART = 24
_BREAKS = re.compile(r"(?<=[_.,:=([\]/])(?=[^\s_.,:=([\]/])|(?<=[a-z])(?=[A-Z])")


class FitToPaper(SphinxPostTransform):
    """Arranges fields, tables, lists and long names of generated pages for LaTeX."""

    default_priority = 7
    formats = ("latex",)

    def run(self, **kwargs: object) -> None:
        """Arrange them, on our pages only."""
        for fields in self._ours(nodes.field_list):
            fields.replace_self(_lines(fields))
        for table in self._ours(nodes.table):
            spec = addnodes.tabular_col_spec(spec=_column_spec(table))
            table.replace_self(
                [_raw("\\begin{kwindextable}"), spec, table, _raw("\\end{kwindextable}")]
            )
        for listed in self._ours(nodes.bullet_list):
            if KEYWORDS_CLASS in listed["classes"] and _fits_columns(listed):
                listed.replace_self(
                    [_raw("\\begin{kwindexcolumns}"), listed, _raw("\\end{kwindexcolumns}")]
                )
        for name in self._ours(nodes.literal):
            _let_break(name, _LONGEST_UNBROKEN)
        for title in self._ours(nodes.title):
            _let_break(title, _LONGEST_IN_TITLE)

    def _ours(self, kind: type[nodes.Element]) -> list[nodes.Element]:
        app = application_of(self.env)
        return [
            node
            for node in self.document.findall(kind)
            if is_generated(app, page_of(node, self.env.docname))
        ]


def copy_package(builder: Builder, assets: Path) -> None:
    """Put the LaTeX package of the generated pages next to the document.

    Parameters
    ----------
    builder:
        The builder; only one for LaTeX gets the package.
    assets:
        The folder with our static files.
    """
    if builder.format == "latex":
        copy_asset_file(assets / f"{LATEX_PACKAGE}.sty", builder.outdir, force=True)


def _raw(text: str) -> nodes.raw:
    return nodes.raw("", text, format="latex")


def _lines(fields: nodes.Element) -> nodes.line_block:
    """Return fields as lines; a list of them takes two for each."""
    block = nodes.line_block("")
    for field in fields.children:
        label, body = field.children
        value = [child for paragraph in body.children for child in paragraph.children]
        shown = nodes.strong("", f"{label.astext()}:")
        block.append(nodes.line("", "", shown, nodes.Text(" "), *value))
    return block


def _column_spec(table: nodes.Element) -> str:
    """Return the columns of a table with widths that follow from what they hold."""
    rows = [[entry.astext() for entry in row.children] for row in table.findall(nodes.row)]
    columns = list(zip(*rows, strict=True))
    wanted = [max(len(text) for text in column) + _SPACE for column in columns]
    widths = wanted
    if sum(wanted) > _LINE:
        left = _LINE - sum(width for width in wanted if width <= _NARROW)
        wide = sum(min(width, _WIDE) for width in wanted if width > _NARROW)
        widths = [
            width if width <= _NARROW else max(_NARROW, min(width, _WIDE) * left // wide)
            for width in wanted
        ]
    most = max(sum(widths), _LINE)
    return "".join(
        _column(width / most, figures=_are_figures(c[1:]))
        for width, c in zip(widths, columns, strict=True)
    )


def _column(share: float, *, figures: bool) -> str:
    flush = "raggedleft" if figures else "raggedright"
    return f">{{\\{flush}\\arraybackslash}}\\Y{{{share:.3f}}}"


def _are_figures(cells: tuple[str, ...]) -> bool:
    return all(cell.replace(",", "").isdigit() for cell in cells if cell) and any(cells)


def _fits_columns(listed: nodes.Element) -> bool:
    names = listed.findall(nodes.literal)
    return len(listed.children) >= _FEWEST_FOR_COLUMNS and all(
        len(part) <= _COLUMN for name in names for part in _parts(name.astext())
    )


def _let_break(node: nodes.Element, longest: int) -> None:
    """Let the long words of some text go on in the next line, where a part of them ends."""
    text = node.astext()
    if max((len(word) for word in text.split()), default=0) <= longest:
        return
    parts: list[nodes.Node] = []
    for part in _parts(text):
        if parts:
            parts.append(_raw("\\texorpdfstring{\\allowbreak}{}"))
        parts.append(nodes.Text(part))
    node.children = []
    node.extend(parts)


def _parts(text: str) -> Iterator[str]:
    for part in _BREAKS.split(text):
        for start in range(0, len(part), _LONGEST_PART):
            yield part[start : start + _LONGEST_PART]
