"""References to files, folders, definitions and imports, from pages of the user."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

import pytest

from tests.sphinx.building import SMALL_TREE, Built, MakeRepository, Repository, Result

CORE = "kwindex/src/demo/core.py_docs.html"


def guide(*lines: str) -> dict[str, str]:
    return {"docs/guide.rst": "Guide\n=====\n\n" + "\n\n".join(lines) + "\n"}


def inventory(result: Result) -> dict[str, tuple[str, str]]:
    """Return type and address by ``type name``."""
    data = (result.outdir / "objects.inv").read_bytes()
    head, _, body = data.partition(b"zlib.\n")
    del head
    found = {}
    for line in zlib.decompress(body).decode().splitlines():
        name, kind, priority, address, _ = line.split(" ", 4)
        found[f"{kind} {name}"] = (priority, address.replace("$", name))
    return found


ROLES = (
    ("file", "src/demo/core.py", f"{CORE}#file-overview", "src/demo/core.py"),
    ("file", "core.py", f"{CORE}#file-overview", "core.py"),
    ("file", "~src/demo/core.py", f"{CORE}#file-overview", "core.py"),
    ("folder", "src/demo", "kwindex/src/demo/index.html#folder-index", "src/demo"),
    ("folder", "src/demo/", "kwindex/src/demo/index.html#folder-index", "src/demo/"),
    ("folder", ".", "kwindex/index.html#folder-index", "."),
    ("module", "demo.core", f"{CORE}#file-overview", "demo.core"),
    ("class", "demo.core.Engine", f"{CORE}#Engine", "demo.core.Engine"),
    ("class", "demo.Engine", f"{CORE}#Engine", "demo.Engine"),
    ("class", "~demo.core.Engine", f"{CORE}#Engine", "Engine"),
    ("method", "demo.Engine.run", f"{CORE}#Engine.run", "demo.Engine.run()"),
    ("method", "Engine.run()", f"{CORE}#Engine.run", "Engine.run()"),
    ("constant", "LIMIT", f"{CORE}#LIMIT", "LIMIT"),
    ("symbol", "Engine", f"{CORE}#Engine", "Engine"),
    ("symbol", "demo.core", f"{CORE}#file-overview", "demo.core"),
    ("import", "demo.core.Engine", "kwindex/keywords.html#import-demo.core.Engine", None),
)
"""Role, target, address and what is shown, if that is not the target."""


DOCUMENTS: Mapping[str, tuple[str, ...]] = {
    "roles": tuple(f":kw:{role}:`{target}`" for role, target, _, _ in ROLES),
    "tests": (":kw:test:`test_it`", ":kw:function:`test_demo.test_it`"),
    "title": (":kw:class:`the engine <demo.core.Engine>`",),
    "unknown": (":kw:class:`demo.core.Engin`", ":kw:function:`Engine`"),
    "ignored": (":kw:class:`Nothing`",),
    "paths": (":kw:function:`client`", ":kw:function:`b/conftest.py::client`"),
    "any": (":any:`demo.core.Engine`", ":any:`src/demo/core.py`"),
    "known": (
        ":any:`demo.extra.helper` :any:`guide` :any:`LIMIT`",
        ".. py:function:: demo.extra.helper",
        ".. _LIMIT:",
        ".. rubric:: Limits",
    ),
    "module": (":any:`tests/a/conftest.py`",),
}
"""Documents of one site whose references do not meet."""
SOURCES = {
    "src/demo/kinds.py": "class Boom(Exception):\n    a = 1\n    @property\n"
    "    def p(self): ...\n\nv: int\ntype T = int\n",
    "tests/test_demo.py": "def test_it(): ...\n",
    "tests/a/conftest.py": "def client(): ...\n",
    "tests/b/conftest.py": "def client(): ...\n",
}


@pytest.fixture
def site(built: Built) -> Result:
    """Return the build of the documents."""
    pages = {
        f"docs/{name}.rst": f"{name}\n{'=' * len(name)}\n\n" + "\n\n".join(lines) + "\n"
        for name, lines in DOCUMENTS.items()
    }
    index = "Demo\n====\n\n.. toctree::\n   :glob:\n\n   *\n"
    result = built(
        'kwindex_exclude = ["docs/"]\n',
        files={**SMALL_TREE, **SOURCES, **pages, "docs/index.rst": index},
        options={"nitpicky": True, "nitpick_ignore": [("kw:class", "Nothing")]},
    )
    # Nothing else warns, of any document or of none; before 3.12 Python cannot parse the kinds.
    expected = r".*/(unknown\.rst|paths\.rst|kinds\.py):.*\n"
    assert re.sub(expected, "", result.warnings) == ""
    return result


def warnings_of(site: Result, name: str) -> str:
    """Return what was warned of a document."""
    return "\n".join(line for line in site.warnings.splitlines() if f"/{name}.rst:" in line)


@pytest.mark.parametrize("position", range(len(ROLES)), ids=[" ".join(row[:2]) for row in ROLES])
def test_a_role_leads_to_what_it_names(site: Result, position: int) -> None:
    _, target, address, shown = ROLES[position]
    assert warnings_of(site, "roles") == ""
    links = re.findall(r"<p>(<a .*?</a>)</p>", site.output("roles.html"))
    assert len(links) == len(ROLES)
    link = links[position]
    assert f'href="{address}"' in link
    assert f">{shown or target}</span></code></a>" in link


LITERALS = (
    "import os\nos.environ['DEMO_HOME']\n"
    "raise E('expected at least 1 :ref:`x` <b> | {a} // ;!')\n"
    "raise E('cannot read {0}: call it()')\n"
    "import argparse\np.add_argument('-q', '--quiet')\n"
    "import tomllib\ntomllib.loads(x)['tool']['demo']\n"
)


@pytest.mark.parametrize("builder", ["html", "singlehtml", "latex", "epub", "text"])
def test_literals_can_be_referred_to_and_break_nothing(
    repository: Repository, builder: str
) -> None:
    repository.write(
        {
            "src/demo/says.py": LITERALS,
            **guide(
                ":kw:environment-variable:`DEMO_HOME`",
                ":kw:command-line-option:`--quiet`",
                ":kw:configuration-key:`tool.demo`",
                ":kw:error-message:`cannot read {0}: call it()`",
                ":any:`DEMO_HOME`",
            ),
        }
    )

    result = repository.build(builder=builder, nitpicky=True, copyright="us", version="1")

    assert result.warnings == ""
    if builder == "html":
        page = result.output("guide.html")
        place = "kwindex/src/demo/says.py_docs.html"
        anchors = set(re.findall(f'href="{place}#(at-[^"]+)"', page))
        assert len(anchors) == 4
        shown = result.output(place)
        assert all(f'id="{anchor}"' in shown for anchor in anchors)
        found = inventory(result)
        (home,) = (anchor for anchor in anchors if "demo-home" in anchor)
        assert found["kw:environment-variable DEMO_HOME"] == ("2", f"{place}#{home}")
        assert not any("kw:error-message" in key for key in found)
        keywords = result.output("kwindex/error-messages.html")
        assert "expected at least 1 :ref:`x` &lt;b&gt; | {a} // ;!" in keywords


def test_tests_are_found_as_functions_too(site: Result) -> None:
    assert warnings_of(site, "tests") == ""
    assert site.output("tests.html").count("test_demo.py_docs.html#test_it") == 2


def test_an_explicit_title_is_shown(site: Result) -> None:
    page = site.output("title.html")

    assert '<span class="pre">the</span> <span class="pre">engine</span></code></a>' in page


@pytest.fixture
def markdown(built: Built) -> Result:
    """Return the build of documents in Markdown with references of each form."""
    files = {
        **{name: text for name, text in SMALL_TREE.items() if name != "docs/guide.rst"},
        "docs/guide.md": "# Guide\n\n{kw:class}`demo.core.Engine`\n\n[more](links.md)\n",
        "docs/links.md": "---\norphan: true\n---\n\n(Engine)=\n# Links\n\n"
        "[a](#Engine) [b](#demo.core.Engine.run)\n",
    }
    suffixes = {".rst": "restructuredtext", ".md": "markdown"}
    return built(
        'extensions.append("myst_parser")\n',
        files=files,
        options={"nitpicky": True, "source_suffix": suffixes},
    )


def test_roles_work_in_markdown(markdown: Result) -> None:
    assert markdown.warnings == ""
    assert f'href="{CORE}#Engine"' in markdown.output("guide.html")


def test_a_name_that_fits_several_things_warns_with_the_candidates(repository: Repository) -> None:
    repository.write({"src/demo/other.py": "class Engine: ...\n", **guide(":kw:class:`Engine`")})

    result = repository.build()

    assert "guide.rst:4: WARNING: ambiguous class 'Engine': " in result.warnings
    assert "demo.core.Engine (class), demo.other.Engine (class)" in result.warnings
    assert "[kwindex.ambiguous_reference]" in result.warnings
    assert "<a" not in result.output("guide.html").partition("<p>")[2].partition("</p>")[0]


def test_a_name_that_fits_nothing_warns_with_what_comes_near(site: Result) -> None:
    warnings = warnings_of(site, "unknown")

    assert "there is no class named 'demo.core.Engin'. Did you mean demo.core.Engine" in warnings
    assert "there is no function named 'Engine'. There is demo.core.Engine (class)." in warnings
    assert warnings.count("[kwindex.unknown_reference]") == 2


def test_an_ignored_reference_does_not_warn(site: Result) -> None:
    assert "Nothing" in site.output("ignored.html")
    assert warnings_of(site, "ignored") == ""


def test_files_that_share_a_dotted_name_are_told_apart_by_their_path(site: Result) -> None:
    assert "tests/a/conftest.py::client (function), tests/b" in warnings_of(site, "paths")
    assert 'href="kwindex/tests/b/conftest.py_docs.html#client"' in site.output("paths.html")


ODD = {
    **SMALL_TREE,
    "src/demo/a b;c#d.py": "class X:\n    def f(self):\n        def g(): ...\n",
    "src/demo/line\nbreak.py": "import os\n",
    "src/demo/core.pyi": "class Engine: ...\nclass Engine: ...\n",
    **guide(":kw:class:`demo.core.Engine`"),
}
"""Names that addresses must quote, and a stub."""


def test_a_stub_leaves_the_dotted_name_to_the_source(built: Built) -> None:
    assert f'href="{CORE}#Engine"' in built(files=ODD).output("guide.html")


def test_the_any_role_finds_what_nobody_else_knows(site: Result) -> None:
    assert warnings_of(site, "any") == ""
    page = site.output("any.html")
    assert f'href="{CORE}#Engine"' in page
    assert f'href="{CORE}#file-overview"' in page


def test_the_any_role_leaves_to_others_what_they_know(site: Result) -> None:
    assert warnings_of(site, "known") == ""
    page = site.output("known.html")
    assert 'href="#demo.extra.helper"' in page
    assert 'extra.py_docs.html#helper"' not in page


def test_the_any_role_takes_a_file_and_its_module_for_one_thing(site: Result) -> None:
    assert warnings_of(site, "module") == ""
    assert "tests/a/conftest.py_docs.html" in site.output("module.html")


def test_markdown_links_find_definitions_and_leave_labels_alone(markdown: Result) -> None:
    assert markdown.warnings == ""
    page = markdown.output("links.html")
    assert 'href="#engine"' in page.lower()
    assert f'href="{CORE}#Engine.run"' in page


def test_the_inventory_holds_every_kind(site: Result) -> None:
    found = inventory(site)

    assert found["kw:class demo.core.Engine"] == ("0", f"{CORE}#Engine")
    assert found["kw:class demo.Engine"] == ("-1", f"{CORE}#Engine")
    assert found["kw:file src/demo/core.py"] == ("2", f"{CORE}#file-overview")
    assert found["kw:import demo.core.Engine"][0] == "-1"
    kinds = {key.partition(" ")[0] for key in found if key.startswith("kw:")}
    assert kinds >= {"kw:folder", "kw:module", "kw:method", "kw:constant", "kw:import"}


def test_every_address_of_the_inventory_is_on_its_page(built: Built) -> None:
    result = built(files=ODD)

    data = (result.outdir / "objects.inv").read_bytes().partition(b"zlib.\n")[2]
    lines = [line for line in zlib.decompress(data).decode().splitlines() if " kw:" in line]
    assert len(lines) > 30
    for line in lines:
        name, address = line.split(" kw:")[0], line.split(" kw:")[1].split(" ")[2]
        page, _, anchor = address.replace("$", name).partition("#")
        from urllib.parse import unquote

        assert f'id="{anchor}"' in result.output(unquote(page)), line


def test_another_site_resolves_references_by_the_inventory(
    make_repository: MakeRepository,
) -> None:
    first, second = make_repository(), make_repository()
    inv = first.build().outdir / "objects.inv"
    second.write(
        {
            "src/other.py": "",
            **guide(
                ":external+first:kw:class:`demo.core.Engine`",
                ":external+first:kw:file:`src/demo/core.py`",
                ":kw:class:`first:demo.core.Engine`",
                ":external+first:kw:class:`demo.core.Engin`",
            ),
        }
    )
    second.configure(
        'extensions.append("sphinx.ext.intersphinx")\n'
        f'intersphinx_mapping = {{"first": ("https://first.example/", {str(inv)!r})}}\n'
    )

    result = second.build()

    page = result.output("guide.html")
    assert page.count(f'href="https://first.example/{CORE}#Engine"') == 2
    assert f'href="https://first.example/{CORE}#file-overview"' in page
    assert "demo.core.Engin" in result.warnings
    assert result.warnings.count("WARNING") == 1


ALL_INDEXES = "kwindex_general_index = True\n"


def test_the_general_index_lists_definitions_but_no_import(built: Built) -> None:
    result = built(ALL_INDEXES)

    page = result.output("genindex.html")
    assert f'<a href="{CORE}#Engine">Engine (class in demo.core)</a>' in page
    assert f'<a href="{CORE}#Engine.run">run() (method in demo.core.Engine)</a>' in page
    assert "import-" not in page
    assert not any(result.app.env.get_domain("index").data["entries"].values())


def test_the_general_index_names_the_file_where_several_share_a_dotted_name(
    repository: Repository,
) -> None:
    stub = "class Engine:\n    def run(self): ...\n"
    literals = "import argparse\np.add_argument('--quiet')\nraise E('expected at least 1')\n"
    repository.write({"src/demo/core.pyi": stub, "src/demo/says.py": literals})
    repository.configure(ALL_INDEXES)

    page = repository.build().output("genindex.html")

    assert "(class in src/demo/core.pyi)</a>" in page
    assert "(method in src/demo/core.pyi::Engine)</a>" in page
    assert "--quiet (command-line option)" in page
    assert "expected at least" not in page


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_general_index_of_a_site_is_that_of_the_user(
    repository: Repository, builder: str
) -> None:
    repository.write({"docs/guide.rst": "Guide\n=====\n\n.. index:: tide\n\nWords.\n"})
    result = repository.build(builder)

    page = result.output("genindex.html" if builder == "html" else "genindex/index.html")

    assert "tide" in page
    assert "Engine" not in page


def test_the_index_of_an_epub_lists_definitions_by_default(repository: Repository) -> None:
    book = repository.build("epub", copyright="us", version="1")
    assert "Engine (class in demo.core)" in book.output("genindex.xhtml")

    repository.configure("kwindex_general_index = False\n")
    book = repository.build("epub", copyright="us", version="1")
    assert "Engine" not in book.output("genindex.xhtml")


def test_the_index_of_a_book_lists_definitions(repository: Repository) -> None:
    result = repository.build("latex")

    book = next(result.outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert "\\index{Engine (class in demo.core)" in book
    assert "\\index{run() (method in demo.core.Engine)" in book
    repository.configure("kwindex_general_index = False\n")
    book = next(repository.build("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert "\\index{" not in book


@pytest.mark.parametrize(("builder", "name"), [("singlehtml", "index.html"), ("latex", "*.tex")])
def test_references_lead_into_the_assembled_document(
    repository: Repository, builder: str, name: str
) -> None:
    repository.write(guide(":kw:class:`demo.core.Engine`", ":kw:folder:`src/demo`"))

    result = repository.build(builder, nitpicky=True)

    assert result.warnings == ""
    text = next(result.outdir.glob(name)).read_text(encoding="utf-8")
    if builder == "singlehtml":
        assert 'href="#kwindex/src/demo/core.py_docs:Engine"' in text
        assert 'id="kwindex/src/demo/core.py_docs:Engine"' in text
    else:
        assert "\\label{\\detokenize{kwindex/src/demo/core.py_docs:Engine}}" in text


def test_nothing_but_references_is_kept_in_the_environment(repository: Repository) -> None:
    repository.write(guide(":kw:class:`demo.core.Engine`"))

    env = repository.build(jobs=2).app.env

    assert dict(env.domaindata["kw"]) == {
        "references": {"guide": (("class", "demo.core.Engine"),)},
        "excerpts": {},
        "version": 1,
    }


def test_a_page_is_written_again_when_what_it_refers_to_moves(repository: Repository) -> None:
    repository.write(guide(":kw:class:`Engine`"))
    repository.build()
    (repository.root / "src/demo/core.py").rename(repository.root / "src/demo/motor.py")

    result = repository.build()

    assert "guide" not in result.read
    assert "motor.py_docs.html#Engine" in result.output("guide.html")
    repository.write({"src/demo/third.py": "class Engine: ...\n"})
    assert "ambiguous" in repository.build().warnings
