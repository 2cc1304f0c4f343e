"""What a project needs to add sections and kinds of keyword of its own.

A project connects a function to the event ``kwindex-extend`` that returns one of them, or several::

    from sphinx_kwindex.extending import KeywordSource, Section

    def setup(app):
        app.connect("kwindex-extend", lambda app: [Section(...), KeywordSource(...)])
"""

from sphinx_kwindex.blocks.blocks import Fields, Notice, Paragraph, Row, Span, Table, code, plain
from sphinx_kwindex.keywords import KeywordSource
from sphinx_kwindex.pages.files.sections import FileView, Section
from sphinx_kwindex.records.analysis import FileFacts

__all__ = [
    "Fields",
    "FileFacts",
    "FileView",
    "KeywordSource",
    "Notice",
    "Paragraph",
    "Row",
    "Section",
    "Span",
    "Table",
    "code",
    "plain",
]
