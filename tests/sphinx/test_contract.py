"""The private parts of Sphinx that virtual documents rest on; run on every supported version."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

from sphinx_kwindex.sphinx_ext.reading.virtual_project import VirtualProject
from tests.sphinx.building import Built, Repository

CHECKOUT = Path(__file__).parent.parent.parent
DOCNAME = "kwindex/src/demo/core.py_docs"


def test_a_generated_document_has_a_staged_path_outside_the_source_directory(
    repository: Repository,
) -> None:
    env = repository.build().app.env

    path = env.doc2path(DOCNAME)

    assert path.is_file()
    assert path.is_relative_to(repository.root / "docs")
    assert repository.work in path.resolve().parents
    assert env.path2doc(path) == DOCNAME


def test_a_generated_document_has_a_relative_name_without_a_machine_in_it(
    built: Built,
) -> None:
    env = built().app.env

    assert str(env.doc2path(DOCNAME, base=False)) == f"{DOCNAME}.kwmd"


def test_documents_of_the_user_are_found_as_before(repository: Repository) -> None:
    env = repository.build().app.env

    assert env.doc2path("guide") == repository.root / "docs" / "guide.rst"
    assert env.path2doc("guide.rst") == "guide"


def test_the_environment_holds_no_analysis(built: Built) -> None:
    app = built().app

    assert isinstance(app.env.project, VirtualProject)
    restored = pickle.loads(pickle.dumps(app.env.project))
    assert not restored.is_staged(DOCNAME)
    assert not [name for name in vars(app.env) if "kwindex" in name]


def test_the_search_index_names_no_path_of_the_machine(repository: Repository) -> None:
    result = repository.build()

    assert str(repository.work) not in result.output("searchindex.js")


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
