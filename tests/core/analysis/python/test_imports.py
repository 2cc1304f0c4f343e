from __future__ import annotations

import pytest

from sphinx_kwindex.records.imports import Import
from tests.core.fixtures import AnalysePython


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("import a", [("a", "a")]),
        ("import a.b.c", [("a.b.c", "a")]),
        ("import a.b as c", [("a.b", "c")]),
        ("import a, b.c", [("a", "a"), ("b.c", "b")]),
        ("from a import b", [("a.b", "b")]),
        ("from a.b import c as d, e", [("a.b.c", "d"), ("a.b.e", "e")]),
        ("from a import (\n    b,\n    c,\n)", [("a.b", "b"), ("a.c", "c")]),
        ("from a import *", [("a.*", "*")]),
        ("from . import a", [(".a", "a")]),
        ("from .a import b", [(".a.b", "b")]),
        ("from ...a.b import c", [("...a.b.c", "c")]),
        ("from .. import *", [("..*", "*")]),
        ("from __future__ import annotations", [("__future__.annotations", "annotations")]),
    ],
)
def test_every_form_of_import_gives_one_record_for_each_bound_name(
    python: AnalysePython, statement: str, expected: list[tuple[str, str]]
) -> None:
    found = python(f"{statement}\n").imports
    assert [(item.dotted, item.bound_name) for item in found] == expected
    assert [item.anchor for item in found] == [f"import-{dotted}" for dotted, _ in expected]


def _circumstances(item: Import) -> set[str]:
    return {
        name
        for name in ("type_checking", "optional", "deferred", "as_program")
        if getattr(item, name)
    }


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import a", set()),
        ("if TYPE_CHECKING:\n    import a", {"type_checking"}),
        ("if typing.TYPE_CHECKING:\n    import a", {"type_checking"}),
        ("if x:\n    pass\nelif TYPE_CHECKING:\n    import a", {"type_checking"}),
        ("if TYPE_CHECKING:\n    pass\nelse:\n    import a", set()),
        ("if not TYPE_CHECKING:\n    import a", set()),
        ("if x:\n    import a", set()),
        ("if not TYPE_CHECKING:\n    pass\nelse:\n    import a", {"type_checking"}),
        ("if not TYPE_CHECKING:\n    pass\nelif x:\n    import a", {"type_checking"}),
        ("if not x:\n    pass\nelse:\n    import a", set()),
        ("with suppress(ImportError):\n    import a", {"optional"}),
        ("with contextlib.suppress(OSError, ImportError):\n    import a", {"optional"}),
        ("with suppress(OSError):\n    import a", set()),
        ("with lock, suppress(ImportError):\n    import a", {"optional"}),
        ("with open(ImportError):\n    import a", set()),
        ("with x.y():\n    import a", set()),
        ("try:\n    import a\nexcept ImportError:\n    pass", {"optional"}),
        ("try:\n    import a\nexcept ModuleNotFoundError as e:\n    pass", {"optional"}),
        ("try:\n    import a\nexcept (OSError, ImportError):\n    pass", {"optional"}),
        ("try:\n    import a\nexcept Exception:\n    pass", {"optional"}),
        ("try:\n    import a\nexcept:\n    pass", {"optional"}),
        ("try:\n    x\nexcept ImportError:\n    import a", {"optional"}),
        ("try:\n    import a\nexcept ValueError:\n    pass", set()),
        ("try:\n    import a\nfinally:\n    pass", set()),
        ("try:\n    x\nexcept ValueError:\n    import a", set()),
        ("try:\n    x\nexcept ImportError:\n    pass\nelse:\n    import a", set()),
        ("try:\n    if x:\n        import a\nexcept ImportError:\n    pass", {"optional"}),
        ("def f():\n    import a", {"deferred"}),
        ("if __name__ == '__main__':\n    import a", {"as_program"}),
        ("if __name__ == '__main__':\n    pass\nelse:\n    import a", set()),
        ("if __name__ != '__main__':\n    import a", set()),
        ("async def f():\n    import a", {"deferred"}),
        ("class C:\n    def f(self):\n        import a", {"deferred"}),
        ("def f():\n    class C:\n        import a", {"deferred"}),
        ("class C:\n    import a", set()),
        ("with x:\n    import a", set()),
        ("match x:\n    case 1:\n        import a", set()),
        (
            "def f():\n    try:\n        import a\n    except ImportError:\n        raise",
            {"optional", "deferred"},
        ),
    ],
)
def test_circumstances_of_an_import_are_told(
    python: AnalysePython, source: str, expected: set[str]
) -> None:
    (found,) = python(f"{source}\n").imports
    assert found.module == "a"
    assert found.line == source[: source.index("import a")].count("\n") + 1
    assert _circumstances(found) == expected


def test_imports_stand_in_source_order(python: AnalysePython) -> None:
    found = python("def f():\n    import a\nimport b\nclass C:\n    import c\nimport d\n").imports
    assert [(item.module, item.line) for item in found] == [
        ("a", 2),
        ("b", 3),
        ("c", 5),
        ("d", 6),
    ]


def test_words_about_imports_are_no_imports(python: AnalysePython) -> None:
    source = '"""\nimport from here\nfrom there import it\n"""\n# import x\ny = "import z"\n'
    assert python(source).imports == ()
