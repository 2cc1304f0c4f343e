"""Every link of the generated pages leads somewhere."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from benchmarks.dead_links import check
from tests.sphinx.building import BuildExample, MakeRepository

HOSTILE_NAMES: Mapping[str, str] = {
    "Original Source": "Named like a section.\n",
    "File Metadata/Files": "So is its folder.\n",
    "pyproject.toml": '[project]\nname = "demo <b>|`*"\n',
    "docs/conf.py": 'extensions = ["sphinx_kwindex"]\nhtml_theme = "alabaster"\n',
    "docs/index.rst": "Demo\n====\n\nWords.\n",
    "doc/index.py": "A = 1\n",
    "doc/doc/sub.py": "class Sub: pass\n",
    "index/index": "text\n",
    "sub/sub/keywords.py": "def keywords(): pass\n",
    "keywords/index.py": "def f(): pass\n",
    "a b/c#d%e?.py": "def spaced(): pass\n",
    "a b/quo'te\".py": "def quoted(): pass\n",
    "-dash/-x.py": "def dashed(): pass\n",
    "Case.py": "def upper(): pass\n",
    "case.py": "def lower(): pass\n",
    "umlaut_ä/日本.py": "def höhe(): pass\n",
    "mod.py_docs/index.py": "B = 2\n",
    "mod.py": "import case\nfrom doc import index\n",
    "x" * 200 + ".py": "def long(): pass\n",
}


class Page(HTMLParser):
    """The links and anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.anchors.append(str(values["id"]))
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))


def broken_links(outdir: Path) -> list[str]:
    """Return each link of the HTML files below ``outdir`` that leads to no file or anchor."""
    return list(check(outdir).dead)


def repeated_anchors(outdir: Path) -> list[str]:
    """Return each anchor that a page defines twice."""
    return [
        f"{path.relative_to(outdir)}: {anchor}"
        for path in outdir.rglob("*.html")
        for anchors in [Page(path.read_text(encoding="utf-8")).anchors]
        for anchor in {anchor for anchor in anchors if anchors.count(anchor) > 1}
    ]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_no_link_of_the_example_is_broken(example: BuildExample, builder: str) -> None:
    result = example(builder)

    assert result.warnings == ""
    assert broken_links(result.outdir.resolve()) == []
    assert repeated_anchors(result.outdir) == []


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_strange_names_of_files_and_folders_have_pages_with_working_links(
    make_repository: MakeRepository, builder: str
) -> None:
    repository = make_repository(HOSTILE_NAMES)

    result = repository.build(builder)

    assert result.warnings == ""
    assert broken_links(result.outdir.resolve()) == []
    for name in ("upper", "lower", "spaced", "quoted", "dashed", "höhe", "long", "Sub"):
        anchors = [
            path
            for path in result.outdir.rglob("*.html")
            if f'id="{name}"' in path.read_text(encoding="utf-8")
        ]
        assert len(anchors) == 1, name
