"""The names in the heads of definitions on a page lead where they lead in the source."""

from __future__ import annotations

import pytest

from sphinx_kwindex.blocks.blocks import Definition, Definitions
from sphinx_kwindex.records.text import Text
from tests.core.fixtures import Planned
from tests.core.pages.looking import blocks_of, page_of

LIBRARY = "class Box:\n    class Lid: ...\n\n\ndef marked(f): return f\n"
HEAD = (
    "import abc\nimport numpy as np\nimport os.path\nfrom typing import Any\n"
    "from lib import Box, marked\nimport lib\n\n\n"
)


def _definitions(planned: Planned, source: str) -> dict[str, Definition]:
    plan = planned({"lib.py": LIBRARY, "m.py": HEAD + source})
    (block,) = blocks_of(page_of(plan, "m.py_docs"), Definitions)
    return {row.name: row for row in block.rows}


def _links(text: Text) -> list[tuple[str, str]]:
    return [
        (span.text, span.elsewhere or span.anchor) for span in text if span.anchor or span.elsewhere
    ]


@pytest.mark.parametrize(
    ("source", "links"),
    [
        ("def f(x: Box) -> Any: ...", [("Box", "Box"), ("Any", "typing.Any")]),
        ("def f(Box: Box = Box): ...", [("Box", "Box"), ("Box", "Box")]),
        ("def f(Box, *Any, marked=1): ...", []),
        ('def f(x: "Box") -> "lib.Box.Lid": ...', [("Box", "Box"), ("lib.Box.Lid", "Box.Lid")]),
        ("def f(\n    x: dict[str, np.ndarray],\n    *,\n    y=os.path.sep,\n): ...",
         [("np.ndarray", "numpy.ndarray"), ("os.path.sep", "os.path.sep")]),
        ("def f[Box](x: Box): ...", []),
        ("def f(x: 'no name', y=') Box: '): ...", []),
        ("def f(x: int = len(Box)):\n    def Any(): ...\n    y: marked", [("Box", "Box")]),
        ("class f(Box, abc.ABC, metaclass=abc.ABCMeta): ...",
         [("Box", "Box"), ("abc.ABC", "abc.ABC"), ("abc.ABCMeta", "abc.ABCMeta")]),
        ("class f(list[Box]): ...", [("Box", "Box")]),
        ("f: Box = Box()", [("Box", "Box"), ("Box", "Box")]),
    ],
)  # fmt: skip
def test_a_name_in_a_head_leads_to_what_it_means(
    planned: Planned, source: str, links: list[tuple[str, str]]
) -> None:
    assert _links(_definitions(planned, source)["f"].signature) == links


def test_decorators_lead_to_what_they_are(planned: Planned) -> None:
    source = "@marked\n@abc.abstractmethod\n@lib.marked(\n    Box\n)\n@unknown.name\ndef f(): ...\n"

    decorators = _definitions(planned, source)["f"].decorators

    assert [_links(decorator) for decorator in decorators] == [
        [("marked", "marked")],
        [("abc.abstractmethod", "abc.abstractmethod")],
        [("lib.marked", "marked"), ("Box", "Box")],
        [],
    ]


def test_a_name_with_two_meanings_in_one_head_is_no_link(planned: Planned) -> None:
    source = "class A:\n    Box = int\n\n    def f(self, x: Box) -> Box: ...\n"

    assert ("Box", "Box") not in _links(_definitions(planned, source)["f"].signature)


def test_the_source_alone_decides_what_a_name_in_a_class_means(planned: Planned) -> None:
    source = "class A:\n    class Box: ...\n\n    def f(self, x: Box): ...\n"

    assert _links(_definitions(planned, source)["f"].signature) == [("Box", "A.Box")]


def test_types_in_a_docstring_lead_where_those_of_the_head_lead(planned: Planned) -> None:
    source = (
        'def f(x: Box, y: np.ndarray):\n    """Do it.\n\n    Parameters\n    ----------\n'
        '    x : Box\n        One.\n    y : np.ndarray\n        Two.\n    """\n'
    )

    plan = planned({"lib.py": LIBRARY, "m.py": HEAD + source})
    page = page_of(plan, "m.py_docs")

    (block,) = blocks_of(page, Definitions)
    assert "numpy.ndarray" in repr(block.rows[-1].passages)
