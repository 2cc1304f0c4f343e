"""Command-line options, by the libraries that read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from astroid import nodes

from sphinx_kwindex.analysis.python.bindings import Bindings
from sphinx_kwindex.analysis.python.occurrences.family import Family
from sphinx_kwindex.analysis.python.occurrences.literals import encodable
from sphinx_kwindex.analysis.python.tree import Tree
from sphinx_kwindex.analysis.sentences import first_sentence
from sphinx_kwindex.records.occurrences import Occurrence, OccurrenceKind

_METHODS = {"add_argument": "argparse", "add_option": "optparse"}
"""Methods that no other object of a file that imports the package is likely to have."""
_FUNCTIONS = frozenset(
    {"click.option", "click.Option", "rich_click.option", "asyncclick.option", "typer.Option"}
)
_PYTEST_METHOD = "addoption"
_PYTEST_HOOK = "pytest_addoption"
_ENVIRONMENT = "envvar"
# ` (default: %(default)s)`: the program fills it in.
_FILLED_IN = re.compile(r"\s*[(\[][^()\[\]]*%\(\w+\)[a-z][^()\[\]]*[)\]]")


def _options(tree: Tree, bindings: Bindings) -> Iterator[Occurrence]:
    """Yield the options, and the environment variables that stand in for them."""
    for call in tree.calls:
        function = call.func
        name = _last_name(function)
        if name in _METHODS:
            if isinstance(function, nodes.Attribute) and _is_parser(
                function.expr, _METHODS[name], tree, bindings
            ):
                yield from _option(call, bindings)
        elif bindings.path_of(function) in _FUNCTIONS:
            yield from _option(call, bindings)
            yield from _variables(call)


def _options_of_pytest(tree: Tree, bindings: Bindings) -> Iterator[Occurrence]:
    """Yield the options that a plugin of pytest adds, in the hook that is there for it."""
    for call in tree.calls:
        if _last_name(call.func) == _PYTEST_METHOD:
            hook = call.frame()
            if isinstance(hook, nodes.FunctionDef) and hook.name == _PYTEST_HOOK:
                yield from _option(call, bindings)


def _last_name(node: nodes.NodeNG) -> str:
    return node.attrname if isinstance(node, nodes.Attribute) else ""


def _is_parser(node: nodes.NodeNG, package: str, tree: Tree, bindings: Bindings) -> bool:
    """Return whether an object parses: as its binding says, else as the imports of the file say."""
    path = bindings.path_of(node)
    if path:
        return path.partition(".")[0] == package
    return any(
        name.partition(".")[0] == package for found in tree.imports for name, _ in found.names
    ) or any(found.modname == package and not found.level for found in tree.from_imports)


def _option(call: nodes.Call, bindings: Bindings) -> Iterator[Occurrence]:
    texts = (bindings.text_of(argument) for argument in call.args)
    names = list(dict.fromkeys(name for text in texts for name in _spellings(text)))
    if names:
        main = next((name for name in names if name.startswith("--")), names[0])
        others = tuple(name for name in names if name != main)
        line = call.lineno or 1
        summary = first_sentence(_help(call, bindings))
        yield Occurrence(OccurrenceKind.COMMAND_LINE_OPTION, main, line, others, summary)


def _help(call: nodes.Call, bindings: Bindings) -> str:
    """Return what a program prints about an option, on one line; nothing if it hides it."""
    texts = [bindings.text_of(keyword.value) for keyword in call.keywords if keyword.arg == "help"]
    text = _FILLED_IN.sub("", " ".join(encodable(text) for text in texts))
    return " ".join(text.replace("%%", "%").split())


def _spellings(text: str) -> Iterable[str]:
    """Yield the options in an argument; click writes a switch as ``--on/--off``."""
    for part in text.split("/"):
        name = encodable(part.strip())
        if name.startswith("-") and name.strip("-") and len(name.split()) == 1:
            yield name


def _variables(call: nodes.Call) -> Iterator[Occurrence]:
    for keyword in call.keywords:
        if keyword.arg != _ENVIRONMENT:
            continue
        value = keyword.value
        for item in value.elts if isinstance(value, nodes.List | nodes.Tuple) else (value,):
            if isinstance(item, nodes.Const) and isinstance(item.value, str) and item.value.strip():
                name = encodable(" ".join(item.value.split()))
                kind = OccurrenceKind.ENVIRONMENT_VARIABLE
                yield Occurrence(kind, name, call.lineno or 1)


COMMAND_LINE = Family(
    _options, frozenset({"argparse", "asyncclick", "click", "optparse", "rich_click", "typer"})
)
PYTEST_OPTIONS = Family(_options_of_pytest)
