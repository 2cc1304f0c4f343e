r"""Formulas, as the site's renderer of mathematics shows them.

MathJax looks for formulas in all text of a page, and does what they say: ``\href`` makes a link to
a script.  So it is told to leave our pages alone, other than the formulas that were checked.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

from sphinx_kwindex.blocks.html_text import code

UNTYPESET_CLASSES = ("mathjax_ignore", "tex2jax_ignore")
"""Classes of an element in which MathJax (3 and later, and 2) looks for nothing."""

TYPESET_CLASSES = ("mathjax_process", "tex2jax_process")
"""Classes of an element within such a one in which it does."""


def formula_node(tex: str, *, is_block: bool) -> nodes.math | nodes.math_block:
    """Return the standard node of a formula, without a number.

    Parameters
    ----------
    tex:
        The formula.
    is_block:
        Whether it has lines of its own.
    """
    if is_block:
        return nodes.math_block(tex, tex, classes=[*TYPESET_CLASSES], number=None, label=None)
    return nodes.math(tex, tex, classes=[*TYPESET_CLASSES])


def typeset(translator: HTML5Translator, tex: str, plain: str, *, is_block: bool) -> str:
    """Return the HTML of a formula; if the renderer fails on it, its plain characters as code.

    Parameters
    ----------
    translator:
        Writes the page, and learns that it has a formula.
    tex:
        The formula.
    plain:
        The same in plain characters.
    is_block:
        Whether it has lines of its own.
    """
    start = len(translator.body)
    with logging.pending_logging() as logged:
        formula_node(tex, is_block=is_block).walkabout(translator)
        kept = [record for record in logged.buffer if tex not in (record.args or ())]
        has_failed = len(kept) < len(logged.buffer)
        logged.buffer = kept
    written = "".join(translator.body[start:])
    del translator.body[start:]
    if not has_failed:
        return written
    return f"<p>{code(plain)}</p>" if is_block else code(plain)
