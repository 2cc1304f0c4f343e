"""Sphinx configuration of the documentation of sphinx-kwindex, which documents itself."""

from __future__ import annotations

import sys
from pathlib import Path

import sphinx_kwindex

# The directives that make the reference pages from the code.
sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "sphinx-kwindex"
author = "The sphinx-kwindex developers"
copyright = "The sphinx-kwindex developers"
release = version = sphinx_kwindex.__version__

extensions = ["myst_parser", "sphinx_kwindex", "reference"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "sphinx-kwindex"
html_static_path = ["_static"]
exclude_patterns = ["_build"]

# Sources that tests analyse, many of them broken on purpose: nobody looks for a definition there.
kwindex_exclude = ["tests/core/analysis/cases/", "tests/core/analysis/source_cases/"]
