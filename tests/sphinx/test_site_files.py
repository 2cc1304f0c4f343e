"""The search index and the inventory of a site: when they are made again, and when not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.search import IndexBuilder

from sphinx_kwindex.sphinx_ext.finder.site_finder import (
    FINDER_SCRIPT,
    FINDER_STYLE,
    copy_finder_script,
)
from sphinx_kwindex.sphinx_ext.finishing.site_files import site_files
from sphinx_kwindex.sphinx_ext.themes.page_context import ASSETS
from tests.sphinx.building import SMALL_TREE, Repository, Result

INDEX, INVENTORY = "searchindex.js", "objects.inv"
CORE = str(SMALL_TREE["src/demo/core.py"])


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets an item for each search index that is loaded."""
    found: list[str] = []
    load = IndexBuilder.load

    def counting(self: IndexBuilder, stream: object, kind: object) -> None:
        found.append("loaded")
        load(self, stream, kind)  # type: ignore[arg-type]

    monkeypatch.setattr(IndexBuilder, "load", counting)
    return found


def times(result: Result, *names: str) -> list[int]:
    return [(result.outdir / name).stat().st_mtime_ns for name in names]


def assert_as_clean(repository: Repository, result: Result) -> None:
    clean = repository.clean_build()
    for name in (INDEX, INVENTORY):
        assert result.snapshot(name) == clean.snapshot(name)
    assert result.warnings == ""


@pytest.mark.parametrize(
    ("builder", "index"),
    [("html", INDEX), ("dirhtml", INDEX), ("json", "searchindex.json")],
)
@pytest.mark.filterwarnings("ignore:.sphinxcontrib.serializinghtml")
def test_nothing_is_made_again_when_nothing_changed(
    repository: Repository, loads: list[str], builder: str, index: str
) -> None:
    before = times(repository.build(builder), index, INVENTORY)
    loads.clear()

    after = repository.build(builder)

    assert times(after, index, INVENTORY) == before
    assert loads == []
    assert "demo.core" in after.output(index)


def test_an_edit_that_the_search_is_not_told_of_leaves_both_alone(
    repository: Repository, loads: list[str]
) -> None:
    before = times(repository.build(), INDEX, INVENTORY)
    repository.write({"src/demo/core.py": CORE.replace("Runs things.", "Does things.")})
    loads.clear()

    after = repository.build()

    assert "Does things." in after.output("kwindex/src/demo/core.py_docs.html")
    assert times(after, INDEX, INVENTORY) == before
    assert loads == []
    assert_as_clean(repository, after)


def test_an_edit_that_names_nothing_new_leaves_the_inventory_alone(
    repository: Repository,
) -> None:
    repository.build()
    repository.write({"src/demo/core.py": f'"""Winds a clock."""\n{CORE}'})
    before = times(repository.build(), INDEX, INVENTORY)
    repository.write({"src/demo/core.py": f'"""Winds a watch."""\n{CORE}'})

    after = repository.build()

    assert times(after, INVENTORY) == before[1:]
    assert times(after, INDEX) != before[:1]
    settled = times(repository.build(), INDEX)
    assert settled == times(after, INDEX)
    assert_as_clean(repository, after)


def test_a_new_definition_is_in_both(repository: Repository) -> None:
    repository.build()
    repository.write({"src/demo/core.py": f"{CORE}\n\ndef hoist(): ...\n"})

    after = repository.build()

    assert "hoist" in after.output(INDEX)
    assert_as_clean(repository, after)


def test_a_page_of_the_user_is_in_both_after_an_edit(repository: Repository) -> None:
    repository.build()
    page = "Guide\n=====\n\n.. py:class:: demo.core.Engine\n\n   The tide.\n"
    repository.write({"docs/guide.rst": page})

    after = repository.build()

    assert '"tide":' in after.output(INDEX)
    assert_as_clean(repository, after)


def test_a_page_that_is_gone_is_in_neither(repository: Repository) -> None:
    repository.build()
    (repository.root / "src/demo/extra.py").unlink()

    after = repository.build()

    assert "extra.py" not in after.output(INDEX)
    assert_as_clean(repository, after)


def spoil(path: Path) -> None:
    path.write_text("nothing that can be loaded", encoding="utf-8")


def shorten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


@pytest.mark.parametrize("name", [INDEX, INVENTORY])
@pytest.mark.parametrize("harm", [Path.unlink, spoil, shorten])
def test_what_is_gone_or_spoilt_is_made_again(
    repository: Repository, name: str, harm: Callable[[Path], None]
) -> None:
    first = repository.build()
    harm(first.outdir / name)

    after = repository.build()

    assert after.read == frozenset()
    assert_as_clean(repository, after)


def test_what_was_touched_is_made_again(repository: Repository) -> None:
    first = repository.build()
    for name in (INDEX, INVENTORY):
        (first.outdir / name).touch()
    touched = times(first, INDEX, INVENTORY)

    after = times(repository.build(), INDEX, INVENTORY)

    assert all(new > old for new, old in zip(after, touched, strict=True))


def test_another_extension_may_add_pages_to_the_search_in_any_build(
    repository: Repository,
) -> None:
    repository.configure(
        "from docutils import nodes\nfrom sphinx.util.docutils import new_document\n"
        "def feed(app):\n"
        "    page = new_document('')\n"
        "    page += nodes.paragraph('', 'flotsam')\n"
        "    app.builder.indexer.feed('guide', 'guide.rst', 'Guide', page)\n"
        "    return []\n"
        "def setup(app):\n    app.connect('html-collect-pages', feed)\n"
    )
    repository.build()

    index = repository.build().output(INDEX)

    assert '"flotsam":' in index
    assert '"engin":' in index


def test_a_builder_with_methods_of_its_own_keeps_them(repository: Repository) -> None:
    app = repository.build().app

    class Own(StandaloneHTMLBuilder):
        def dump_search_index(self) -> None:
            """Write no index."""

    assert site_files(app, Own(app, app.env), repository.work / "record") is None


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex"])
def test_books_have_no_search_to_keep(repository: Repository, builder: str) -> None:
    app = repository.build(builder, copyright="us", version="1").app

    assert site_files(app, app.builder, repository.work / "record") is None


def test_objects_that_a_domain_of_an_extension_finds_elsewhere_are_not_overlooked(
    repository: Repository,
) -> None:
    tide = repository.work / "tide"
    tide.write_text("neap", encoding="utf-8")
    repository.configure(
        "from pathlib import Path\nfrom sphinx.domains import Domain\n"
        "class Tides(Domain):\n"
        "    name = label = 'tides'\n"
        "    def get_objects(self):\n"
        f"        name = Path({str(tide)!r}).read_text()\n"
        "        yield name, name, 'tide', 'guide', 'x', 1\n"
        "def setup(app):\n    app.add_domain(Tides)\n"
    )
    repository.build()
    tide.write_text("spring", encoding="utf-8")

    after = repository.build()

    assert after.read == frozenset()
    assert "spring" in after.output(INDEX)
    assert_as_clean(repository, after)


def test_script_and_style_of_the_finder_are_small(tmp_path: Path) -> None:
    copy_finder_script(ASSETS, tmp_path)
    parts = (tmp_path / FINDER_SCRIPT, ASSETS / FINDER_STYLE)
    assert sum(path.stat().st_size for path in parts) < 45_000
