"""References that lead nowhere, and what they may have meant."""

from __future__ import annotations

from difflib import get_close_matches

from sphinx import addnodes
from sphinx.domains import Domain

from sphinx_kwindex.records.catalogue import IMPORT
from sphinx_kwindex.records.diagnostics import DiagnosticCode
from sphinx_kwindex.sphinx_ext.references.domain import KeywordDomain, listed
from sphinx_kwindex.sphinx_ext.warnings import warn

_MOST_SUGGESTIONS = 3


def warn_missing(app: object, domain: Domain | None, node: addnodes.pending_xref) -> bool | None:
    """Say which reference of ours leads nowhere, and what comes near.

    Parameters
    ----------
    app:
        The application.
    domain:
        The domain of the role.
    node:
        The reference.

    Returns
    -------
    True, or None
        True if the reference is ours, so that Sphinx gives no warning of its own.
    """
    if not isinstance(domain, KeywordDomain):
        return None
    role, name = node["reftype"], node["reftarget"]
    code, hint = DiagnosticCode.UNKNOWN_REFERENCE, suggestion(domain, role, name)
    warn(code, "there is no %s named %r. %s", role, name, hint, location=node)
    return True


def suggestion(domain: KeywordDomain, role: str, name: str) -> str:
    """Return what a reference to something unknown may have meant, as a sentence.

    Parameters
    ----------
    domain:
        Our domain, which knows what there is.
    role:
        The name of the role.
    name:
        What is written in it.
    """
    others = domain.find("", name) or domain.find(IMPORT, name)
    if others:
        return f"There is {listed(others)}."
    kinds = frozenset(domain.objtypes_for_role(role) or ())
    names = {target.name for target in domain.catalogue.targets if target.kind in kinds}
    near = get_close_matches(name, sorted(names), _MOST_SUGGESTIONS)
    return f"Did you mean {' or '.join(near)}?" if near else ""
