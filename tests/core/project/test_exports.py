"""Lists of other modules in ``__all__``."""

from __future__ import annotations

import pytest

from sphinx_kwindex.blocks.blocks import Paragraph
from tests.core.fixtures import Link, Planned

OTHERS = {
    "pk/a.py": "__all__ = ['one', 'two']\none = two = 1\n",
    "pk/b.py": "from . import a\n__all__ = ['three', *a.__all__]\nthree = 1\n",
    "pk/open.py": "__all__ = ['four'] + names()\nfour = 1\n",
    "pk/loop.py": "from . import loop\n__all__ = ['five']\n__all__ += loop.__all__\n",
}


@pytest.mark.parametrize(
    ("source", "names", "left"),
    [
        ("from . import a\n__all__ = ['x']\n__all__ += a.__all__", ("x", "one", "two"), ()),
        ("from . import a\n__all__ = ['x']\n__all__.extend(a.__all__)", ("x", "one", "two"), ()),
        ("from . import a\n__all__ = [*a.__all__, 'x']", ("x", "one", "two"), ()),
        ("from . import a, b\n__all__ = a.__all__ + b.__all__", ("one", "two", "three"), ()),
        ("from . import a\n__all__ = list(a.__all__)", ("one", "two"), ()),
        ("import pk.a\n__all__ = ('x',) + pk.a.__all__", ("x", "one", "two"), ()),
        ("from pk import a as c\n__all__ = ['x', *c.__all__]", ("x", "one", "two"), ()),
        ("from .a import __all__ as c\n__all__ = ['x']\n__all__ += c", ("x", "one", "two"), ()),
        ("from . import open\n__all__ = ['x', *open.__all__]", ("x",), ("open.__all__",)),
        ("import other\n__all__ = ['x', *other.__all__]", ("x",), ("other.__all__",)),
        ("import other\n__all__ = other.__all__", None, ("other.__all__",)),
        ("__all__ = ['x'] + [n for n in dir()]", ("x",), ("",)),
        ("__all__ = ['x']\n__all__.append(name)", ("x",), ("name",)),
        ("__all__ = ['x']", ("x",), ()),
    ],
)
def test_lists_of_other_modules_are_followed(
    project: Link, source: str, names: tuple[str, ...] | None, left: object
) -> None:
    linked = project({**OTHERS, "pk/__init__.py": f"{source}\n"})
    analysis = linked.files["pk/__init__.py"].analysis
    assert (analysis.exports, analysis.export_lists) == (names, left)
    assert linked.files["pk/loop.py"].analysis.exports == ("five",)


def test_page_says_what_all_lists_and_whether_there_is_more(planned: Planned) -> None:
    source = "from . import a\n__all__ = ['x']\n__all__ += a.__all__\nx = 1\n"
    for more in ("", "__all__ += names()\n"):
        pages = planned({**OTHERS, "pk/__init__.py": source + more}).pages()
        page = next(page for page in pages if page.docname == "kwindex/pk/__init__.py_docs")
        said = [
            "".join(span.text for span in block.text)
            for block in page.blocks
            if isinstance(block, Paragraph)
        ]
        tail = ", and more that are computed." if more else "."
        assert f"__all__ lists x, one, two{tail}" in said
