"""What the links of documents lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sphinx_kwindex.discovery import printable
from sphinx_kwindex.project.documents.document_links import Leads, LinkResolver, ResolvedLink
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.relations.context import Context


def links_of_files(context: Context) -> Callable[[FileFacts], tuple[ResolvedLink, ...]]:
    """Relate each file to what its links lead to.

    Returns
    -------
    function from the facts of a file to its links
        In source order.
    """
    project = context.project
    resolver = LinkResolver(project.files, project.folders, tuple(project.roots), context.exists)
    return resolver.resolve_all


def dead_link_diagnostics(context: Context) -> Iterator[Diagnostic]:
    """Yield a warning for each link to a file that is not there, if the options ask for them."""
    if not context.settings.dead_links:
        return
    links_of = links_of_files(context)
    for facts in context.project.files.values():
        for found in links_of(facts):
            if found.leads is Leads.DEAD:
                yield Diagnostic(
                    DiagnosticCode.DEAD_LINK,
                    f"links to {found.link.target}, which is not in the repository",
                    printable(facts.source.location),
                    found.link.line,
                )
