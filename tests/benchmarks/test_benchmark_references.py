from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.references import form_of, import_root, names_of, our_places
from benchmarks.scip import Occurrence, parts_of, read_index


def _field(number: int, content: bytes | int) -> bytes:
    if isinstance(content, int):
        return bytes((number << 3, content))
    return bytes((number << 3 | 2, len(content))) + content


def test_an_index_is_read_field_by_field(tmp_path: Path) -> None:
    definition = _field(1, bytes((3, 4, 9))) + _field(2, b"local 0") + _field(3, 1)
    reference = _field(1, bytes((128, 1, 0, 2))) + _field(2, b"s") + bytes((7 << 3 | 5, 0, 0, 0, 0))
    document = _field(1, b"a.py") + _field(2, definition) + _field(2, reference)
    index = tmp_path / "index.scip"
    index.write_bytes(_field(1, b"metadata") + _field(2, document))

    assert list(read_index(index)) == [
        (
            "a.py",
            [
                Occurrence(3, 4, 9, "local 0", is_definition=True),
                Occurrence(128, 0, 2, "s", is_definition=False),
            ],
        )
    ]


@pytest.mark.parametrize(
    ("descriptors", "parts"),
    [
        ("`p.a`/Client#go().", ("p.a", "Client.go", True)),
        ("`p.a`/f().inner().", ("p.a", "f.inner", True)),
        ("p/__init__:", ("p", "", True)),
        ("`p.a`/LIMIT.", ("p.a", "LIMIT", True)),
        ("`p.a`/f().(x)", ("p.a", "f", False)),
    ],
)
def test_a_symbol_has_a_module_and_a_qualified_name(
    descriptors: str, parts: tuple[str, str, bool]
) -> None:
    assert parts_of(f"scip-python python . . {descriptors}") == parts
    assert parts_of("local 3") is None


@pytest.mark.parametrize(
    ("line", "name", "form"),
    [
        ("x = Client()", "Client", "name"),
        ("self.client.send()", "client", "self.attribute"),
        ("self.client.send()", "send", "attribute"),
        ("myself.client", "client", "attribute"),
        ("f(size=1)", "size", "keyword"),
        ("f(size == 1)", "size", "name"),
        ("from a import size", "size", "import"),
    ],
)
def test_the_form_of_a_reference(line: str, name: str, form: str) -> None:
    assert form_of(line, line.index(name), name) == form


def test_our_places_have_files_and_names(tmp_path: Path) -> None:
    package = tmp_path / "p"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "a.py").write_text("def f():\n    def g(): ...\n    g()\n")
    (package / "broken.py").write_text("def f(:\n")
    (package / "b.py").write_text("from p import a\na.f()\n")

    names, texts = names_of(package)
    found = [(path, place.line, targets) for path, place, targets in our_places(package, names)]

    assert import_root(package) == tmp_path
    assert sorted(texts) == ["__init__.py", "a.py", "b.py"]
    assert found == [
        ("a.py", 3, [("a.py", "f.g")]),
        ("b.py", 1, [("__init__.py", "")]),
        ("b.py", 1, [("a.py", "")]),
        ("b.py", 2, [("a.py", "")]),
        ("b.py", 2, [("a.py", "f")]),
    ]
