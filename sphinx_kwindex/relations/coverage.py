"""How much of a file is documented."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.documentation import FileDocumentation


def coverage_of_files(context: Context) -> Callable[[FileFacts], FileDocumentation | None]:
    """Relate each file to the coverage of its documentation.

    Returns
    -------
    function from the facts of a file to its coverage
        None where nothing counts.
    """
    return context.documentation
