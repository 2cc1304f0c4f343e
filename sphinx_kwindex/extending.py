"""What a project needs to add sections and kinds of keyword of its own.

A project connects a function to the event ``kwindex-extend`` that returns one of them, or several::

    from sphinx_kwindex.extending import KeywordSource, Section

    def setup(app):
        app.connect("kwindex-extend", lambda app: [Section(...), KeywordSource(...)])

These names, and what the how-to guides say of them, are the public interface.  All other modules
may change in any version.
"""

from sphinx_kwindex.blocks.blocks import (
    Field,
    Fields,
    Heading,
    Notice,
    Paragraph,
    Row,
    Snippet,
    Table,
    code,
    plain,
)
from sphinx_kwindex.keywords import KeywordSource
from sphinx_kwindex.pages.files.sections import FileView, Section
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.text import Span

__all__ = [
    "Field",
    "Fields",
    "FileFacts",
    "FileView",
    "Heading",
    "KeywordSource",
    "Notice",
    "Paragraph",
    "Row",
    "Section",
    "Snippet",
    "Span",
    "Table",
    "code",
    "plain",
]
