"""Signatures and values as they are written, on one line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from astroid import nodes

from sphinx_kwindex.analysis.docstrings import RESULT, Parameter
from sphinx_kwindex.records.signatures import Hints, ParameterKind

_DEEPEST_SHOWN = 60
"""Levels of nesting after which an expression is shown as an ellipsis."""

VALUE_LENGTH = 80
"""Characters of a value or annotation that are shown; a longer one ends with an ellipsis."""
_NOT_WORTH_CUTTING = 16
"""Characters that an ellipsis must save at least."""
_CLOSING = frozenset("\"')]}")
_POSITIONAL_ONLY = ParameterKind.POSITIONAL_ONLY
_VARIADIC_POSITIONAL = ParameterKind.VARIADIC_POSITIONAL
_KEYWORD_ONLY = ParameterKind.KEYWORD_ONLY
_STARS = {_VARIADIC_POSITIONAL: "*", ParameterKind.VARIADIC_KEYWORD: "**"}


def signature_of(node: nodes.FunctionDef) -> str:
    """Return type parameters, parameters and return annotation of a function, on one line."""
    returns = f" -> {_source(node.returns)}" if node.returns is not None else ""
    return f"{type_parameters(node)}({', '.join(_parameters(node.args))}){returns}"


def type_parameters(node: nodes.ClassDef | nodes.FunctionDef | nodes.TypeAlias) -> str:
    """Return ``[T, *Ts]`` of a generic definition, empty for any other."""
    if not node.type_params:
        return ""
    return "[" + ", ".join(_source(parameter) for parameter in node.type_params) + "]"


def shown(node: nodes.NodeNG) -> str:
    """Return an expression on one line, cut where it is long."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str | bytes):
        text = repr(node.value[: VALUE_LENGTH + _NOT_WORTH_CUTTING + 1])
    else:
        text = " ".join(_source(node).split())
    if len(text) <= VALUE_LENGTH + _NOT_WORTH_CUTTING:
        return text
    space = text.rfind(" ", VALUE_LENGTH - _NOT_WORTH_CUTTING, VALUE_LENGTH)
    closing = text[-1] if text[-1] in _CLOSING else ""
    return f"{text[: space + 1 or VALUE_LENGTH].rstrip()} …{closing}"


def parameter_of(node: nodes.FunctionDef, name: str) -> Parameter | None:
    """Return the parameter of a name, None if there is none; the result has a name, too.

    Parameters
    ----------
    node:
        The function.
    name:
        Name of the parameter, or of the result.
    """
    if name == RESULT:
        return Parameter(shown(node.returns)) if node.returns is not None else None
    for found, _, annotation, default in written_parameters(node.args):
        if found == name:
            return Parameter(
                shown(annotation) if annotation is not None else "",
                shown(default) if default is not None else "",
            )
    return None


def hints_of(node: nodes.FunctionDef, *, in_class: bool) -> Hints:
    """Return how much of a signature is annotated.

    The instance or class that a method gets needs no annotation, nor does the result of
    ``__init__``.

    Parameters
    ----------
    node:
        The function.
    in_class:
        Whether it is a method.
    """
    annotations = [item.annotation for item in written_parameters(node.args)]
    arguments = node.args
    has_positional = bool(arguments.posonlyargs or arguments.args)
    if in_class and has_positional and not _is_static(node):
        annotations = annotations[1:]
    if not (in_class and node.name == "__init__"):
        annotations.append(node.returns)
    return Hints(sum(item is not None for item in annotations), len(annotations))


def _is_static(node: nodes.FunctionDef) -> bool:
    decorators = node.decorators.nodes if node.decorators else ()
    return any(isinstance(item, nodes.Name) and item.name == "staticmethod" for item in decorators)


class WrittenParameter(NamedTuple):
    """A parameter as it is in the tree."""

    name: str
    kind: ParameterKind
    annotation: nodes.NodeNG | None
    default: nodes.NodeNG | None


def written_parameters(arguments: nodes.Arguments) -> Iterator[WrittenParameter]:
    """Yield the parameters in the order of the signature."""
    positional = (arguments.posonlyargs or []) + (arguments.args or [])
    annotations = arguments.posonlyargs_annotations + arguments.annotations
    defaults: list[nodes.NodeNG | None] = list(arguments.defaults or ())
    defaults = [None] * (len(positional) - len(defaults)) + defaults
    only = len(arguments.posonlyargs or ())
    for position, (name, annotation, default) in enumerate(
        zip(positional, annotations, defaults, strict=True)
    ):
        kind = _POSITIONAL_ONLY if position < only else ParameterKind.POSITIONAL_OR_KEYWORD
        yield WrittenParameter(name.name, kind, annotation, default)
    if arguments.vararg:
        yield WrittenParameter(
            arguments.vararg, _VARIADIC_POSITIONAL, arguments.varargannotation, None
        )
    for name, annotation, default in zip(
        arguments.kwonlyargs, arguments.kwonlyargs_annotations, arguments.kw_defaults or (),
        strict=True,
    ):  # fmt: skip
        yield WrittenParameter(name.name, _KEYWORD_ONLY, annotation, default)
    if arguments.kwarg:
        yield WrittenParameter(
            arguments.kwarg, ParameterKind.VARIADIC_KEYWORD, arguments.kwargannotation, None
        )


def _parameters(arguments: nodes.Arguments) -> Iterator[str]:
    """Yield the parameters with the signs between them; astroid's own text lacks annotations."""
    before: ParameterKind | None = None
    for parameter in written_parameters(arguments):
        kind = parameter.kind
        if before is _POSITIONAL_ONLY and kind is not before:
            yield "/"
        if kind is _KEYWORD_ONLY and before not in (_VARIADIC_POSITIONAL, _KEYWORD_ONLY):
            yield "*"
        name = _STARS.get(kind, "") + parameter.name
        yield _parameter(name, parameter.annotation, parameter.default)
        before = kind
    if before is _POSITIONAL_ONLY:
        yield "/"


def _parameter(name: str, annotation: nodes.NodeNG | None, default: nodes.NodeNG | None) -> str:
    equals, value = ("=", _source(default)) if default is not None else ("", "")
    if annotation is None:
        return f"{name}{equals}{value}"
    return f"{name}: {_source(annotation)}{equals and ' = '}{value}"


def _source(node: nodes.NodeNG) -> str:
    if _is_deep(node):
        return "…"
    try:
        written = node.as_string()
    except ValueError:  # a hexadecimal number of thousands of digits, which Python cannot write
        return "…"
    return " ".join(written.split("\n")).encode("utf-8", "replace").decode("utf-8")


def _is_deep(node: nodes.NodeNG) -> bool:
    """Return whether an expression is nested beyond what anybody reads.

    astroid writes such a one recursively, and where the recursion limit stops it, it tries again
    at every level, without end.
    """
    pending = [(node, 0)]
    while pending:
        inner, depth = pending.pop()
        if depth > _DEEPEST_SHOWN:
            return True
        pending.extend((child, depth + 1) for child in inner.get_children())
    return False
