"""What changed in a file since an earlier build."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations.change_records import FileChanges
from sphinx_kwindex.relations.context import Context


def changes_of_files(context: Context) -> Callable[[FileFacts], FileChanges | None]:
    """Relate each file to what it was.

    Returns
    -------
    function from the facts of a file to what changed
        None where nothing did, or nobody knows.
    """
    files = context.changes.files
    return lambda facts: files.get(facts.path)
