"""What the links of a file lead to: a file or folder of the repository, an address, or nothing.

Only what is certain counts as dead: a relative path with the suffix of a file, of which nothing in
the repository has the name.  A path without one may be the address of a page that a site generator
makes, an absolute one that of another part of a web site, and a placeholder anything at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from itertools import takewhile
from posixpath import join as join_path
from posixpath import normpath, splitext
from urllib.parse import unquote, urlsplit

import msgspec

from sphinx_kwindex.analysis.languages import PLAIN_TEXT, language_of
from sphinx_kwindex.discovery import printable
from sphinx_kwindex.paths import is_within, upwards
from sphinx_kwindex.project.graph.folders import Folder
from sphinx_kwindex.records.analysis import NOTEBOOK, PART_ANCHOR, FileFacts
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.records.documents import Link
from sphinx_kwindex.relations.context import Context

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""A letter alone is a drive of Windows."""
_NO_ADDRESS = re.compile(
    r"(?:inv|attachment|javascript|file|about|cid|xref|data|blob|[A-Za-z]):", re.IGNORECASE
)
"""What begins like an address, but leads to an inventory, into the file, or to a reader's disk."""
_OF_PROJECT = re.compile(r"(?:project|path):")
"""Before a path in MyST."""
_PLACEHOLDER = re.compile(r"[{}<>$*|\\]")
_BARE_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
"""As in ``%s``; in an address of its own it is written ``%25``."""
_PAGES = (".html", ".htm", ".php", ".xhtml")
_SOURCES = (".md", ".rst", ".ipynb", ".txt", ".markdown")
_DATA = frozenset(
    [
        ".txt",
        ".csv",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".svg",
        ".webp",
        ".ico",
        ".pdf",
        ".mp4",
        ".webm",
        ".zip",
        ".gz",
        ".whl",
        ".xlsx",
        ".docx",
    ]
)
"""Suffixes of files that no lexer is for."""
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}\Z")
_CERTAIN = frozenset({"Markdown", "reStructuredText", "Requirements", NOTEBOOK})
"""Languages whose paths start at the file.  Those of templates are addresses on the site that they
become a part of, those of build files may start at any folder, or name what a build makes."""


class Leads(Enum):
    """What a link leads to."""

    HERE = "here"
    """The file itself."""
    FILE = "file"
    FOLDER = "folder"
    ADDRESS = "address"
    """Somewhere on the web."""
    UNLISTED = "unlisted"
    """A file that is in the repository, but not documented."""
    DEAD = "dead"
    """A file that is not in the repository."""
    UNKNOWN = "unknown"
    """Nothing that the repository could tell."""


class ResolvedLink(msgspec.Struct, frozen=True):
    """A link and what it leads to."""

    link: Link
    leads: Leads
    path: str = ""
    """Of the file or folder, as far as it is known."""
    anchor: str = ""
    """Of a heading on the page of that file."""


class LinkResolver:
    """Resolves the links of the files of one repository.

    Parameters
    ----------
    files:
        The facts, by path.
    folders:
        The folders, by path.
    tops:
        Paths of the roots; a path does not lead from one to another.
    exists:
        Tells whether a path is on disk, documented or not.
    """

    def __init__(
        self,
        files: Mapping[str, FileFacts],
        folders: Mapping[str, Folder],
        tops: tuple[str, ...],
        exists: Callable[[str], bool],
    ) -> None:
        self._files = files
        self._folders = folders
        self._tops = tops
        self._exists = exists

    def resolve_all(self, facts: FileFacts) -> tuple[ResolvedLink, ...]:
        """Return what each link of a file leads to."""
        document = facts.analysis.document
        if document is None:
            return ()
        return tuple(self.resolve(link, facts) for link in document.links)

    def resolve(self, link: Link, facts: FileFacts) -> ResolvedLink:
        """Return what a link in a file leads to.

        Parameters
        ----------
        link:
            A link as the document has it.
        facts:
            The document.
        """
        target = _OF_PROJECT.sub("", link.target)
        if _NO_ADDRESS.match(target):
            return ResolvedLink(link, Leads.UNKNOWN)
        if target.startswith("//") or _SCHEME.match(target):
            return ResolvedLink(link, Leads.ADDRESS)
        if _BARE_PERCENT.search(target) or _PLACEHOLDER.search(unquote(target)):
            return ResolvedLink(link, Leads.UNKNOWN)
        try:
            parts = urlsplit(target)
        except ValueError:
            return ResolvedLink(link, Leads.UNKNOWN)
        written, fragment = unquote(parts.path), unquote(parts.fragment)
        if not written:
            return ResolvedLink(link, Leads.HERE, facts.path, _heading(facts, fragment))
        for path in self._candidates(written, link, facts):
            if path in self._files:
                return ResolvedLink(link, Leads.FILE, path, _heading(self._files[path], fragment))
            if path in self._folders:
                return ResolvedLink(link, Leads.FOLDER, path)
        return self._missing(written, link, facts)

    def _missing(self, written: str, link: Link, facts: FileFacts) -> ResolvedLink:
        for path in self._candidates(written, link, facts):
            if self._exists(path):
                return ResolvedLink(link, Leads.UNLISTED, path)
        path = next(iter(self._candidates(written, link, facts)), "")
        is_certain = (
            path
            and facts.analysis.language in _CERTAIN
            and not written.startswith("/")
            and _is_file_name(written)
            and not link.kind.names_document
        )
        return ResolvedLink(link, Leads.DEAD if is_certain else Leads.UNKNOWN, path)

    def _candidates(self, written: str, link: Link, facts: FileFacts) -> Iterator[str]:
        """Yield the paths that a link may mean, the likeliest first."""
        top = self._top_of(facts.path)
        folder = facts.source.folder
        # An absolute one starts at the top of the repository, or of the documentation around.
        starts = [folder]
        if written.startswith("/"):
            starts = [top, *takewhile(lambda outer: outer not in ("", top), upwards(folder))]
        if facts.analysis.language not in _CERTAIN:
            starts.append(top)
        for start in starts:
            path = normpath(join_path(start, written.lstrip("/")))
            path = "" if path == "." else path
            if path == ".." or path.startswith("../") or not is_within(path, top):
                continue
            yield path
            stem, suffix = splitext(path)
            if suffix.lower() in _PAGES:
                yield from (f"{stem}{source}" for source in _SOURCES)
            elif link.kind.names_document or not _SUFFIX.search(path):
                yield from (f"{path}{source}" for source in _SOURCES)

    def _top_of(self, path: str) -> str:
        return next((top for top in self._tops if top and path.startswith(f"{top}/")), "")


def _is_file_name(written: str) -> bool:
    """Return whether a path names a file: ``attrs.frozen`` may be an object that Sphinx knows."""
    found = _SUFFIX.search(written.lower())
    if found is None or found[0] in _PAGES:
        return False
    return found[0] in _DATA or language_of(f"x{found[0]}") != PLAIN_TEXT


def _heading(facts: FileFacts, fragment: str) -> str:
    """Return the anchor of the heading that a fragment names, empty if there is none."""
    if not fragment:
        return ""
    wanted = f"{PART_ANCHOR}{fragment.lower()}"
    return wanted if any(symbol.anchor == wanted for symbol in facts.analysis.symbols) else ""


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
