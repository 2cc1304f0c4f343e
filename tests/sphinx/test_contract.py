"""The private parts of Sphinx that virtual documents rest on; run on every supported version."""

from __future__ import annotations

import pickle
import subprocess
import sys
from inspect import signature
from pathlib import Path

import pytest
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils import base
from myst_parser.parsers.mdit import create_md_parser
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.search import IndexBuilder

from sphinx_kwindex.sphinx_ext.reading.renderer import PageRenderer
from sphinx_kwindex.sphinx_ext.reading.virtual_project import VirtualProject
from tests.sphinx.building import Built, Repository

CHECKOUT = Path(__file__).parent.parent.parent
DOCNAME = "kwindex/src/demo/core.py_docs"


def test_a_generated_document_has_a_staged_path_outside_the_source_directory(
    built: Built,
) -> None:
    env = built().app.env

    path = env.doc2path(DOCNAME)

    assert path.is_file()
    assert path.is_relative_to(env.srcdir)
    assert env.doctreedir.resolve() in path.resolve().parents
    assert env.path2doc(path) == DOCNAME


def test_a_generated_document_has_a_relative_name_without_a_machine_in_it(
    built: Built,
) -> None:
    env = built().app.env

    assert str(env.doc2path(DOCNAME, base=False)) == f"{DOCNAME}.kwmd"


def test_a_page_is_rendered_without_another_document(monkeypatch: pytest.MonkeyPatch) -> None:
    document = new_document("page", get_default_settings(Parser))
    renderer = PageRenderer(create_md_parser(MdParserConfig(), PageRenderer))
    options = {"document": document, "myst_config": MdParserConfig()}
    monkeypatch.setattr(base, "get_default_settings", lambda *_: pytest.fail("makes another"))

    renderer.setup_render(options, {})

    assert renderer.document is document
    with pytest.raises(pytest.fail.Exception):
        base.make_document()


def test_documents_of_the_user_are_found_as_before(built: Built) -> None:
    env = built().app.env

    assert env.doc2path("guide") == env.srcdir / "guide.rst"
    assert env.path2doc("guide.rst") == "guide"


def test_the_environment_holds_no_analysis(built: Built) -> None:
    app = built().app

    assert isinstance(app.env.project, VirtualProject)
    restored = pickle.loads(pickle.dumps(app.env.project))
    assert not restored.is_staged(DOCNAME)
    assert not [name for name in vars(app.env) if "kwindex" in name]


def test_the_search_index_names_no_path_of_the_machine(built: Built) -> None:
    result = built()

    index = result.output("searchindex.js")
    assert DOCNAME in index
    assert not [part for part in (result.outdir, *result.outdir.parents[:3]) if str(part) in index]


def test_the_extension_declares_that_it_may_run_in_parallel(built: Built) -> None:
    extension = built().app.extensions["sphinx_kwindex"]

    assert extension.parallel_read_safe
    assert extension.parallel_write_safe


def test_wrong_option_is_one_line_of_the_command_without_the_frame_for_bugs(
    repository: Repository,
) -> None:
    repository.configure("kwindex_private = 1\n")
    command = [sys.executable, "-m", "sphinx", "-Q", "-T"]

    done = subprocess.run(
        [*command, str(repository.root / "docs"), str(repository.work / "html")],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == (
        "Configuration error: kwindex_private is 1, but should be True or False\n"
    )
    assert done.returncode == 2


def test_the_builder_of_a_site_makes_search_index_and_inventory_in_methods_of_these_names() -> None:
    for name, parameters in (
        ("load_indexer", ["self", "docnames"]),
        ("dump_search_index", ["self"]),
        ("dump_inventory", ["self"]),
    ):
        assert list(signature(getattr(StandaloneHTMLBuilder, name)).parameters) == parameters
    assert list(signature(IndexBuilder.feed).parameters) == [
        "self", "docname", "filename", "title", "doctree",
    ]  # fmt: skip
    assert list(signature(IndexBuilder.prune).parameters) == ["self", "docnames"]


def test_a_builder_writes_pages_by_several_processes_in_a_method_of_this_name() -> None:
    parameters = signature(Builder._write_parallel).parameters
    assert list(parameters) == ["self", "docnames", "nproc"]


def test_sphinx_makes_the_search_index_and_loads_it_before_it_is_told_of_any_page(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def noting(owner: type, name: str) -> None:
        original = getattr(owner, name)

        def noted(*arguments: object) -> object:
            calls.append(name)
            return original(*arguments)

        monkeypatch.setattr(owner, name, noted)

    for name in ("__init__", "feed"):
        noting(IndexBuilder, name)
    for name in ("prepare_writing", "load_indexer", "copy_assets", "dump_search_index"):
        noting(StandaloneHTMLBuilder, name)
    result = repository.build("html", options={"extensions": []})

    fed = [name for name in calls if name == "feed"]
    assert [name for name in calls if name != "feed"] == [
        "prepare_writing", "__init__", "load_indexer", "copy_assets", "dump_search_index",
    ]  # fmt: skip
    assert calls.index("feed") > calls.index("copy_assets")
    assert len(fed) == len(result.app.env.found_docs)
