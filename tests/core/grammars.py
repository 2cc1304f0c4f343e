"""Skipping what needs a grammar where it is not installed."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.grammars import GRAMMARS
from sphinx_kwindex.analysis.languages import language_of

_SCRIPTS = ("tree_sitter_javascript", "tree_sitter_typescript")
_COMPONENTS = {"Vue": _SCRIPTS, "Svelte": _SCRIPTS, "Astro": _SCRIPTS}


def require_grammars_of(name: str) -> None:
    """Skip a test unless the grammars are installed that a file with this name is read with."""
    language = language_of(name).name
    grammar = GRAMMARS.get(language)
    modules = (grammar.module,) if grammar is not None else _COMPONENTS.get(language, ())
    for module in modules:
        pytest.importorskip(module)


def require_all_grammars() -> None:
    """Skip a test unless all grammars are installed."""
    for grammar in GRAMMARS.values():
        pytest.importorskip(grammar.module)
