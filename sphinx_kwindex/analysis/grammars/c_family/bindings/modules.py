"""Python bindings in the bodies of ``PYBIND11_MODULE``, ``NB_MODULE`` and ``TORCH_LIBRARY``.

A body is followed from brace to brace with the variables that stand for the module, for a module
in it, or for a class; a call of ``def`` on anything else is nothing that the source explains.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import msgspec

from sphinx_kwindex.analysis.grammars.c_family.bindings.given import (
    FUNCTION,
    LITERAL,
    Given,
    below,
    function_named,
    is_name,
    text_of,
)
from sphinx_kwindex.analysis.grammars.c_family.bodies import end_of_block
from sphinx_kwindex.records.bindings import BindingKind

_HEAD = re.compile(
    rb"\b(?:(?P<macro>PYBIND11_MODULE|NB_MODULE|(?:STABLE_)?TORCH_LIBRARY(?:_FRAGMENT|_IMPL)?)"
    rb"\s*+\(\s*+(?P<name>\w+)\s*+,(?:\s*+\w+\s*+,)?\s*+(?P<variable>\w+)\s*+(?:,[^(){};]{0,300}\([^(){};]{0,300}\))?"
    rb"\s*+\)"
    rb"|(?:py|pybind11|nb|nanobind)::module_?\s*+&?\s*+(?P<parameter>\w+)\s*+(?:,[^(){};]{0,300})?\))"
    rb"\s*+(?:noexcept\s*+)?\{"
)
"""``PYBIND11_MODULE(tide, m) {``."""
_STEP = re.compile(
    rb"(?P<brace>[{}])"
    rb"|(?:\b(?P<result>\w+)\s*+=\s*+)?"
    rb"(?:\b(?:py|pybind11|nb|nanobind)::(?P<type>class_|classh|enum_|exception"
    rb"|register_exception|bind_vector|bind_map)\s*+<[^;{}()\"]{0,300}?>"
    rb"\s*+(?P<declared>\w+)?\s*+\(\s*+(?P<scope>\w+)\s*+,"
    rb"|\b(?P<receiver>\w+)\s*+\.\s*+(?P<method>\w+)\s*+\()"
    rb"|\b(?P<assigned>\w+)\s*+=(?!=)"
)
"""``py::class_<Gauge>(m,``."""
_CHAINED = re.compile(rb"\s*+\.\s*+(?P<method>\w+)\s*+\(")
_FIRST_STRING = re.compile(
    rb"\s*+(?P<selective>TORCH_SELECTIVE_(?:SCHEMA|NAME)\s*+\(\s*+)?+(?P<literal>"
    + LITERAL
    + rb")\s*+(?(selective)\))(?=\s*+[,)])"
)
"""A string that is the whole argument: what a macro adds to it is not known."""
_SECOND = re.compile(rb"\s*+," + FUNCTION)
_THIRD = re.compile(FUNCTION)
_PARENTHESIS = re.compile(rb"[()]")
_MEMBERS = frozenset(
    f"def{rest}".encode()
    for rest in ("", "_static", "_readwrite", "_readonly", "_readwrite_static", "_readonly_static",
                 "_property", "_property_readonly", "_property_static", "_property_readonly_static",
                 "_rw", "_ro", "_prop_rw", "_prop_ro", "_rw_static", "_ro_static",
                 "_prop_rw_static", "_prop_ro_static")
)  # fmt: skip
_DEEPEST = 100


class _Owner(msgspec.Struct, frozen=True):
    """What a variable stands for."""

    module: str
    name: str = ""
    """Of a class, empty for a module."""
    is_library: bool = False
    """Whether it registers operators of PyTorch."""


def find_in_modules(code: bytes, source: bytes, macros: Collection[str]) -> Iterator[Given]:
    """Yield what the modules of a source define, and what functions add to a module.

    A module whose name is a macro may be called anything.

    Parameters
    ----------
    code:
        The source with comments and the texts of literals blanked.
    source:
        The source itself.
    macros:
        Names of the macros that it defines.
    """
    position = 0
    while (head := _HEAD.search(code, position)) is not None:
        end = end_of_block(code, head.end() - 1)
        name = (head["name"] or b"").decode("utf-8", "replace")
        if name in macros or name.isupper():
            name = ""
        macro = head["macro"] or b""
        is_library = b"TORCH_LIBRARY" in macro
        owner = _Owner(f"torch.ops.{name}" if is_library else name, is_library=is_library)
        if name and not is_library:
            yield Given(BindingKind.MODULE, name, "", head.start())
        variable = head["variable"] or head["parameter"]
        if name or not is_library:
            yield from _Body(code, source, head.end(), end).read(variable, owner)
        position = end


class _Body:
    """One body on the way from its first to its last byte."""

    def __init__(self, code: bytes, source: bytes, start: int, end: int) -> None:
        self._code = code
        self._source = source
        self._position = start
        self._end = end
        self._scopes: list[dict[bytes, _Owner | None]] = []

    def read(self, variable: bytes, owner: _Owner) -> Iterator[Given]:
        """Yield what the body gives to Python."""
        self._scopes = [{variable: owner}]
        while (step := _STEP.search(self._code, self._position, self._end)) is not None:
            self._position = step.end()
            if step["brace"]:
                self._enter_or_leave(step["brace"])
            elif step["assigned"]:
                self._bind(step["assigned"], None)
            elif step["type"]:
                yield from self._type(step)
            else:
                yield from self._call(step)

    def _enter_or_leave(self, brace: bytes) -> None:
        if brace == b"{" and len(self._scopes) < _DEEPEST:
            self._scopes.append({})
        elif brace == b"}" and len(self._scopes) > 1:
            self._scopes.pop()

    def _owner(self, variable: bytes) -> _Owner | None:
        return next(
            (scope[variable] for scope in reversed(self._scopes) if variable in scope), None
        )

    def _type(self, step: re.Match[bytes]) -> Iterator[Given]:
        """Yield a class and what is chained to it."""
        outer = self._owner(step["scope"])
        name, _ = self._string(self._position)
        owner = None
        if outer is not None and not outer.is_library and is_name(name):
            shown = below(outer.name, name)
            owner = _Owner(outer.module, shown) if shown else None
        if owner is not None:
            yield Given(BindingKind.CLASS, owner.module, owner.name, step.start("type"))
        self._bind(step["declared"] or step["result"], owner)
        self._leave_call()
        yield from self._chain(owner)

    def _call(self, step: re.Match[bytes]) -> Iterator[Given]:
        """Yield what a call on a variable defines, and what is chained to it."""
        owner = self._owner(step["receiver"])
        if owner is None:
            self._bind(step["result"], None)
            return
        if step["method"] == b"def_submodule" and not owner.name:
            name, start = self._string(self._position)
            made = below(owner.module, name) if owner.module and is_name(name) else ""
            if made:
                yield Given(BindingKind.MODULE, made, "", start)
            self._bind(step["result"], _Owner(made) if made else None)
            self._leave_call()
            return
        yield from self._defined(owner, step["method"])
        self._bind(step["result"], owner if step["method"].startswith(b"def") else None)
        self._leave_call()
        yield from self._chain(owner)

    def _chain(self, owner: _Owner | None) -> Iterator[Given]:
        while (link := _CHAINED.match(self._code, self._position, self._end)) is not None:
            self._position = link.end()
            if owner is not None:
                yield from self._defined(owner, link["method"])
            self._leave_call()

    def _defined(self, owner: _Owner, method: bytes) -> Iterator[Given]:
        name, start = self._string(self._position)
        function = function_named(self._second)
        if method == b"impl" and self._second is not None and self._second[0].endswith(b","):
            # What is between the name and the function is a key: ``torch::kCUDA``.
            function = function_named(_THIRD.match(self._code, self._second.end(), self._end))
        if owner.is_library:
            kind = BindingKind.OPERATOR if method == b"def" else BindingKind.KERNEL
            operator = _operator(name, owner.module)
            if method in (b"def", b"impl") and operator:
                yield Given(kind, owner.module, operator, start, function)
        elif is_name(name) and owner.name and method in (*_MEMBERS, b"value"):
            shown = f"{owner.name}.{name}"
            yield Given(BindingKind.MEMBER, owner.module, shown, start, function)
        elif is_name(name) and not owner.name and method == b"def":
            yield Given(BindingKind.FUNCTION, owner.module, name, start, function)

    def _string(self, position: int) -> tuple[str, int]:
        """Return the literal at a position, empty if there is another expression."""
        self._second: re.Match[bytes] | None = None
        match = _FIRST_STRING.match(self._code, position, self._end)
        if match is None:
            return "", position
        self._second = _SECOND.match(self._code, match.end(), self._end)
        return text_of(self._code, self._source, match.span("literal")), match.start("literal")

    def _bind(self, variable: bytes | None, owner: _Owner | None) -> None:
        if variable:
            self._scopes[-1][variable] = owner

    def _leave_call(self) -> None:
        """Go behind the parenthesis that closes the call whose arguments are next."""
        depth = 1
        for match in _PARENTHESIS.finditer(self._code, self._position, self._end):
            depth += 1 if match[0] == b"(" else -1
            if not depth:
                self._position = match.end()
                return
        self._position = self._end


def _operator(schema: str, module: str) -> str:
    """Return the operator of ``ns::name.overload(Tensor x) -> Tensor`` in the library ``ns``."""
    name = schema.partition("(")[0].strip()
    namespace, separator, bare = name.rpartition("::")
    if separator and f"torch.ops.{namespace}" != module:
        return ""
    bare = bare.partition(".")[0]
    return bare if is_name(bare) else ""
