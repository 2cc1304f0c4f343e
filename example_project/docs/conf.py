"""Sphinx configuration: two extensions and a theme are all it takes."""

project = "tidepool"
author = "The tidepool authors"

extensions = ["sphinx_kwindex", "myst_parser"]
html_theme = "furo"
