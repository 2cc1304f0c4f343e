"""SCIP: definitions, references and relationships for tools that navigate code.

From the bottom up: ``symbols`` (what a definition is called), ``relationships``, ``documents`` (one
file), and ``index``.  The format itself is in :mod:`sphinx_kwindex.scip`.
"""
