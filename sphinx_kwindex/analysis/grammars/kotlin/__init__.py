"""Kotlin, of which the grammar reads heads alone."""

from sphinx_kwindex.analysis.grammars.kotlin.heads import prepare

__all__ = ["prepare"]
