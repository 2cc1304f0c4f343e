"""What other tools read of a repository: an index of its definitions in their own formats.

``python -m sphinx_kwindex.export`` writes it without Sphinx, and a build with ``kwindex_exports``.
"""
