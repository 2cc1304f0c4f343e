"""Links from generated pages to what hand-written pages and other projects document."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from tests.sphinx.building import WITH_DOCUMENTS, Repository

CORE = "kwindex/src/demo/core.py_docs.html"
EXTRA = "kwindex/src/demo/extra.py_docs.html"


def write_inventory(path: Path, *lines: str) -> None:
    head = b"# Sphinx inventory version 2\n# Project: Lib\n# Version: 2.1\n"
    note = b"# The remainder of this file is compressed using zlib.\n"
    path.write_bytes(head + note + zlib.compress("".join(f"{line}\n" for line in lines).encode()))


@pytest.fixture
def mapped(repository: Repository) -> Repository:
    """Return a repository that imports a library whose inventory it knows."""
    inventory = repository.work / "objects.inv"
    write_inventory(
        inventory,
        "lib py:module 0 lib.html#module-$ -",
        "lib.load py:function 1 lib.html#$ -",
    )
    repository.write(
        {"src/demo/extra.py": "import lib\nfrom lib import load, dump\nfrom lib import *\n"}
    )
    repository.configure(
        'extensions.append("sphinx.ext.intersphinx")\n'
        f'intersphinx_mapping = {{"lib": ("https://lib.example/", {str(inventory)!r})}}\n'
    )
    return repository


def test_an_import_leads_to_the_documentation_of_its_project(mapped: Repository) -> None:
    result = mapped.build(nitpicky=True)

    assert result.warnings == ""
    page = result.output(EXTRA)
    assert 'class="reference external" href="https://lib.example/lib.html#lib.load"' in page
    overview, _, source = page.partition('<div class="kwindex-source')
    assert overview.count('href="https://lib.example/lib.html#module-lib"') == 2
    assert source.count('href="https://lib.example/lib.html#module-lib"') == 3
    assert 'href="https://lib.example/lib.html#lib.load" title="lib.load">load</a>' in source
    assert "lib.dump</code></a>" not in page


def test_an_import_of_an_unknown_project_is_plain_text(repository: Repository) -> None:
    repository.write({"src/demo/extra.py": "import lib\n"})

    result = repository.build(nitpicky=True)

    assert result.warnings == ""
    assert "lib</code> (not in this repository)</td>" in result.output(EXTRA)


@pytest.mark.parametrize("builder", ["latex", "text", "singlehtml", "epub"])
def test_other_builders_know_the_projects_too(mapped: Repository, builder: str) -> None:
    overrides = {"copyright": "2026", "version": "1"} if builder == "epub" else {}

    result = mapped.build(builder, nitpicky=True, options=overrides)

    assert result.warnings == ""
    if builder != "text":
        texts = [
            path.read_text(encoding="utf-8")
            for path in result.outdir.rglob("*")
            if path.suffix in (".tex", ".html", ".xhtml")
        ]
        assert any("https://lib.example/lib.html" in text for text in texts)


def test_pages_follow_an_inventory_that_changed(mapped: Repository) -> None:
    mapped.build()
    write_inventory(mapped.work / "objects.inv", "lib.load py:function 1 moved.html#$ -")

    result = mapped.build(intersphinx_cache_limit=-1)

    assert result.read == frozenset()
    assert result.output(EXTRA).count("https://lib.example/moved.html#lib.load") == 2
    assert "module-lib" not in result.output(EXTRA)


def test_a_definition_leads_to_the_page_that_the_user_wrote_of_it(repository: Repository) -> None:
    repository.write(
        {
            "docs/guide.rst": "Guide\n=====\n\n.. py:module:: demo.core\n\n"
            ".. py:class:: Engine\n\n   .. py:method:: run\n"
        }
    )

    result = repository.build(nitpicky=True)

    assert result.warnings == ""
    page = result.output(CORE)
    for anchor in ("demo.core.Engine", "demo.core.Engine.run", "module-demo.core"):
        assert f'href="../../../guide.html#{anchor}"' in page
    assert "LIMIT" in page
    assert "guide.html#demo.core.LIMIT" not in page


def test_a_definition_is_found_under_the_name_that_its_package_offers(
    repository: Repository,
) -> None:
    repository.write({"docs/guide.rst": "Guide\n=====\n\n.. py:class:: demo.Engine\n"})

    result = repository.build(nitpicky=True)

    assert 'href="../../../guide.html#demo.Engine"' in result.output(CORE)


def test_generated_pages_follow_what_the_user_describes(repository: Repository) -> None:
    repository.build()
    described = {"docs/guide.rst": "Guide\n=====\n\n.. py:class:: demo.core.Engine\n"}
    repository.write(described)

    result = repository.build()

    assert "kwindex/src/demo/core.py_docs" not in result.read
    assert "guide.html#demo.core.Engine" in result.output(CORE)
    repository.write({"docs/guide.rst": "Guide\n=====\n\nNothing.\n"})
    result = repository.build()
    assert "guide.html#demo.core.Engine" not in result.output(CORE)
    assert result.snapshot("*.html") == repository.clean_build().snapshot("*.html")


def test_link_to_a_file_that_is_a_document_of_the_site_leads_to_both(
    repository: Repository,
) -> None:
    repository.write(
        {
            "README.md": "# Demo\n\nThe [guide](docs/guide.rst) and [code](src/demo/core.py).\n",
            "docs/guide.rst": "Guide\n=====\n\nWords.\n",
        }
    )
    repository.configure(WITH_DOCUMENTS)

    result = repository.build(nitpicky=True)

    page = result.output("kwindex/README.md_docs.html")
    assert result.warnings == ""
    assert 'href="../guide.html">document</a>' in page
    assert 'href="docs/guide.rst_docs.html"' in page
    # A file that is no document has no such link, and nothing in its place.
    assert page.count(">document</a>") == 1
    assert " document<" not in page


def test_page_is_written_again_when_a_file_becomes_a_document(repository: Repository) -> None:
    repository.write({"README.md": "# Demo\n\nRead the [plan](docs/plan.rst) now.\n"})
    repository.write({"docs/plan.rst": ":orphan:\n\nPlan\n====\n"})
    repository.configure(f'{WITH_DOCUMENTS}exclude_patterns = ["plan.rst"]\n')
    before = repository.build()
    assert ">document</a>" not in before.output("kwindex/README.md_docs.html")
    repository.configure(f"{WITH_DOCUMENTS}exclude_patterns = []\n")

    result = repository.build()

    assert 'href="../plan.html">document</a>' in result.output("kwindex/README.md_docs.html")
