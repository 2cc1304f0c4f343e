"""Swift."""

from __future__ import annotations

from sphinx_kwindex.analysis.grammars.declaration import Grammar

APPLE = (Grammar("Swift", "tree_sitter_swift", "swift"),)
