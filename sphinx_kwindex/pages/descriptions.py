"""One sentence for a file or folder, where it says one of itself."""

from __future__ import annotations

from sphinx_kwindex.pages.blocks import Text
from sphinx_kwindex.pages.prose import prose
from sphinx_kwindex.project import Folder
from sphinx_kwindex.project.roles import role_of
from sphinx_kwindex.records import FileFacts, Prose

_FOLDER_FILES = ("__init__.py", "README.md", "README.rst", "README.txt", "README", "__init__.pyi")
"""The files that speak for their folder, the first that says something wins."""


def describe_file(facts: FileFacts) -> Text:
    """Return the first sentence of a file, else the role that its name gives it, else nothing."""
    words = facts.analysis.prose
    if words is not None:
        return prose(words.summary)
    role = role_of(facts.path)
    return prose(role.statement) if role is not None else ()


def folder_words(folder: Folder) -> tuple[FileFacts, Prose] | None:
    """Return the file that speaks for a folder, with its words."""
    by_name = {facts.source.name: facts for facts in folder.files}
    for name in _FOLDER_FILES:
        facts = by_name.get(name)
        if facts is not None and facts.analysis.prose is not None:
            return facts, facts.analysis.prose
    return None


def describe_folder(folder: Folder) -> Text:
    """Return the first sentence of a folder."""
    found = folder_words(folder)
    return prose(found[1].summary) if found is not None else ()
