"""JavaScript and TypeScript."""

from __future__ import annotations

from sphinx_kwindex.analysis.grammars.declaration import Grammar

ECMASCRIPT = (
    Grammar("JavaScript", "tree_sitter_javascript", "javascript"),
    Grammar("JSX", "tree_sitter_javascript", "javascript"),
    Grammar("TypeScript", "tree_sitter_typescript", "typescript", "language_typescript"),
    Grammar("TSX", "tree_sitter_typescript", "typescript", "language_tsx"),
)
