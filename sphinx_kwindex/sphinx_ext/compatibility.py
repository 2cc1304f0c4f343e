"""What differs between the supported versions of Sphinx, in one place."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import sphinx
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.build_phase import BuildPhase


def application_of(env: BuildEnvironment) -> Sphinx:
    """Return the application; ``env.app`` is deprecated since Sphinx 9."""
    return cast("Sphinx", getattr(env, "_app", None) or env.app)


def set_phase(builder: Builder, phase: BuildPhase) -> None:
    """Say what a builder does; before Sphinx 9 the application knows.

    Parameters
    ----------
    builder:
        The builder.
    phase:
        What it does from now on.
    """
    holder = builder if hasattr(builder, "phase") else application_of(builder.env)
    vars(holder)["phase"] = phase


def resolved_doctree(builder: Builder, docname: str) -> nodes.document:
    """Return a document as a builder writes it.

    Parameters
    ----------
    builder:
        The builder.
    docname:
        The document.
    """
    resolve: Callable[..., nodes.document] = builder.env.get_and_resolve_doctree
    if sphinx.version_info >= (9,):
        return resolve(docname, builder, tags=builder.tags)
    return resolve(docname, builder)


def forget_stored_doctree(env: BuildEnvironment, docname: str) -> None:
    """Let go of the bytes of a doctree that Sphinx keeps for the rest of the build.

    Parameters
    ----------
    env:
        The environment.
    docname:
        The document.
    """
    env._pickled_doctree_cache.pop(docname, None)


def forget_read_doctree(env: BuildEnvironment, docname: str, most: int) -> None:
    """Let go of a doctree that one process keeps from reading to writing, if it keeps many.

    To write the document, Sphinx reads it from disk again, as it does with several processes.

    Parameters
    ----------
    env:
        The environment.
    docname:
        The document.
    most:
        Doctrees that may be kept.
    """
    kept = env._write_doc_doctree_cache
    if len(kept) > most:
        kept.pop(docname, None)
