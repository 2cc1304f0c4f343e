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
from docutils.parsers.rst import Directive, directives, roles, states
from docutils.utils import unescape

from sphinx_kwindex.analysis.documents.roles import note_role, titled
from sphinx_kwindex.analysis.notes import Notes
from sphinx_kwindex.records.documents import LinkKind

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
_COMMENT = re.compile(r"(?:\s|^)\.\. ")
_LONGEST_WORDS = 300


@contextmanager
def neutral_markup(notes: Notes) -> Iterator[None]:
    """Have docutils find our directive and role under every name, as long as the context lasts.

    It also has docutils tell the lines of titles.
    """
    former = directives.directive, roles.role, states.RSTState.new_subsection
    found = type("NotingDirective", (_Directive,), {"notes": notes, "default": [""]})

    def directive(*_: object) -> tuple[type[Directive], list[nodes.system_message]]:
        return found, []

    def role(name: str, *_: object) -> tuple[Callable[..., Any], list[nodes.system_message]]:
        return _role(name.rpartition(":")[2].lower(), notes), []

    def new_subsection(
        state: states.RSTState, title: str, lineno: int, messages: list[nodes.system_message]
    ) -> None:
        parent, position = state.parent, len(state.parent)
        former[2](state, title, lineno, messages)
        parent[position][0].line = lineno

    directives.directive, roles.role = directive, role  # type: ignore[assignment]
    states.RSTState.new_subsection = new_subsection  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        directives.directive, roles.role = former[:2]
        states.RSTState.new_subsection = former[2]  # type: ignore[method-assign]


class highlight_default(nodes.Invisible, nodes.Element):  # noqa: N801  # as docutils names nodes
    """From here on, examples are of this language unless they say otherwise."""


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
    default: ClassVar[list[str]]
    """The language of examples that do not name one."""

    def run(self) -> list[nodes.Node]:
        """Return the nodes of the content."""
        name = self.name.rpartition(":")[2].lower()
        argument = self.arguments[0].strip() if self.arguments else ""
        if isinstance(self.state, states.SubstitutionDef):
            return self._substitution(name, argument)
        if name == "highlight":
            self.default[0] = argument.partition(" ")[0]
            return [highlight_default(language=self.default[0])]
        if name in _CODE or name in _PYTHON:
            language = _PYTHON.get(name) or argument or self.default[0]
            self._code(language, argument if name in _PYTHON else "")
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

    def _substitution(self, name: str, argument: str) -> list[nodes.Node]:
        """Return what stands for a name in a line: words, never a block."""
        words = "\n".join([argument, *self.content]).strip()
        if name == "unicode":
            return [nodes.inline("", _unicode_text(words))]
        if name == "replace":
            found, _ = self.state.inline_text(words, self.lineno)
            return found or [nodes.inline("", "")]
        if name in _IMAGES:
            self._image(argument)
        return [nodes.inline("", "")]

    def _code(self, language: str, first: str) -> None:
        lines = ([first] if first else []) + list(self.content)
        line = self.lineno if first else self.content_offset + 1
        self.notes.code(language.split(maxsplit=1)[0] if language else "", line, "\n".join(lines))

    def _toctree(self) -> None:
        for offset, entry in enumerate(self.content, self.content_offset + 1):
            title, target = titled(entry.strip())
            if "glob" not in self.options and target != "self":
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
        # In TeX a backslash is no escape.
        written = unescape(text, restore_backslashes=name == "math")
        if name in {"code", "python", "py"}:
            return [nodes.literal("", written)], []
        return [nodes.inline("", note_role(name, written, lineno, notes))], []

    return noted


def _unicode_text(argument: str) -> str:
    """Return the characters that the argument of ``unicode::`` names: ``0xA9 Company``."""
    characters = []
    for code in _COMMENT.split(argument)[0].split():
        try:
            characters.append(directives.unicode_code(code))
        except ValueError:
            characters.append(code)
    return "".join(characters)


def substitute(document: nodes.document) -> None:
    """Put the words of definitions where they are referred to; of other names their own stay."""
    known = {name: node.astext() for name, node in document.substitution_defs.items()}
    folded = {name.lower(): words for name, words in known.items()}
    for reference in tuple(document.findall(nodes.substitution_reference)):
        name = str(reference.get("refname", ""))
        words = known.get(name, folded.get(name.lower()))
        if words is not None and len(words) <= _LONGEST_WORDS:
            reference.children = [nodes.Text(words)]
