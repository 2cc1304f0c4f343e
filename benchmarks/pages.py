"""The pages of a tree, made outside Sphinx and read back."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from sphinx_kwindex.blocks.blocks import Page
from sphinx_kwindex.blocks.reading import read_page
from sphinx_kwindex.build.pipeline import run
from sphinx_kwindex.build.progress import shown_nowhere
from sphinx_kwindex.config import Settings
from sphinx_kwindex.records.catalogue import FILE
from sphinx_kwindex.store.staging import StagingArea


@dataclass(frozen=True)
class TreePages:
    """The overview pages of the Python files of a tree."""

    pages: dict[str, Page]
    """By the path of the file."""
    paths: dict[str, str]
    """Of all files, by docname."""
    broken: frozenset[str]
    """Locations on disk of the files that there was a warning about."""


def pages_of(root: Path) -> TreePages:
    """Make the pages of a tree.

    Parameters
    ----------
    root:
        The tree.

    Raises
    ------
    RuffError
        There is no ruff.
    """
    with tempfile.TemporaryDirectory() as work:
        area = StagingArea(Path(work))
        settings = Settings(roots=(str(root),))
        outcome = run(settings, root, area, Path(work), progress=shown_nowhere)
        files = [target for target in area.catalogue().targets if target.kind == FILE]
        pages = {
            target.name: read_page(
                target.docname, area.page_path(target.docname).read_text(encoding="utf-8")
            )
            for target in files
            if target.name.endswith(".py")
        }
    return TreePages(
        pages=pages,
        paths={target.docname: target.name for target in files},
        broken=frozenset(diagnostic.location for diagnostic in outcome.manifest.diagnostics),
    )
