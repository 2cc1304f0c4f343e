"""Names: what each stands for as far as its file tells, and where it is written.

It is a walk of its own over the tree of Python's own parser, the parts of which are, from the
bottom up: ``walk`` (the scope that is read), ``annotations``, ``expression_walk``,
``definition_walk`` and ``statement_walk``.  ``finish`` makes records of what it found.
"""

from __future__ import annotations

import ast

from sphinx_kwindex.analysis.python.names.finish import finish
from sphinx_kwindex.analysis.python.names.statement_walk import StatementWalk
from sphinx_kwindex.analysis.python.tree import deep_recursion
from sphinx_kwindex.records.names import FileNames

__all__ = ["extract_names"]


def extract_names(
    module: ast.Module,
    text: str,
    exports: tuple[str, ...] | None = None,
    export_lists: tuple[str, ...] = (),
) -> FileNames:
    """Return the names of a file; none where it is nested too deeply.

    Parameters
    ----------
    module:
        Its tree.
    text:
        The text that the tree was made of.
    exports, export_lists:
        What its ``__all__`` has.
    """
    walk = StatementWalk(text)
    try:
        with deep_recursion():
            walk.body(module.body)
    except RecursionError:
        return FileNames()
    return finish(walk, exports, export_lists)
