"""The definitions of the repository in the general index of the site.

Sphinx keeps index entries in its environment.  Ours are made when pages are about to be written and
taken back afterwards: they come from the catalogue, and the pickled environment stays small.
"""

from __future__ import annotations

from collections import defaultdict

from sphinx.domains.index import IndexDomain
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.catalogue import FILE, FOLDER, IMPORT, MODULE, Target
from sphinx_kwindex.sphinx_ext.domain import KeywordDomain

_CALLED = ("function", "method")
_SEPARATOR = ";"
"""Sphinx splits an entry there; no identifier has one, but the name of a module file may."""


def index_text(target: Target) -> str:
    """Return the entry of a definition as Sphinx words those of Python, empty for none."""
    if target.kind in (FILE, FOLDER, IMPORT) or target.is_alias or _SEPARATOR in target.name:
        return ""
    if target.kind == MODULE:
        return f"{target.name} (module)"
    owner, _, name = target.name.rpartition(".")
    shown = f"{name}()" if target.kind in _CALLED else name
    return f"{shown} ({target.kind.replace('-', ' ')} in {owner})" if owner else shown


def add_index_entries(env: BuildEnvironment, domain: KeywordDomain) -> None:
    """Add an entry for each definition."""
    entries: defaultdict[str, list[tuple[str, str, str, str, str | None]]] = defaultdict(list)
    for target in domain.catalogue.targets:
        text = index_text(target)
        if text:
            entries[target.docname].append(("single", text, target.anchor, "", None))
    _index(env).entries.update(entries)


def remove_index_entries(env: BuildEnvironment, domain: KeywordDomain) -> None:
    """Take the entries back."""
    for docname in {target.docname for target in domain.catalogue.targets}:
        _index(env).entries[docname] = []


def _index(env: BuildEnvironment) -> IndexDomain:
    domain = env.get_domain("index")
    if not isinstance(domain, IndexDomain):
        raise TypeError(f"the domain 'index' is a {type(domain).__name__}")
    return domain
