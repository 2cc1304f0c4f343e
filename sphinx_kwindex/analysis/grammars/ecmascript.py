"""JavaScript and TypeScript."""

from __future__ import annotations

from sphinx_kwindex.analysis.grammars.declaration import Grammar

ECMASCRIPT = (
    # Flow writes types in files of JavaScript.
    Grammar("JavaScript", "tree_sitter_javascript", "javascript", is_strict=False),
    Grammar("JSX", "tree_sitter_javascript", "javascript", is_strict=False),
    Grammar("TypeScript", "tree_sitter_typescript", "typescript", "language_typescript"),
    Grammar("TSX", "tree_sitter_typescript", "typescript", "language_tsx"),
)
