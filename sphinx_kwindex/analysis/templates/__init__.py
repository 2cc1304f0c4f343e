"""Facts of templates and of HTML: blocks, macros, headings, links; nothing is rendered."""

from sphinx_kwindex.analysis.templates.html import analyse_html
from sphinx_kwindex.analysis.templates.jinja import analyse_jinja

__all__ = ["analyse_html", "analyse_jinja"]
