"""Facts of Python source and stub files, from their syntax tree."""

from sphinx_kwindex.analysis.python.cython import analyse_cython
from sphinx_kwindex.analysis.python.module import analyse_python

__all__ = ["analyse_cython", "analyse_python"]
