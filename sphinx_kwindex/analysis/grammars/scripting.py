"""Ruby, PHP and the shell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars import lexica
from sphinx_kwindex.analysis.grammars.declaration import ANY_COMMENT, Grammar, Match
from sphinx_kwindex.analysis.grammars.found import Found, Included
from sphinx_kwindex.analysis.grammars.reading import is_in, plain_definition, unquoted
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_REQUIRE = re.compile(
    r"(?P<how>require|require_relative|load|autoload)[\s(]+(?::\w+\s*,\s*)?"
    r"[\"'](?P<path>[^\"'#]+)[\"']"
)
"""``autoload :Gauge, "tide/gauge"``."""
_PREFIX = re.compile(r"\bprefix:|:prefix\b")
_DEFINING = frozenset({"define_method", "define_singleton_method"})
_MAKERS = frozenset({"Class", "Data", "Module", "Struct"})
_DELEGATING = frozenset({"delegate", "def_delegator", "def_delegators"})
_PHP_USE = re.compile(r"use\s+(?:function\s+|const\s+)?(?P<names>.*?);?$")
_PHP_FILE = re.compile(r"[\"']\s*(?P<path>[^\"'$]+)[\"']\s*\)?\s*;?$")
_PHP_NAME = re.compile(
    r"\s*(?:function\s+|const\s+)?\\?(?P<name>[\w\\]+)(?:\s+as\s+(?P<alias>\w+))?\s*$"
)
_WITHOUT_NAME = frozenset({"anonymous_class"})
_SHELL_PATH = re.compile(r"^(?:\"?\$\{?[^/\"]*\"?/|\"?\$\([^)]*\)\"?/)+")


def _ruby_definition(match: Match) -> Iterator[Found]:
    found = plain_definition(match)
    if found is None:
        return
    if found.kind is SymbolKind.TEST:
        found.lead, found.signature = found.lead.split("(")[0], ""
        yield found
    elif _is_named(match, found):
        _read_ruby(match, found)
        yield found


def _is_named(match: Match, found: Found) -> bool:
    """Return whether the source says under which name something is to be found."""
    if "#{" in found.name or (found.kind is SymbolKind.METHOD and _is_of_nameless(match)):
        return False
    return found.lead != "delegate" or not _PREFIX.search(match.text(*match.node.byte_range))


def _read_ruby(match: Match, found: Found) -> None:
    """Say what belongs to a definition, and what it belongs to."""
    if found.kind is SymbolKind.NAMESPACE:
        found.signature = ""  # there is none; before the body comments may stand
    elif found.name.startswith("$"):
        found.is_outermost = True
    elif found.lead.endswith(","):
        found.lead = ""  # of several that are assigned at once
    if match.node.type in ("call", "alias"):
        _read_call(found)
    if "::" in found.name:
        found.is_outermost = found.name.startswith("::")
        found.scope, _, found.name = found.name.lstrip(":").rpartition("::")
    elif match.node.type == "singleton_method":
        _read_owner(match, found)


def _is_of_nameless(match: Match) -> bool:
    """Return whether a method is in the block of ``Class.new`` that no constant keeps."""
    node = match.node.parent
    while node is not None and node.type in ("body_statement", "block_body"):
        node = node.parent
    call = node.parent if node is not None and node.type in ("do_block", "block") else None
    if call is None:
        return False
    maker = call.child_by_field_name("receiver")
    if maker is None or match.text(*maker.byte_range) not in _MAKERS:
        return False
    left = call.parent.child_by_field_name("left") if call.parent is not None else None
    return left is None or left.type not in ("constant", "scope_resolution")


def _read_owner(match: Match, found: Found) -> None:
    """Say whose method ``def Gauge.read`` is; ``self`` is the class around it."""
    owner = match.node.child_by_field_name("object")
    name = match.text(*owner.byte_range) if owner is not None else ""
    around = match.node.parent.parent if match.node.parent is not None else None
    outer = around.child_by_field_name("name") if around is not None else None
    is_own = outer is not None and match.text(*outer.byte_range) == name
    if owner is not None and owner.type != "self" and name[:1].isupper() and not is_own:
        found.scope, found.shows_scope = name, False


def _read_call(found: Found) -> None:
    """Make a definition of a call that makes one: ``attr_reader :name``, ``alias new old``."""
    found.name = found.name.removeprefix(":")
    found.encloses = False
    if found.lead in _DEFINING:
        parameters = found.signature.strip("|")
        found.signature = f"({parameters})" if parameters else ""
    elif found.kind is SymbolKind.PROPERTY or found.lead in _DELEGATING:
        found.signature = ""
    else:
        found.signature = f"= {unquoted(found.signature).removeprefix(':')}"
    if found.name.startswith("$"):  # ``alias $new $old``
        found.kind = SymbolKind.VARIABLE


def _ruby_imports(match: Match) -> Iterator[Included]:
    node = match.node
    written = _REQUIRE.match(match.text(node.start_byte, node.end_byte))
    if written is not None:
        yield Included(written["path"], node.start_byte, form=written["how"])


def _php_definition(match: Match) -> Iterator[Found]:
    """Yield a definition, but for those of a class without a name."""
    found = plain_definition(match)
    if found is not None and not is_in(match.node, _WITHOUT_NAME):
        yield found


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
        refine=_php_definition,
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
