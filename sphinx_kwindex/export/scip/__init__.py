"""SCIP: definitions, references and relationships for tools that navigate code.

From the bottom up: ``wire`` (protobuf), ``messages`` (the records of SCIP), ``symbols`` (what a
definition is called), ``relationships``, ``documents`` (one file), and ``index``.
"""
