"""The tools that are compared: what to install, and how to configure Sphinx for each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from benchmarks.tree import Module

KWINDEX = "kwindex"
"""Short name of the tool that the others are compared with."""

THEMES_OF_SPHINX = frozenset(
    {
        "agogo",
        "alabaster",
        "basic",
        "bizstyle",
        "classic",
        "haiku",
        "nature",
        "nonav",
        "pyramid",
        "scrolls",
        "sphinxdoc",
        "traditional",
    }
)


@dataclass(frozen=True)
class Tool:
    """One documentation generator.

    Attributes
    ----------
    name:
        Short name, as on the command line.
    title:
        Name in the report.
    requirements:
        What pip installs beside Sphinx and the theme.
    from_checkout:
        The tool is this checkout, which is installed as well.
    extensions:
        The ``extensions`` of ``conf.py``.
    settings:
        Gives the further settings of ``conf.py`` for a copied tree: the arguments are
        the path of the tree and its importable modules, paths relative to ``conf.py``.
    start:
        The page that the toctree of ``index.rst`` names.
    distributions:
        Distributions whose versions the report shows.
    """

    name: str
    title: str
    requirements: tuple[str, ...]
    from_checkout: bool
    extensions: tuple[str, ...]
    settings: Callable[[str, tuple[Module, ...]], Mapping[str, object]]
    start: str
    distributions: tuple[str, ...]


def kwindex_settings(tree: str, modules: tuple[Module, ...]) -> Mapping[str, object]:
    """Point sphinx-kwindex to the folder that holds the tree, which is the repository's root."""
    return {"kwindex_roots": [tree.rpartition("/")[0]]}


def autoapi_settings(tree: str, modules: tuple[Module, ...]) -> Mapping[str, object]:
    """Point sphinx-autoapi to the tree; it keeps its pages, so that a later build can use them."""
    return {
        "autoapi_dirs": [tree],
        "autoapi_keep_files": True,
    }


def autodoc2_settings(tree: str, modules: tuple[Module, ...]) -> Mapping[str, object]:
    """Point sphinx-autodoc2 to each top-level module, as it takes a folder for a package."""
    return {
        "autodoc2_packages": [{"path": module.path, "module": module.name} for module in modules],
        # With its reStructuredText renderer, 0.5.0 stops with a TypeError on docstrings that make
        # docutils report a problem without a line, such as a link target that is there twice.
        "autodoc2_render_plugin": "myst",
    }


def theme_requirements(theme: str) -> tuple[str, ...]:
    """Tell what pip must install for a theme.

    Parameters
    ----------
    theme:
        The name of the theme in ``conf.py``.

    Returns
    -------
    Nothing for the themes that come with Sphinx; otherwise the distribution of that name.
    """
    return () if theme in THEMES_OF_SPHINX else (theme.replace("_", "-"),)


TOOLS: Mapping[str, Tool] = MappingProxyType(
    {
        tool.name: tool
        for tool in (
            Tool(
                name=KWINDEX,
                title="sphinx-kwindex",
                requirements=(),
                from_checkout=True,
                extensions=("sphinx_kwindex",),
                settings=kwindex_settings,
                start="kwindex/index",
                distributions=("sphinx-kwindex", "astroid", "myst-parser"),
            ),
            Tool(
                name="autoapi",
                title="sphinx-autoapi + viewcode",
                requirements=("sphinx-autoapi",),
                from_checkout=False,
                # sphinx-autoapi gives sources to viewcode only if that is set up before it.
                extensions=("sphinx.ext.viewcode", "autoapi.extension"),
                settings=autoapi_settings,
                start="autoapi/index",
                distributions=("sphinx-autoapi", "astroid"),
            ),
            Tool(
                name="autodoc2",
                title="sphinx-autodoc2 + viewcode",
                # 0.5.0 does not work with astroid 4.
                requirements=("sphinx-autodoc2", "astroid<4", "myst-parser"),
                from_checkout=False,
                extensions=("sphinx.ext.viewcode", "myst_parser", "autodoc2"),
                settings=autodoc2_settings,
                start="apidocs/index",
                distributions=("sphinx-autodoc2", "astroid", "myst-parser"),
            ),
        )
    }
)
"""All tools, by short name, in the order in which they run."""
