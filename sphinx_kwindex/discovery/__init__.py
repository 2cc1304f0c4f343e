"""Which files a repository holds: roots, ignore rules, and the sorted list of source files."""

from sphinx_kwindex.discovery.roots import Root, find_roots, printable
from sphinx_kwindex.discovery.tool_output import LeftOut
from sphinx_kwindex.discovery.walk import Discovery, discover

__all__ = ["Discovery", "LeftOut", "Root", "discover", "find_roots", "printable"]
