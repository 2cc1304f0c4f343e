"""Small repositories, read as the command reads them."""

from __future__ import annotations

from pathlib import Path

from sphinx_kwindex.build.exporting import Repository
from sphinx_kwindex.config import Settings
from sphinx_kwindex.export.reading import read_repository
from tests.core.fixtures import Tree, WriteTree


def read(write_tree: WriteTree, files: Tree, **options: object) -> Repository:
    """Write files and read them, options as keywords."""
    root = write_tree(files)
    settings = Settings(**{"roots": (str(root),), **options})  # type: ignore[arg-type]
    return read_repository(settings, root, [Path(root, "written")])
