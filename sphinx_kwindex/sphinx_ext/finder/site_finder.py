"""The finder of one site in one build: its script on pages, and its data in the output folder."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.build.finder_shards import ROOT_FILE, FinderShards
from sphinx_kwindex.build.own_process import in_own_process
from sphinx_kwindex.build.progress import Progress, shown_nowhere
from sphinx_kwindex.config import Settings
from sphinx_kwindex.disk.writing import read_own, remove, write_atomically
from sphinx_kwindex.processes import runs_apart
from sphinx_kwindex.sphinx_ext.finder.documents import document_entries
from sphinx_kwindex.sphinx_ext.reading.virtual_project import is_generated
from sphinx_kwindex.store.staging import WORK_FOLDER, Manifest, StagingArea

FOLDER = "_kwindex/finder"
"""Where the data lie in the output folder."""

FINDER_STYLE, FINDER_SCRIPT = "kwindex-finder.css", "kwindex-finder.js"

_SITES = frozenset({"html", "dirhtml"})
"""Builders of sites with a page for each document."""

_MANY = 5_000
"""Keywords whose shards take tens of megabytes while they are made."""

_SEARCH = "search"
"""Sphinx's page of search results."""

_DOCUMENT = "@"
"""Before the docname of a document among the subjects, which are paths."""


class SiteFinder:
    """The finder of one site."""

    def __init__(self, settings: Settings, builder: Builder) -> None:
        self._settings = settings
        self._builder = builder

    @property
    def is_wanted(self) -> bool:
        """Whether this build has a finder."""
        return self._settings.finder is not False and self._builder.name in _SITES

    @property
    def identity(self) -> str:
        """What all pages show of it, to compare with that of another build."""
        return f"{self.is_wanted} {self._settings.finder} {self._settings.finder_key}"

    def add_to_page(self, app: Sphinx, pagename: str, folder: str) -> None:
        """Add script and style to a page that is being written.

        Parameters
        ----------
        app:
            The application.
        pagename:
            The page.
        folder:
            Path of the folder that it is about, with a slash at its end; empty for any other page.
        """
        builder = self._builder
        if not isinstance(builder, StandaloneHTMLBuilder) or not self.is_wanted:
            return
        is_ours = is_generated(app, pagename) or pagename == _SEARCH
        if self._settings.finder == "generated" and not is_ours:
            return
        is_folder = builder.name == "dirhtml"
        suffix = "/" if is_folder else builder.link_suffix or builder.out_suffix
        attributes = {
            "data-kwindex-key": self._settings.finder_key,
            "data-kwindex-suffix": suffix,
            "data-kwindex-folder": folder,
        }
        builder.add_css_file(FINDER_STYLE)
        given: dict[str, Any] = {name: value for name, value in attributes.items() if value}
        builder.add_js_file(FINDER_SCRIPT, defer="defer", **given)

    def publish(self, app: Sphinx, manifest: Manifest) -> None:
        """Bring the data up to date, and copy them into the output folder.

        Parameters
        ----------
        app:
            The application, once all documents are read.
        manifest:
            What was staged.
        """
        if self._builder.name not in _SITES:
            return
        published = Path(self._builder.outdir) / FOLDER
        if not self.is_wanted:
            remove(published)
            return
        env, folder = app.env, Path(app.doctreedir) / WORK_FOLDER
        shards = FinderShards(folder)
        own = [name for name in sorted(env.found_docs) if not is_generated(app, name)]
        key = _key(env, manifest.fingerprint, own)

        def update(_shown: Progress) -> None:
            subjects = StagingArea(folder).entries()
            for docname in own:
                found = msgspec.msgpack.encode(document_entries(env, docname))
                subjects[f"{_DOCUMENT}{docname}"] = msgspec.Raw(found)
            shards.update(key, subjects, self._settings.docname_prefix)

        if not shards.is_current(key):
            if runs_apart(app.parallel, is_large=manifest.keywords >= _MANY):
                in_own_process(update, shown_nowhere)
            else:
                update(shown_nowhere)
        _copy(shards.folder, published)


def _key(env: BuildEnvironment, fingerprint: str, own: list[str]) -> str:
    """Return what the data come from: the sources, and when the user's documents were read."""
    digest = hashlib.blake2b(fingerprint.encode(), digest_size=16)
    for docname in own:
        digest.update(f"{docname}\0{env.all_docs.get(docname, 0)}\n".encode())
    return digest.hexdigest()


def _copy(folder: Path, published: Path) -> None:
    """Copy the shards that are not there, and remove those that nothing leads to any more.

    The name of a shard tells its content.
    """
    published.mkdir(parents=True, exist_ok=True)
    wanted = {path.name for path in folder.iterdir()}
    there = {path.name for path in published.iterdir()}
    for name in [*sorted(wanted - there), ROOT_FILE]:
        data = read_own(folder / name)
        if data is not None and data != read_own(published / name):
            write_atomically(published / name, data)
    for name in there - wanted:
        remove(published / name)


def copy_finder_script(assets: Path, target: Path) -> None:
    """Copy the script, which every page loads, without its comments and indentation.

    Parameters
    ----------
    assets:
        The folder of our scripts.
    target:
        That of the scripts of the site.
    """
    text = (assets / FINDER_SCRIPT).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    code = "\n".join(line for line in lines if line and not _is_comment(line))
    note = "/* The finder of sphinx-kwindex, MIT licence */"
    write_atomically(target / FINDER_SCRIPT, f"{note}\n{code}\n".encode())


def _is_comment(line: str) -> bool:
    """Return whether a line of the script is of comments alone: code may follow a type."""
    if line.startswith("/*"):
        return line.endswith("*/") or "*/" not in line
    return line.startswith(("//", "* ", "*/")) or line == "*"
