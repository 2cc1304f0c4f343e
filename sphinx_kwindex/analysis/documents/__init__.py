"""Facts of files for readers: headings, links, examples, and the names of code in them."""

from sphinx_kwindex.analysis.documents.markdown import analyse_markdown
from sphinx_kwindex.analysis.documents.restructuredtext import analyse_restructuredtext

__all__ = ["analyse_markdown", "analyse_restructuredtext"]
