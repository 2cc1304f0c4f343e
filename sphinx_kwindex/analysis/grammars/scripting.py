"""Ruby, PHP and the shell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars import lexica
from sphinx_kwindex.analysis.grammars.declaration import ANY_COMMENT, Grammar, Match
from sphinx_kwindex.analysis.grammars.found import Found, Included
from sphinx_kwindex.analysis.grammars.reading import plain_definition, unquoted
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_REQUIRE = re.compile(r"(?P<how>require|require_relative|load)[\s(]+[\"'](?P<path>[^\"'#]+)[\"']")
_PHP_USE = re.compile(r"use\s+(?:function\s+|const\s+)?(?P<names>.*?);?$")
_PHP_FILE = re.compile(r"[\"']\s*(?P<path>[^\"'$]+)[\"']\s*\)?\s*;?$")
_PHP_NAME = re.compile(
    r"\s*(?:function\s+|const\s+)?\\?(?P<name>[\w\\]+)(?:\s+as\s+(?P<alias>\w+))?\s*$"
)
_SHELL_PATH = re.compile(r"^(?:\"?\$\{?[^/\"]*\"?/|\"?\$\([^)]*\)\"?/)+")


def _ruby_definition(match: Match) -> Iterator[Found]:
    found = plain_definition(match)
    if found is None:
        return
    if found.kind is SymbolKind.TEST:
        found.lead, found.signature = found.lead.split("(")[0], ""
    elif found.kind is SymbolKind.NAMESPACE:
        found.signature = ""  # there is none; before the body comments may stand
    elif match.node.type in ("call", "alias"):
        _read_call(found)
    if "::" in found.name and found.kind is not SymbolKind.TEST:
        found.scope, _, found.name = found.name.rpartition("::")
    yield found


def _read_call(found: Found) -> None:
    """Make a definition of a call that makes one: ``attr_reader :name``, ``alias new old``."""
    found.name = found.name.removeprefix(":")
    found.encloses = False
    if found.lead == "define_method":
        parameters = found.signature.strip("|")
        found.signature = f"({parameters})" if parameters else ""
    elif found.kind is SymbolKind.PROPERTY:
        found.signature = ""
    else:
        found.signature = f"= {unquoted(found.signature).removeprefix(':')}"


def _ruby_imports(match: Match) -> Iterator[Included]:
    node = match.node
    written = _REQUIRE.match(match.text(node.start_byte, node.end_byte))
    if written is not None:
        yield Included(written["path"], node.start_byte, form=written["how"])


def _php_imports(match: Match) -> Iterator[Included]:
    node = match.node
    text = match.text(node.start_byte, node.end_byte)
    if not node.type.startswith("namespace_use"):
        path = _PHP_FILE.search(text)
        if path is not None:
            yield Included(path["path"].lstrip("/"), node.start_byte, form="file")
        return
    use = _PHP_USE.match(text)
    names = use["names"] if use else ""
    lead, brace, inner = names.partition("{")
    for part in (inner.rstrip("}; ") if brace else names).split(","):
        written = _PHP_NAME.match(part)
        if written is not None:
            name = f"{lead.strip() if brace else ''}{written['name']}".strip("\\")
            yield Included(name, node.start_byte, alias=written["alias"] or "", form="use")


def _shell_imports(match: Match) -> Iterator[Included]:
    node = match.node
    path = _SHELL_PATH.sub("", match.text(node.start_byte, node.end_byte)).strip("\"'")
    if path and "$" not in path and "`" not in path:
        yield Included(path.removeprefix("./"), node.start_byte)


SCRIPTING = (
    Grammar(
        "Ruby",
        "tree_sitter_ruby",
        "ruby",
        separator="::",
        documentation=ANY_COMMENT,
        refine=_ruby_definition,
        imports=_ruby_imports,
    ),
    Grammar(
        "PHP",
        "tree_sitter_php",
        "php",
        "language_php",
        separator="\\",
        member_separator="::",
        lexicon=lexica.PHP,
        head=b"<?php",
        imports=_php_imports,
    ),
    Grammar(
        "Bash",
        "tree_sitter_bash",
        "bash",
        is_strict=False,  # each shell has its own
        documentation=ANY_COMMENT,
        imports=_shell_imports,
    ),
)
