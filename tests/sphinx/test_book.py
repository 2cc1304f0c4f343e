"""The book that the assembled builders make, and what it needs of the environment."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from docutils import nodes

from tests.sphinx.building import SMALL_TREE, Built, MakeRepository, Repository
from tests.sphinx.test_links import HOSTILE_NAMES, broken_links, repeated_anchors

ENGINE = "kwindex/src/demo/core.py_docs"
OPF = "{http://www.idpf.org/2007/opf}"
EPUB = {"copyright": "2026", "version": "1"}
NUMBERED = "Demo\n====\n\n.. toctree::\n   :numbered:\n\n   guide\n"


def headings(text: str) -> list[tuple[int, str]]:
    """Return level and text of the headings of an HTML page."""
    return [
        (int(level), re.sub("<[^>]+>|¶", "", title))
        for level, title in re.findall(r"<h(\d)[^>]*>(.*?)</h\1>", text, re.DOTALL)
    ]


def divisions(tex: str) -> list[tuple[str, str]]:
    """Return the parts and chapters of a LaTeX document."""
    found = re.findall(r"^\\(part|chapter)\{(.*)\}$", tex, re.MULTILINE)
    return [
        (kind, re.sub(r"\\texorpdfstring\{.*?\}\{\}|\\(?=_)", "", title)) for kind, title in found
    ]


@pytest.fixture(params=["small", "hostile"])
def any_repository(request: pytest.FixtureRequest, make_repository: MakeRepository) -> Repository:
    return make_repository(SMALL_TREE if request.param == "small" else HOSTILE_NAMES)


def test_a_single_page_has_no_dead_link_and_no_anchor_twice(any_repository: Repository) -> None:
    result = any_repository.build("singlehtml")

    assert result.warnings == ""
    assert broken_links(result.outdir.resolve()) == []
    assert repeated_anchors(result.outdir) == []


def test_navigation_of_files_leaves_a_single_page_without_a_dead_link(
    repository: Repository,
) -> None:
    repository.configure('kwindex_navigation = "files"\nhtml_theme = "furo"\n')

    result = repository.build("singlehtml")

    assert broken_links(result.outdir.resolve()) == []


def test_links_of_users_lead_into_a_single_page_or_nowhere(repository: Repository) -> None:
    repository.write(
        {
            "docs/guide.rst": "Guide\n=====\n\n:doc:`file <kwindex/src/demo/core.py_docs>`"
            " :doc:`left out <kwindex/src/demo/sub>` :ref:`here`\n\n.. _here:\n\nHere\n----\n\nX.\n"
        }
    )

    result = repository.build("singlehtml")

    assert broken_links(result.outdir.resolve()) == []
    page = result.output("index.html")
    assert f'href="#document-{ENGINE}"' in page
    assert 'href="#here"' in page
    assert "left out" in page


def test_a_single_page_is_a_book_of_parts_and_chapters(built: Built) -> None:
    found = headings(built(builder="singlehtml").output("index.html"))

    titles = [title for _, title in found]
    parts = [title for level, title in found if level == 2]
    assert found[0] == (1, "Demo")
    assert parts == [
        "Guide",
        "Source code of demo",
        "src/demo/",
        "tests/",
        "Keyword index",
    ]
    start = titles.index("src/demo/")
    chapters = [title for level, title in found[start:] if level == 3]
    assert chapters[:4] == [
        "Overview of src/demo/",
        "__init__.py in src/demo",
        "core.py in src/demo",
        "extra.py in src/demo",
    ]
    assert (4, "About src/demo/") in found
    assert (4, "core.py keywords in src/demo") in found
    assert max(level for level, _ in found) == 5
    assert not [title for title in titles if title.startswith("Keywords under")]


def test_latex_has_the_users_chapters_then_a_part_for_each_folder(built: Built) -> None:
    tex = built(builder="latex").output("demo.tex")

    found = divisions(tex)
    assert found[0] == ("chapter", "Guide")
    assert found[1] == ("part", "Source code of demo")
    assert found[found.index(("part", "src/demo/")) :][:4] == [
        ("part", "src/demo/"),
        ("chapter", "Overview of src/demo/"),
        ("chapter", "__init__.py in src/demo"),
        ("chapter", "core.py in src/demo"),
    ]
    assert found[-2:] == [("part", "Keyword index"), ("chapter", "Keywords of demo")]


def test_latex_labels_are_unique_and_all_links_have_one(any_repository: Repository) -> None:
    result = any_repository.build("latex")

    tex = next(iter(result.outdir.glob("*.tex"))).read_text(encoding="utf-8")
    labels = re.findall(r"\\label\{\\detokenize\{(.*?)\}\}", tex)
    links = re.findall(r"\\hyperref\[\\detokenize\{(.*?)\}\]", tex)
    assert len(labels) == len(set(labels))
    assert sorted(set(links) - set(labels)) == []


def test_users_whose_chapters_lie_in_parts_have_the_folders_as_further_parts(
    repository: Repository,
) -> None:
    repository.configure('latex_toplevel_sectioning = "part"\n')

    found = divisions(repository.build("latex").output("demo.tex"))

    assert found[0] == ("part", "Guide")
    assert ("part", "src/demo/") in found
    assert ("chapter", "core.py in src/demo") in found


def test_a_book_of_one_folder_holds_all_below_it(repository: Repository) -> None:
    repository.write({"src/notes.txt": ""})
    repository.configure(
        'latex_documents = [("kwindex/src/index", "src.tex", "Sources", "x", "manual")]\n'
    )

    result = repository.build("latex")

    assert result.warnings == ""
    found = divisions(result.output("src.tex"))
    assert ("part", "src/demo/") in found
    assert ("chapter", "core.py in src/demo") in found


def test_a_page_that_the_user_lists_stays_out_of_the_book_only_if_it_is_nowhere(
    repository: Repository,
) -> None:
    repository.write({"docs/guide.rst": f"Guide\n=====\n\n.. toctree::\n\n   /{ENGINE}\n"})

    result = repository.build("latex")

    assert result.warnings == ""
    assert divisions(result.output("demo.tex")).count(("chapter", "core.py in src/demo")) == 1


def test_sources_are_in_the_book_as_the_option_says(repository: Repository) -> None:
    repository.configure("kwindex_show_source = False\n")

    found = headings(repository.build("singlehtml").output("index.html"))
    assert "Definitions" in {title for _, title in found}
    assert "Source" not in {title for _, title in found}


def epub_entries(outdir: Path) -> list[str]:
    ncx = ET.parse(outdir / "toc.ncx")
    return [text.text or "" for text in ncx.iterfind(".//{*}navLabel/{*}text")]


def test_an_epub_is_well_formed_and_complete(any_repository: Repository) -> None:
    result = any_repository.build("epub", options=EPUB)

    assert result.warnings == ""
    for path in (*result.outdir.rglob("*.xhtml"), result.outdir / "toc.ncx"):
        ids = [found.get("id") for found in ET.parse(path).iter() if found.get("id")]
        assert len(ids) == len(set(ids)), path
    package = ET.parse(result.outdir / "content.opf")
    manifest = {
        str(item.get("id")): unquote(str(item.get("href"))) for item in package.iter(f"{OPF}item")
    }
    spine = [str(item.get("idref")) for item in package.iter(f"{OPF}itemref")]
    assert len(spine) == len(set(spine))
    assert set(spine) <= set(manifest)
    pages = {
        path.relative_to(result.outdir).as_posix()
        for path in result.outdir.rglob("*.xhtml")
        if path.name != "nav.xhtml"
    }
    assert pages == {manifest[item] for item in spine}


def test_an_epub_is_read_in_the_order_of_the_book(built: Built) -> None:
    result = built(builder="epub", options=EPUB)

    entries = epub_entries(result.outdir)
    assert [
        entry for entry in entries if entry == "src/demo/" or entry.endswith(".py in src/demo")
    ] == [
        "src/demo/",
        "src/demo/",
        "__init__.py in src/demo",
        "core.py in src/demo",
        "extra.py in src/demo",
    ]
    assert entries[-1] == "Keywords of demo"
    spine = ET.parse(result.outdir / "content.opf").iter(f"{OPF}itemref")
    aside = [item for item in spine if item.get("linear") == "no"]
    # The keyword page of a subfolder, which repeats the index (there is none of src/, which holds
    # one folder alone), and the two of pyproject.toml, which is data.
    assert len(aside) == 3


def test_titles_alone_are_on_the_environment(built: Built) -> None:
    env = built().app.env

    for docname, contents in env.tocs.items():
        if docname.startswith("kwindex/"):
            entries = list(contents.findall(nodes.reference))
            assert [entry["anchorname"] for entry in entries] == [""], docname


@pytest.mark.parametrize(
    ("theme", "jobs"), [("alabaster", 2), ("furo", 1), ("sphinx_rtd_theme", 1)]
)
def test_a_page_has_the_list_of_what_is_on_it_all_the_same(
    repository: Repository, theme: str, jobs: int
) -> None:
    pytest.importorskip(theme)
    repository.configure(f'html_theme = "{theme}"\n')

    result = repository.build(jobs=jobs)

    page = result.output(f"{ENGINE}.html")
    page = re.sub(r'<div class="kwindex-glance">.*?</div>', "", page, flags=re.DOTALL)
    listed = re.findall(r'<li><a class="reference internal" href="(#[^"]*)">', page)
    sections = [f"#{section}" for section in re.findall(r'<section id="([^"]+)">', page)]
    assert [address for address in listed if address in sections] == sections
    definitions = [f"#{name}" for name in re.findall(r'<dt class="sig" id="([^"]+)"', page)]
    assert definitions
    folded = re.findall(r'kwindex-part"><summary>[^<]*</summary><div id="([^"]+)"', page)
    assert folded
    assert [address for address in listed if address[1:] in folded] == [
        f"#{name}" for name in folded
    ]
    assert set(definitions) <= set(listed)
    titles = list(result.app.env.tocs[ENGINE].findall(nodes.reference))
    assert len(titles) == 1


def test_numbers_of_the_users_chapters_do_not_go_on_in_the_generated_pages(
    repository: Repository,
) -> None:
    repository.write({"docs/index.rst": NUMBERED})

    result = repository.build()

    assert result.warnings == ""
    assert '<span class="section-number">1. </span>Guide' in result.output("guide.html")
    assert "section-number" not in result.output("kwindex/src/demo/index.html")
    assert "kwindex/index" in result.app.env.toctree_includes["index"]
    root = result.output("index.html")
    assert root.index("guide.html") < root.index("kwindex/index.html")


@pytest.mark.parametrize("builder", ["html", "singlehtml"])
def test_a_user_who_numbers_the_generated_pages_has_numbers_on_titles_only(
    repository: Repository, builder: str
) -> None:
    repository.write({"docs/index.rst": f"{NUMBERED}   kwindex/index\n"})

    result = repository.build(builder)

    if builder == "html":
        pages = ("kwindex/index", "kwindex/src/demo/index")
        found = [headings(result.output(f"{page}.html")) for page in pages]
        assert found[0][0] == (1, "2. Source code of demo")
        assert found[1][0] == (1, "2.1. src/demo/")
        assert not [title for page in found for _, title in page[1:] if title[0].isdigit()]
    else:
        titles = [title for _, title in headings(result.output("index.html"))]
        numbers = [title for title in titles if title[0].isdigit()]
        assert "2.1. src/demo/" in numbers
        assert len(numbers) == len({title.partition(" ")[0] for title in numbers})


def test_the_split_general_index_is_written(repository: Repository) -> None:
    repository.configure("html_split_index = True\n")
    repository.write({"docs/guide.rst": "Guide\n=====\n\n.. index:: tide\n\nWords.\n"})

    result = repository.build()

    assert result.warnings == ""
    assert (result.outdir / "genindex-T.html").is_file()
    assert broken_links(result.outdir.resolve()) == []


def test_link_checking_needs_no_network_for_the_generated_pages(repository: Repository) -> None:
    result = repository.build("linkcheck")

    assert result.warnings == ""
    assert "kwindex" not in result.output("output.txt")


@pytest.mark.skipif(shutil.which("latexmk") is None, reason="no LaTeX here")
def test_pdflatex_makes_a_pdf_of_any_names(any_repository: Repository) -> None:
    any_repository.write(
        {
            "odd/😀 ▁&_$.py": '"""日本語 \\end{document} % # { ∞."""\n\n'
            "class Ж: ...\nLONG = '▁\\\\end{Verbatim}' * 3\n"
        }
    )
    result = any_repository.build("latex")
    document = next(iter(result.outdir.glob("*.tex")))

    made = subprocess.run(
        ["latexmk", "-pdf", "-interaction=nonstopmode", document.name],
        cwd=result.outdir,
        capture_output=True,
        check=False,
        timeout=300,
    )

    log = document.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    assert made.returncode == 0, log[-2000:]
    assert "undefined references" not in log
    assert "multiply-defined" not in log
    assert document.with_suffix(".pdf").is_file()
