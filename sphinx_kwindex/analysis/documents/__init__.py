"""Facts of files for readers: headings, links, examples, and the names of code in them."""

from sphinx_kwindex.analysis.documents.markdown import analyse_markdown

__all__ = ["analyse_markdown"]
