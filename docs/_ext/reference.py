"""Directives that write the reference pages from the code itself.

Each of them loops over one registry of the package, so that a new option, warning, section, kind of
keyword, role or directive is documented the moment it exists.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from textwrap import dedent
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from sphinx_kwindex import config, keywords
from sphinx_kwindex import options as own_options
from sphinx_kwindex.analysis import grammars
from sphinx_kwindex.analysis.grammars import GRAMMARS
from sphinx_kwindex.keywords import KeywordKind, kinds
from sphinx_kwindex.options import Option, options
from sphinx_kwindex.pages.files import sections
from sphinx_kwindex.pages.files.sections import SECTIONS
from sphinx_kwindex.patterns import (
    SUBJECTS,
    attributes,
    behaviour,
    classes,
    command_line,
    frameworks,
    pattern,
    testing,
    web,
)
from sphinx_kwindex.patterns.pattern import described
from sphinx_kwindex.project import other as source_imports
from sphinx_kwindex.project.other import RESOLVERS
from sphinx_kwindex.records import diagnostics
from sphinx_kwindex.records.diagnostics import DiagnosticCode
from sphinx_kwindex.sphinx_ext.reading import directives
from sphinx_kwindex.sphinx_ext.references import domain
from sphinx_kwindex.sphinx_ext.references.domain import KeywordDomain


class GeneratedDirective(SphinxDirective):
    """Parses the Markdown that :attr:`lines` yields in the place of the directive."""

    lines: ClassVar[Callable[[], Iterator[str]]]
    modules: ClassVar[tuple[object, ...]]
    """What the text is made from: when one changes, the page is read again."""

    def run(self) -> list[nodes.Node]:
        """Return the parsed text."""
        for module in self.modules:
            source = inspect.getsourcefile(module)  # type: ignore[arg-type]
            if source:
                self.env.note_dependency(source)
        return self.parse_text_to_nodes("\n".join(self.text()))

    def text(self) -> Iterator[str]:
        """Yield the lines."""
        return type(self).lines()


_OPTION_GROUPS: Mapping[str, tuple[str, ...]] = {
    "files": ("roots", "include", "exclude", "respect_gitignore", "secret_files", "outside_links"),
    "limits": ("max_file_size", "max_definitions", "max_statements"),
    "pages": ("sections", "private", "show_source", "small_file", "small_folder", "keyword_pages",
              "keywords_per_page", "pictures", "docname_prefix"),
    "navigation": ("navigation", "navigation_limit", "finder", "finder_key", "general_index"),
    "checks": ("layers", "dead_links", "findings", "patterns", "coverage"),
    "other": ("full_books", "exports", "scip", "precise"),
}  # fmt: skip
_GROUPED = frozenset(name for names in _OPTION_GROUPS.values() for name in names)


def option_lines(group: str) -> Iterator[str]:
    """Yield a ``confval`` for each option of a group, in the order of their declaration.

    An option that is in none is with the others.
    """
    for option in options():
        name = option.name.removeprefix("kwindex_")
        if name not in _OPTION_GROUPS[group] and (group != "other" or name in _GROUPED):
            continue
        yield f"````{{confval}} {option.name}"
        # Options of a directive are YAML, of which JSON is a part.
        yield f":type: {json.dumps(option.allowed)}"
        yield f":default: {json.dumps(_default(option))}"
        yield ""
        yield linked(option.description)
        yield "````"
        yield ""


def warning_lines() -> Iterator[str]:
    """Yield an object for each warning code, in the order of their declaration."""
    docs = member_docs(DiagnosticCode)
    for code in DiagnosticCode:
        yield f"````{{kwindex-warning}} kwindex.{code.value}"
        yield linked(docs[code.name])
        yield "````"
        yield ""


def section_lines() -> Iterator[str]:
    """Yield a table of the sections in their default order."""
    rows = []
    for section in SECTIONS:
        module = inspect.getmodule(section.build)
        summary = _summary(module.__doc__ or "") if module else ""
        content = summary.partition(": ")[2] or summary
        rows.append((f"`{section.name}`", section.title, f"{content[:1].upper()}{content[1:]}"))
    yield from table(("Name", "Title on the page", "What it holds"), rows)


def pattern_lines() -> Iterator[str]:
    """Yield a table of the patterns for each subject, in the order in which pages list them."""
    for subject, patterns in SUBJECTS:
        rows = (
            (
                f"[{row.name}]({row.url})",
                row.explanation,
                "; ".join(described(matcher) for matcher in row.matchers),
            )
            for row in patterns
        )
        yield f"**{subject}**"
        yield ""
        yield from table(("Pattern", "What it is", "Proven by"), rows)
        yield ""


def keyword_lines() -> Iterator[str]:
    """Yield a table of the kinds of keyword in the order in which pages list them."""
    rows = ((f"`{kind.value}`", kind.plural.capitalize()) for kind in KeywordKind)
    yield from table(("Kind", "Heading on a keyword page"), rows)


def language_lines() -> Iterator[str]:
    """Yield a table of the languages that are read by grammars, with the wheel of each."""
    rows = []
    for grammar in GRAMMARS.values():
        wheel = grammar.module.replace("_", "-")
        resolved = any(grammar.language in languages for languages, _ in RESOLVERS)
        rows.append((grammar.language, f"`{wheel}`", "yes" if resolved else "no"))
    yield from table(("Language", "Wheel", "Imports lead to files"), rows)


def role_lines() -> Iterator[str]:
    """Yield a table of the roles, each with what it finds."""
    types = KeywordDomain.object_types
    rows = []
    for role in KeywordDomain.roles:
        found = ", ".join(str(kind.lname) for kind in types.values() if role in kind.roles)
        rows.append((f"`{domain.DOMAIN}:{role}`", found))
    yield from table(("Role", "Finds"), rows)


def directive_lines() -> Iterator[str]:
    """Yield an object for each directive, with one for each of its options."""
    for name, directive in directives.DIRECTIVES.items():
        text, documented = _documented_options(inspect.getdoc(directive) or "")
        if documented.keys() != (directive.option_spec or {}).keys():
            raise TypeError(f"the docstring of {directive!r} does not describe its options")
        argument = " PATH" if directive.required_arguments else ""
        argument = " [PATH]" if directive.optional_arguments else argument
        yield f"`````{{rst:directive}} .. {domain.DOMAIN}:{name}::{argument}"
        yield text
        yield ""
        for option, description in documented.items():
            yield f"````{{rst:directive:option}} {option}"
            yield description
            yield "````"
        yield "`````"
        yield ""


def _documented_options(docstring: str) -> tuple[str, Mapping[str, str]]:
    """Return a docstring without its options, and these with their texts."""
    entry = re.compile(r"^``(\w+)``\n((?:    .+(?:\n|\Z))+)", re.MULTILINE)
    options = {found[1]: dedent(found[2]).strip() for found in entry.finditer(docstring)}
    return entry.sub("", docstring).strip(), options


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield a Markdown table."""
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def linked(text: str) -> str:
    """Return Markdown in which the options that are written as code are links to them."""
    return re.sub(r"(`+)(kwindex_[a-z_]+)\1", r"{confval}`\2`", text)


def member_docs(enum: type) -> Mapping[str, str]:
    """Return the string literal after each member of an enumeration, by the member's name."""
    definition = ast.parse(dedent(inspect.getsource(enum))).body[0]
    if not isinstance(definition, ast.ClassDef):
        raise TypeError(f"{enum!r} is not a class")
    docs: dict[str, str] = {}
    name = ""
    for statement in definition.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)]):
                pass
            case ast.Expr(value=ast.Constant(value=str(text))) if name:
                docs[name] = inspect.cleandoc(text)
                name = ""
    return docs


def _default(option: Option) -> str:
    value = option.default
    words = {True: "True", False: "False"}.get(value) if isinstance(value, bool) else None
    if words is None:
        words = f"{value:_}" if isinstance(value, int) else repr(value)
    return f"`{words}`"


def _summary(docstring: str) -> str:
    return docstring.partition("\n")[0].rstrip(".") + "."


class OptionsDirective(GeneratedDirective):
    """The options of ``conf.py`` of a group."""

    required_arguments = 1
    modules = (config, own_options)

    def text(self) -> Iterator[str]:
        """Yield the options of the group that the argument names."""
        return option_lines(self.arguments[0])


class WarningsDirective(GeneratedDirective):
    """All warnings."""

    lines = staticmethod(warning_lines)
    modules = (diagnostics,)


class SectionsDirective(GeneratedDirective):
    """All sections of an overview page."""

    lines = staticmethod(section_lines)
    modules = (sections, *(section.build for section in SECTIONS))


class PatternsDirective(GeneratedDirective):
    """All built-in patterns."""

    lines = staticmethod(pattern_lines)
    modules = (pattern, attributes, behaviour, classes, command_line, frameworks, testing, web)


class KeywordsDirective(GeneratedDirective):
    """All kinds of keyword."""

    lines = staticmethod(keyword_lines)
    modules = (keywords, kinds)


class LanguagesDirective(GeneratedDirective):
    """All languages with a grammar."""

    lines = staticmethod(language_lines)
    modules = (grammars, source_imports)


class RolesDirective(GeneratedDirective):
    """All roles of the domain."""

    lines = staticmethod(role_lines)
    modules = (domain, kinds)


class DirectivesDirective(GeneratedDirective):
    """All directives of the domain, with their options."""

    lines = staticmethod(directive_lines)
    modules = (directives,)


DIRECTIVES: Mapping[str, type[Directive]] = {
    "kwindex-options": OptionsDirective,
    "kwindex-warnings": WarningsDirective,
    "kwindex-sections": SectionsDirective,
    "kwindex-patterns": PatternsDirective,
    "kwindex-keywords": KeywordsDirective,
    "kwindex-languages": LanguagesDirective,
    "kwindex-roles": RolesDirective,
    "kwindex-directives": DirectivesDirective,
}


def _warning_signature(
    _env: BuildEnvironment, signature: str, node: addnodes.desc_signature
) -> str:
    node += addnodes.desc_name(signature, signature)
    return signature


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives; called by Sphinx."""
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_object_type(
        "kwindex-warning",
        "kwindex-warning",
        indextemplate="pair: %s; warning",
        parse_node=_warning_signature,
        objname="warning",
    )
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
