"""Folders with one page, and folders without: references to them, and what happens as they grow."""

from __future__ import annotations

from tests.sphinx.building import MakeRepository

GUIDE = """\
Guide
=====

:doc:`/kwindex/tests/sub`, :doc:`about </kwindex/tests/doc>`, :doc:`/kwindex/src/index`, and
:kw:folder:`src`.

.. kw:keywords::
   :path: tests
"""


def test_references_to_joined_pages_lead_to_their_place_and_follow_when_the_folder_grows(
    make_repository: MakeRepository,
) -> None:
    repository = make_repository()
    repository.write({"docs/guide.rst": GUIDE})

    small = repository.build()

    assert small.warnings == ""
    guide = small.output("guide.html")
    assert 'href="kwindex/tests/index.html#keyword-index"><span class="doc">tests/<' in guide
    assert 'href="kwindex/tests/index.html#folder-documentation"' in guide
    assert guide.count('href="kwindex/src/demo/index.html#folder-index"') == 2
    assert "test_run" in guide
    page = small.output("kwindex/tests/index.html")
    for anchor in ("folder-index", "folder-documentation", "keyword-index"):
        assert f'id="{anchor}"' in page

    repository.write({"tests/test_more.py": "def test_more(): ...\n"})
    grown = repository.build()

    assert grown.warnings == ""
    guide = grown.output("guide.html")
    assert 'href="kwindex/tests/sub.html"' in guide
    assert "test_more" in guide
    assert grown.snapshot() == repository.clean_build().snapshot()

    (repository.root / "tests/test_more.py").unlink()
    shrunk = repository.build()

    assert shrunk.warnings == ""
    assert shrunk.snapshot() == small.snapshot() == repository.clean_build().snapshot()


def test_directive_shows_the_keywords_below_a_folder_far_down(
    make_repository: MakeRepository,
) -> None:
    files = {f"{'d/' * depth}m.py": f"x{depth} = 1\n" for depth in range(1, 31)}
    shown = f".. kw:keywords::\n   :path: {'/'.join(['d'] * 27)}\n"
    files |= {"pyproject.toml": "", "docs/index.rst": f"Demo\n====\n\n{shown}"}
    repository = make_repository(files)
    repository.configure('kwindex_exclude = ["docs/"]\n')

    result = repository.build()

    assert result.warnings == ""
    page = result.output("index.html")
    assert [depth for depth in range(1, 31) if f">x{depth}<" in page] == [27, 28, 29, 30]
