"""Directives and roles for reading reStructuredText: they note what they name, and do nothing.

None of docutils' own runs, nor one that an extension of Sphinx has registered in this process:
nothing is included, inserted, imported or looked up, and no name is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive, directives, roles
from docutils.utils import unescape

from sphinx_kwindex.analysis.notes import Notes
from sphinx_kwindex.document_records import LinkKind

_CODE = frozenset({"code", "code-block", "sourcecode", "code-cell", "ipython", "jupyter-execute"})
_PYTHON = {"doctest": "pycon", "testcode": "python", "testsetup": "python", "plot": "python"}
_FILES = {
    "include": LinkKind.INCLUDE,
    "literalinclude": LinkKind.INCLUDE,
    "csv-table": LinkKind.INCLUDE,
}
_IMAGES = frozenset({"image", "figure"})
_VERBATIM = frozenset(
    {"raw", "math", "csv-table", "graphviz", "digraph", "graph", "mermaid", "plantuml", "uml",
     "testoutput", "productionlist", "prompt", "parsed-literal", "meta", "highlight"}
)  # fmt: skip
"""Directives whose content is no markup."""
_AUTODOC = re.compile(r"auto(?:module|class|function|method|attribute|exception|data|property)\Z")
_CODE_ROLES = frozenset(
    {"class", "func", "meth", "attr", "exc", "obj", "data", "const", "mod", "property", "any"}
)
_TITLED = re.compile(r"(?P<title>.*?)\s*<(?P<target>[^<>]*)>\Z", re.DOTALL)


@contextmanager
def neutral_markup(notes: Notes) -> Iterator[None]:
    """Have docutils find our directive and role under every name, as long as the context lasts."""
    former = directives.directive, roles.role
    found = type("NotingDirective", (_Directive,), {"notes": notes})

    def directive(*_: object) -> tuple[type[Directive], list[nodes.system_message]]:
        return found, []

    def role(name: str, *_: object) -> tuple[Callable[..., Any], list[nodes.system_message]]:
        return _role(name.rpartition(":")[2].lower(), notes), []

    directives.directive, roles.role = directive, role  # type: ignore[assignment]
    try:
        yield
    finally:
        directives.directive, roles.role = former


class _AnyOption(dict[str, Callable[[str], str]]):
    """Takes every option as it is written."""

    def __missing__(self, name: str) -> Callable[[str], str]:
        return lambda value: value or ""

    def __bool__(self) -> bool:
        return True


class _Directive(Directive):
    """Notes what a directive names, and reads its content where that is markup."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = _AnyOption()
    notes: ClassVar[Notes]

    def run(self) -> list[nodes.Node]:
        """Return the nodes of the content."""
        name = self.name.rpartition(":")[2].lower()
        argument = self.arguments[0].strip() if self.arguments else ""
        if name in _CODE or name in _PYTHON:
            self._code(_PYTHON.get(name) or argument, argument if name in _PYTHON else "")
            return []
        if name == "toctree":
            self._toctree()
            return []
        if name in _IMAGES:
            self._image(argument)
        if name in _FILES:
            self.notes.link(self.options.get("file", argument if name != "csv-table" else ""),
                            self.lineno, "", _FILES[name])  # fmt: skip
        if _AUTODOC.match(name):
            self.notes.whole_name(argument.partition("(")[0], self.lineno)
        return [] if name in _VERBATIM else self._markup(argument)

    def _code(self, language: str, first: str) -> None:
        lines = ([first] if first else []) + list(self.content)
        line = self.lineno if first else self.content_offset + 1
        self.notes.code(language.split(maxsplit=1)[0] if language else "", line, "\n".join(lines))

    def _toctree(self) -> None:
        for offset, entry in enumerate(self.content, self.content_offset + 1):
            titled = _TITLED.match(entry.strip())
            title, target = (titled["title"], titled["target"]) if titled else ("", entry)
            if "glob" not in self.options:
                self.notes.link(target, offset, title, LinkKind.DOCUMENT)

    def _image(self, argument: str) -> None:
        label = self.options.get("alt", "")
        target = self.options.get("target", "")
        self.notes.link("".join(argument.split()), self.lineno, label, LinkKind.IMAGE)
        if target and not target.endswith("_"):
            self.notes.link(target, self.lineno, label)

    def _markup(self, argument: str) -> list[nodes.Node]:
        container = nodes.container()
        if argument and "\n" not in argument.strip():
            words, _ = self.state.inline_text(argument, self.lineno)
            container += nodes.inline("", "", *words)
        if self.content:
            self.state.nested_parse(self.content, self.content_offset, container, match_titles=True)
        return [container]


def _role(name: str, notes: Notes) -> Callable[..., Any]:
    def noted(
        _name: str,
        _rawtext: str,
        text: str,
        lineno: int,
        _inliner: object,
        _options: Mapping[str, Any] | None = None,
        _content: Sequence[str] | None = None,
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        written = unescape(text)
        titled = _TITLED.match(written)
        title, target = (titled["title"], titled["target"]) if titled else ("", written)
        if name == "doc":
            notes.link(target, lineno, title, LinkKind.DOCUMENT)
        elif name == "download":
            notes.link(target, lineno, title)
        elif name in _CODE_ROLES:
            notes.name(f"{target.removesuffix('()')}()", lineno)
        elif name in {"code", "python", "py"}:
            return [nodes.literal("", written)], []
        return [nodes.inline("", title or target.lstrip("~!").rpartition("/")[2] or target)], []

    return noted
