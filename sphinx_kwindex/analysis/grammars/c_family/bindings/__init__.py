"""Names that a source in C or C++ gives to Python: pybind11, nanobind, PyTorch, CPython's C API.

All of it is macros and initialisers, of which a grammar knows nothing; they are read from the
source without comments, directives and the text of strings.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from sphinx_kwindex.analysis.grammars.c_family.bindings.method_tables import find_in_tables
from sphinx_kwindex.analysis.grammars.c_family.bindings.modules import find_in_modules
from sphinx_kwindex.analysis.grammars.found import Found
from sphinx_kwindex.analysis.grammars.reading import line_ends
from sphinx_kwindex.records.bindings import Binding

__all__ = ["find_bindings"]

_SIGNS = (
    b"PYBIND11_MODULE",
    b"NB_MODULE",
    b"TORCH_LIBRARY",
    b"PyInit_",
    b"PyMethodDef",
    b"::module",
)
"""Without any of these a source has no names for Python."""


def find_bindings(code: bytes, source: bytes, macros: Iterable[Found] = ()) -> tuple[Binding, ...]:
    """Return the names for Python in source order, each once.

    Parameters
    ----------
    code:
        The source without comments, directives and what is in its strings.
    source:
        The source itself.
    macros:
        The macros that it defines.
    """
    if not any(sign in code for sign in _SIGNS):
        return ()
    newlines = line_ends(source)
    names = frozenset(macro.name for macro in macros)
    found = [*find_in_modules(code, source, names), *find_in_tables(code, source)]
    bindings: dict[tuple[str, ...], Binding] = {}
    for item in sorted(found, key=lambda item: item.start):
        key = (item.kind, item.module, item.name, item.function)
        line = bisect_left(newlines, item.start) + 1
        bindings.setdefault(key, Binding(item.kind, item.module, item.name, line, item.function))
    return tuple(bindings.values())
