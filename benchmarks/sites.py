"""The Sphinx project of one tool: its folder with configuration, source tree and output."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.tools import Tool
from benchmarks.tree import Module, copy_tree, top_level_modules


@dataclass(frozen=True)
class Site:
    """The folder in which one tool builds, with everything that the tool reads and writes.

    Attributes
    ----------
    root:
        The folder; nothing of it is shared with other tools.
    tree:
        The copied tree.
    """

    root: Path
    tree: Path

    @property
    def docs(self) -> Path:
        """The folder with ``conf.py``; some tools write their pages into it."""
        return self.root / "docs"

    @property
    def output(self) -> Path:
        """The folder for the HTML files."""
        return self.root / "html"

    @property
    def scratch(self) -> Path:
        """The folder for temporary files and user caches, so that a first build starts cold."""
        return self.root / "scratch"


def make_site(root: Path, tool: Tool, tree: Path, *, theme: str, all_files: bool) -> Site:
    """Make a fresh site for a tool.

    Parameters
    ----------
    root:
        The folder to make.
    tool:
        The tool that will build.
    tree:
        The tree to copy; it is only read.
    theme:
        The HTML theme.
    all_files:
        Copy all files of the tree, not only Python files.

    Returns
    -------
    The site, ready for its first build.

    Raises
    ------
    OSError
        A file cannot be read or written.
    """
    site = Site(root, copy_tree(tree, root / "project", all_files=all_files))
    site.docs.mkdir()
    site.scratch.mkdir()
    (site.docs / "conf.py").write_text(conf_text(tool, site, theme), encoding="utf-8")
    (site.docs / "index.rst").write_text(index_text(tool), encoding="utf-8")
    return site


def conf_text(tool: Tool, site: Site, theme: str) -> str:
    """Write the Sphinx configuration of a tool.

    Parameters
    ----------
    tool:
        The tool.
    site:
        Its site, with the tree copied already.
    theme:
        The HTML theme.

    Returns
    -------
    The text of ``conf.py``.
    """
    project = "../project"
    modules = tuple(
        Module(module.name, f"{project}/{module.path}") for module in top_level_modules(site.tree)
    )
    settings: dict[str, object] = {
        "project": "benchmark",
        "extensions": list(tool.extensions),
        "html_theme": theme,
        **tool.settings(f"{project}/{site.tree.name}", modules),
    }
    return "".join(f"{name} = {value!r}\n" for name, value in settings.items())


def index_text(tool: Tool) -> str:
    """Write the start page, with a toctree that names the tool's own start page."""
    return f"Benchmark\n=========\n\n.. toctree::\n\n   {tool.start}\n"
