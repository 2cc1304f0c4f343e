"""Names for Python in C and C++: not without a grammar, and at no price."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.analysis.grammars.c_family.bindings import find_bindings
from sphinx_kwindex.analysis.grammars.c_family.preprocessor import preprocess

MODULE = b'PYBIND11_MODULE(a, m) { m.def("f", &f); '


def test_without_a_grammar_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("tree_sitter_cpp")
    assert [item.dotted for item in analyse("a.cpp", MODULE + b"}").bindings] == ["a", "a.f"]
    monkeypatch.setattr("sphinx_kwindex.analysis.grammars.reader", lambda *_: None)
    assert analyse("a.cpp", MODULE + b"}").bindings == ()


@pytest.mark.parametrize(
    "source",
    [
        MODULE * 20_000,
        MODULE + b"{m" * 50_000,
        MODULE + b'm.def("a", &f ' * 50_000,
        MODULE + b'py::class_<T>(m, "A")' + b'.def("a", &T::f)' * 50_000,
        MODULE + b"py::class_<A, B>" * 50_000,
        MODULE + b'auto m = m.def_submodule("a");' * 20_000,
        MODULE + b'"" ' * 100_000,
        b"(py::module_ &m) {" * 50_000,
        b"PyInit_a(" + b" " * 500_000,
        b"PYBIND11_MODULE(a, m" + b" " * 500_000,
        b"PyMethodDef a[" * 50_000,
        b"PyMethodDef a[] = {" * 50_000,
        b'PyMethodDef a[] = {{"x", f}};' + b"PyType_Slot a[] = {" * 50_000,
        b'PyMethodDef a[] = {{"x", f}};' + b'PyModuleDef a = { "a", ' * 50_000,
        b'PyMethodDef a[] = {{"x", ' + b"(PyCFunction)" * 50_000,
    ],
    ids=range(15),
)
@pytest.mark.usefixtures("bounded")
def test_a_hostile_source_ends_in_bounded_time(source: bytes) -> None:
    found = find_bindings(preprocess(source).code, source)
    assert sum(len(item.dotted) for item in found) < 10 * len(source)
