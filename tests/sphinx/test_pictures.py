"""Pictures of the imports inside a folder, with Graphviz, with something else, and without."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import Protocol

import pytest

from tests.sphinx.building import Repository

PAGE = "kwindex/src/demo/doc.html"
FIGURE = '<figure class="kwindex-graph">'
DRAWS = """#!{python} -IS
import re, sys
open({log!r}, "a").write("drawn\\n")
text = sys.stdin.read()
names = re.findall(r"^n(\\d+) \\[", text, re.M)
if "-Tpdf" in sys.argv:
    print("%PDF {version} /CreationDate (D:20240102030405Z)" + text)
else:
    nodes = "".join(f'<g id="x" class="node"><title>n{{n}}</title><text/></g>' for n in names)
    print(f'<svg width="9pt"><g id="{version}"/><desc>{version}</desc>{{nodes}}</svg>')
"""
BROKEN = {
    "fails": "#!/bin/sh\nexit 1\n",
    "writes nothing": "#!/bin/sh\nexit 0\n",
    "writes something else": "#!/bin/sh\necho '<svg>not this</svg>'\n",
    "is no program": "no program\n",
    "hangs": "#!/bin/sh\nsleep 60\n",
}


class Install(Protocol):
    """Puts a program where programs are looked for, and returns its log."""

    def __call__(self, text: str = DRAWS, version: str = "1", name: str = "dot") -> Path: ...


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put a program of the name ``dot`` where programs are looked for, and return its log."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    def put(text: str = DRAWS, version: str = "1", name: str = "dot") -> Path:
        log = tmp_path / "drawn.log"
        log.write_text("")
        program = folder / name
        if text == DRAWS:
            text = text.format(python=sys.executable, log=str(log), version=version)
        program.write_text(text)
        program.chmod(0o755)
        return log

    return put


@pytest.fixture
def no_graphviz(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make sure that no program is found."""
    monkeypatch.setenv("PATH", str(tmp_path))


def _links(page: str) -> list[str]:
    figure = page[page.index(FIGURE) : page.index("</figure>")]
    return re.findall(r' href="([^"]*)"', figure)


def test_nodes_lead_to_the_pages_of_files_and_folders(
    repository: Repository, install: Install
) -> None:
    install()
    repository.write({"src/demo/sub/a.py": "from demo import extra\n"})
    result = repository.build()
    assert result.warnings == ""
    assert _links(result.output(PAGE)) == [
        "sub/index.html",
        "__init__.py_docs.html",
        "extra.py_docs.html",
        "core.py_docs.html",
    ]
    assert "Imports between 4 parts of src/demo" in result.output(PAGE)


@pytest.mark.parametrize(
    ("builder", "output", "link"),
    [
        ("dirhtml", "kwindex/src/demo/doc/index.html", "../core.py_docs/"),
        ("singlehtml", "index.html", "#document-kwindex/src/demo/core.py_docs"),
    ],
)
def test_links_are_those_of_the_builder(
    repository: Repository, install: Install, builder: str, output: str, link: str
) -> None:
    install()
    result = repository.build(builder)
    assert result.warnings == ""
    assert link in _links(result.output(output))


def test_without_graphviz_there_is_the_table_alone(
    repository: Repository, no_graphviz: None
) -> None:
    result = repository.build()
    assert result.warnings == ""
    assert FIGURE not in result.output(PAGE)
    assert 'id="folder-imports"' in result.output(PAGE)
    assert "An arrow leads" not in result.output(PAGE)


@pytest.mark.parametrize("how", BROKEN)
def test_a_graphviz_that_fails_is_one_warning(
    repository: Repository, install: Install, how: str
) -> None:
    install(BROKEN[how])
    result = repository.build(kwindex_tool_timeout=1)
    (warning,) = result.warnings.splitlines()
    assert "no pictures of imports: Graphviz fails: it " in warning
    assert warning.endswith("(kwindex_pictures) [kwindex.pictures_unavailable]")
    assert FIGURE not in result.output(PAGE)


def test_a_graphviz_that_hangs_at_pictures_is_asked_once_and_is_one_warning(
    repository: Repository, install: Install
) -> None:
    log = install()
    script = log.parent / "bin" / "dot"
    hangs = 'import time; "src/demo" in text or len(names) > 2 and time.sleep(60)\n'
    lines = script.read_text().replace("names = re", "NAMES = re").replace("in names", "in NAMES")
    script.write_text(lines.replace('if "-Tpdf"', f'names = NAMES; {hangs}if "-Tpdf"'))
    result = repository.build(kwindex_tool_timeout=1)
    (warning,) = result.warnings.splitlines()
    assert "it took more than 1 seconds" in warning
    # The trial and one of two pictures; a machine with much to do may not come as far.
    assert log.read_text().count("drawn") <= 2
    assert FIGURE not in result.output(PAGE)
    script.write_text(lines)
    assert FIGURE in repository.build().output(PAGE)


@pytest.mark.parametrize("builder", ["text", "man", "epub", "gettext", "texinfo", "xml"])
def test_other_formats_have_the_table_alone(
    repository: Repository, install: Install, builder: str
) -> None:
    log = install()
    result = repository.build(builder)
    assert "kwindex" not in result.warnings
    assert log.read_text() == ""


def test_latex_includes_a_picture_that_does_not_tell_when_it_was_made(
    repository: Repository, install: Install
) -> None:
    install()
    result = repository.build("latex")
    assert result.warnings == ""
    # On the front page, and on the page about the folder.
    name, _ = re.findall(
        r"\\sphinxincludegraphics\[[^]]*\]\{(kwindex-\w+\.pdf)\}", result.output("demo.tex")
    )
    assert "core.py" in result.output(name)
    assert "20240102" not in result.output(name)


def test_a_picture_is_drawn_again_only_if_it_changed(
    repository: Repository, install: Install
) -> None:
    log = install()
    repository.build()
    first = log.read_text().count("drawn")
    repository.write({"src/demo/core.py": '"""Another core."""\n\n\nclass Engine: ...\n'})
    repository.build()
    again = log.read_text().count("drawn")
    repository.write({"src/demo/extra.py": "from . import core\nimport demo\n"})
    result = repository.build()
    assert result.snapshot() == repository.clean_build().snapshot()
    # One to see whether it can draw, two for the only folder with enough parts and the front page.
    assert (first, again) == (3, 4)


def test_pages_get_their_pictures_when_graphviz_is_installed_and_lose_them_again(
    repository: Repository, install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = install()
    path = str(log.parent)
    with monkeypatch.context() as without:
        without.setenv("PATH", path)
        assert FIGURE not in repository.build().output(PAGE)
    assert FIGURE in repository.build().output(PAGE)
    install(version="2")
    changed = repository.build()
    assert "<desc>2</desc>" in changed.output(PAGE)
    assert changed.snapshot() == repository.clean_build().snapshot()
    with monkeypatch.context() as without:
        without.setenv("PATH", path)
        assert FIGURE not in repository.build().output(PAGE)


def test_processes_that_write_in_parallel_draw_the_same(
    repository: Repository, install: Install
) -> None:
    install()
    parallel = repository.build(jobs=2)
    assert parallel.warnings == ""
    pages = parallel.snapshot("*.html")
    assert [name for name in pages if FIGURE in parallel.output(name)] == [
        "kwindex/index.html",
        PAGE,
    ]
    assert pages == repository.clean_build().snapshot("*.html")


def test_pictures_can_be_turned_off(repository: Repository, install: Install) -> None:
    log = install()
    assert FIGURE in repository.build().output(PAGE)
    log.write_text("")
    result = repository.build(kwindex_pictures=False)
    assert FIGURE not in result.output(PAGE)
    assert log.read_text() == ""


def test_program_and_arguments_are_those_of_the_extension_for_graphviz(
    repository: Repository, install: Install
) -> None:
    install(name="draw")
    repository.configure(
        'extensions += ["sphinx.ext.graphviz"]\ngraphviz_dot = "draw"\n'
        'graphviz_dot_args = ["-Nfontsize=9"]\n'
    )
    assert FIGURE in repository.build().output(PAGE)
    repository.configure('extensions += ["sphinx.ext.graphviz"]\ngraphviz_dot = "nowhere"\n')
    result = repository.build()
    assert result.warnings == ""
    assert FIGURE not in result.output(PAGE)


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_draws_the_names_of_files_as_links(repository: Repository) -> None:
    repository.write({'src/demo/a&b"c.py': "from demo import core\n"})
    result = repository.build()
    assert result.warnings == ""
    page = result.output(PAGE)
    assert "core.py_docs.html" in _links(page)
    assert ">a&amp;b&quot;c.py</text>" in page
    assert "graphviz.css" not in page
    assert not (result.outdir / "_images").exists()
