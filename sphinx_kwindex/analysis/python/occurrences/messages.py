"""Error messages: what a program says when something is wrong, or of what it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from astroid import nodes

from sphinx_kwindex.analysis.python.bindings import Bindings
from sphinx_kwindex.analysis.python.occurrences.family import Family
from sphinx_kwindex.analysis.python.occurrences.literals import text_with_holes
from sphinx_kwindex.analysis.python.tree import Tree, statement_before
from sphinx_kwindex.records.occurrences import Occurrence, OccurrenceKind

_LEVELS = frozenset(
    {"critical", "debug", "error", "exception", "fatal", "info", "success", "trace", "warn",
     "warning"}
)  # fmt: skip
_LOG = "log"
_LOGGERS = (
    "logging.getLogger()",
    "logging.Logger()",
    "logging.LoggerAdapter()",
    "logging.root",
    "loguru.logger",
    "structlog.get_logger()",
    "structlog.getLogger()",
    "structlog.stdlib.get_logger()",
    "sphinx.util.logging.getLogger()",
)
_LOGGING_MODULES = frozenset({"logging", "absl.logging"})
_KEPT_BY = frozenset({"bind", "getChild", "opt"})
"""Methods of a logger that return one."""
_WARNINGS = frozenset({"warnings.warn", "warnings.warn_explicit"})
_CALLED = frozenset({*_LEVELS, _LOG, "warn_explicit"})
_MESSAGE_NAMES = ("message", "msg", "detail", "event")


def _raised(tree: Tree, _bindings: Bindings) -> Iterator[Occurrence]:
    """Yield the messages of ``raise`` and ``assert``."""
    for node in tree.raises:
        if isinstance(node.exc, nodes.Call):
            yield from _message(node, _said_by(node.exc))
    for check in tree.asserts:
        yield from _message(check, text_with_holes(check.fail))


def _logged(tree: Tree, bindings: Bindings) -> Iterator[Occurrence]:
    """Yield the messages of warnings and of calls of what is certainly a logger."""
    for call in tree.calls:
        function = call.func
        if isinstance(function, nodes.Attribute) and function.attrname not in _CALLED:
            continue
        path = bindings.path_of(function)
        owner, _, name = path.rpartition(".")
        if path in _WARNINGS:
            yield from _message(call, _warned(call))
        elif name in _LEVELS and _is_logger(owner):
            yield from _message(call, _argument(call, 0))
        elif name == _LOG and _is_logger(owner):
            yield from _message(call, _argument(call, 1))


def _is_logger(path: str) -> bool:
    while path.endswith("()") and path[:-2].rpartition(".")[2] in _KEPT_BY:
        path = path[:-2].rpartition(".")[0]
    return path in _LOGGERS or path in _LOGGING_MODULES


def _message(node: nodes.NodeNG, text: str) -> Iterator[Occurrence]:
    if text:
        yield Occurrence(OccurrenceKind.ERROR_MESSAGE, text, node.lineno or 1)


def _said_by(exception: nodes.Call) -> str:
    """Return the message with which an exception is made.

    Of several arguments the first text with a space in it is the message; a word names something
    (``BadParameter("Not a number.", context, "size")``).
    """
    found = [text for argument in exception.args if (text := _text(argument, exception))]
    if len(exception.args) > 1:
        found = [text for text in found if " " in text]
    return next(iter(found), "") or _by_name(exception)


def _warned(call: nodes.Call) -> str:
    first = call.args[0] if call.args else None
    return _said_by(first) if _makes_warning(first) else _argument(call, 0)


def _makes_warning(node: nodes.NodeNG | None) -> bool:
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.func, nodes.Name | nodes.Attribute)
        and not text_with_holes(node)
    )


def _argument(call: nodes.Call, position: int) -> str:
    if len(call.args) > position:
        return _text(call.args[position], call)
    return _by_name(call)


def _by_name(call: nodes.Call) -> str:
    return next(_texts(word.value for word in call.keywords if word.arg in _MESSAGE_NAMES), "")


def _texts(values: Iterable[nodes.NodeNG]) -> Iterator[str]:
    for value in values:
        if text := text_with_holes(value):
            yield text


def _text(argument: nodes.NodeNG, call: nodes.Call) -> str:
    """Return the text of an argument; a name is the text that the statement before assigns."""
    if not isinstance(argument, nodes.Name):
        return text_with_holes(argument)
    before = statement_before(call.statement())
    if isinstance(before, nodes.Assign) and len(before.targets) == 1:
        target = before.targets[0]
        if isinstance(target, nodes.AssignName) and target.name == argument.name:
            return text_with_holes(before.value)
    return ""


RAISED = Family(_raised)
LOGGED = Family(
    _logged, frozenset({"absl", "logging", "loguru", "sphinx", "structlog", "warnings"})
)
