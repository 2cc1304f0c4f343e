"""One sentence for a file or folder, where it says one of itself."""

from __future__ import annotations

from sphinx_kwindex.blocks.blocks import Text, plain
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.pages.words.prose import prose
from sphinx_kwindex.project import Definition, Folder
from sphinx_kwindex.project.roles import role_of
from sphinx_kwindex.records.analysis import FileFacts, Prose, Symbol
from sphinx_kwindex.relations.uses import ImportedDefinition

_FOLDER_FILES = ("__init__.py", "README.md", "README.rst", "README.txt", "README", "__init__.pyi")
"""The files that speak for their folder, the first that says something wins."""


def describe_file(site: Site, facts: FileFacts, uses: tuple[ImportedDefinition, ...]) -> Text:
    """Return one sentence for a file.

    It is the first of its own words, else the role that its name gives it, else the first of the
    words of the definition that most files import; nothing if there is none of these.
    """
    words = facts.analysis.prose
    if words is not None:
        return prose(words.summary)
    role = role_of(facts.path)
    if role is not None:
        return prose(role.statement)
    for symbol, _ in most_imported(facts, uses, private=site.settings.private):
        if symbol.summary:
            link = site.definition_link(Definition(facts.path, symbol), symbol.qualname)
            return (link, plain(": "), *prose(symbol.summary))
    return ()


def most_imported(
    facts: FileFacts, uses: tuple[ImportedDefinition, ...], *, private: bool
) -> list[tuple[Symbol, int]]:
    """Return the definitions of a file that others import, with how many do; most first.

    Parameters
    ----------
    facts:
        The file.
    uses:
        Its definitions that other files import.
    private:
        Whether private ones count.
    """
    counted = [
        (symbol, len(found.files))
        for found in uses
        for symbol in (facts.analysis.symbols[found.symbol],)
        if private or not symbol.is_private
    ]
    return sorted(counted, key=lambda item: -item[1])


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
