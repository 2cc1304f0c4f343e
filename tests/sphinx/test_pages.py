"""The pages of a site with nothing but the extension added to it."""

from __future__ import annotations

from pathlib import Path

from tests.sphinx.building import WITH_DOCUMENTS, Built, MakeRepository, Repository


def tree_state(root: Path) -> dict[str, tuple[int, int]]:
    """Return time stamp and size of everything below ``root``."""
    return {
        path.relative_to(root).as_posix(): (path.stat().st_mtime_ns, path.stat().st_size)
        for path in sorted(root.rglob("*"))
    }


def test_every_file_and_folder_has_its_pages(built: Built) -> None:
    result = built(WITH_DOCUMENTS)

    assert result.warnings == ""
    pages = set(result.snapshot("*.html"))
    assert {
        "kwindex/index.html",
        "kwindex/doc.html",
        "kwindex/keywords.html",
        "kwindex/tests/index.html",
        "kwindex/src/demo/index.html",
        "kwindex/src/demo/doc.html",
        "kwindex/src/demo/sub.html",
        "kwindex/src/demo/core.py_docs.html",
        "kwindex/src/demo/core.py_kw.html",
        "kwindex/notes.txt_docs.html",
        "kwindex/docs/guide.rst_docs.html",
    } <= pages
    # A folder in a folder without anything else, and a folder with one small file.
    assert not {"kwindex/src/index.html", "kwindex/tests/doc.html"} & pages
    assert "kwindex/data.bin_docs.html" not in pages
    assert "data.bin" in result.output("kwindex/index.html")


def test_a_definition_has_its_anchor_its_summary_and_its_line(built: Built) -> None:
    page = built().output("kwindex/src/demo/core.py_docs.html")

    assert 'id="Engine.run"' in page
    assert "Runs things." in page
    assert 'href="#L-6"' in page
    assert 'id="L-6"' in page


def test_the_source_is_whole_and_numbered_from_the_first_line(repository: Repository) -> None:
    text = "\n\n# a comment\n\x0c\nx = 1\n" + "\n".join(f"y{n} = {n}" for n in range(700))
    repository.write({"src/demo/odd.py": text})

    page = repository.build().output("kwindex/src/demo/odd.py_docs.html")

    assert page.count('<span id="L-') == text.count("\n") + 1
    line_three = page.partition('<span id="L-3">')[2].partition('<span id="L-4">')[0]
    assert "# a comment" in line_three


def test_files_that_import_each_other_are_linked_in_both_directions(built: Built) -> None:
    result = built()

    assert 'href="core.py_docs.html#Engine"' in result.output(
        "kwindex/src/demo/__init__.py_docs.html"
    )
    assert 'href="../../tests/test_core.py_docs.html"' in result.output(
        "kwindex/src/demo/core.py_docs.html"
    )


def test_the_keyword_page_uses_right_plurals(repository: Repository) -> None:
    repository.write(
        {
            "src/demo/many.py": (
                "class A:\n    @property\n    def p(self): ...\n    @property\n"
                "    def q(self): ...\nclass B: ...\n"
            )
        }
    )

    page = repository.build().output("kwindex/src/demo/many.py_kw.html")

    assert "Classes (2)" in page
    assert "<i>property</i>" in page
    assert "Classs" not in page


def test_ten_methods_of_one_name_are_ten_keywords_with_anchors_of_their_own(
    repository: Repository,
) -> None:
    classes = "".join(f"class C{n}:\n    def __init__(self): ...\n" for n in range(10))
    repository.write({"src/demo/ten.py": classes})

    page = repository.build().output("kwindex/src/demo/ten.py_kw.html")

    for number in range(10):
        assert f'href="ten.py_docs.html#C{number}.__init__"' in page


def test_nothing_is_written_to_the_documented_tree(repository: Repository) -> None:
    before = tree_state(repository.root)

    repository.build()
    repository.build()
    repository.build("text")

    assert tree_state(repository.root) == before


def test_a_build_folder_under_the_source_directory_is_no_source(repository: Repository) -> None:
    place = repository.root / "docs" / "out"

    repository.build(place=place)
    second = repository.build(place=place)

    assert second.warnings == ""
    assert second.read == frozenset()
    assert not [name for name in second.app.env.found_docs if name.startswith("out/")]
    assert not (second.outdir / "kwindex" / "docs" / "out").exists()


def test_a_read_only_tree_builds(repository: Repository) -> None:
    folders = [repository.root, *(p for p in repository.root.rglob("*") if p.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        assert repository.build().warnings == ""
    finally:
        for folder in folders:
            folder.chmod(0o755)


def test_markdown_files_that_sphinx_ignored_are_still_no_documents(repository: Repository) -> None:
    repository.write({"docs/ignored.md": "# Ignored\n"})

    result = repository.build()

    assert "ignored" not in result.app.env.found_docs
    assert result.warnings == ""


def test_the_users_myst_options_do_not_change_generated_pages(
    make_repository: MakeRepository,
) -> None:
    plain, busy = make_repository(), make_repository()
    busy.configure(
        'extensions.append("myst_parser")\n'
        'myst_enable_extensions = ["dollarmath", "colon_fence", "smartquotes",'
        ' "replacements", "substitution"]\n'
        "myst_heading_anchors = 4\nmyst_links_external_new_tab = True\n"
    )
    busy.write({"requirements.txt": ""})
    plain.write({"requirements.txt": ""})

    pages = [
        repository.build().output("kwindex/src/demo/core.py_docs.html").partition("<body>")[2]
        for repository in (plain, busy)
    ]

    assert pages[0] == pages[1]


def test_generated_pages_are_not_offered_as_their_own_source(built: Built) -> None:
    result = built()

    assert not list((result.outdir / "_sources").rglob("*.kwmd*"))
    assert "_sources/kwindex" not in result.output("kwindex/src/demo/core.py_docs.html")


def test_hostile_text_neither_runs_nor_warns(repository: Repository) -> None:
    hostile = (
        '"""</p><script>alert(1)</script> {eval-rst} `x` ```{raw} html\n\n'
        ".. raw:: html\n\n   <b>bold</b>\n\n$x$ [link](javascript:alert(1)) | pipe | \u202e rtl\n"
        '"""\n\n\n'
        "def f(x='</script><script>alert(2)</script>'):\n"
        '    """<img src=x onerror=alert(3)> ![i](x.png) :ref:`nowhere` |sub|_ [1]_"""\n'
    )
    repository.write(
        {
            "src/demo/hostile.py": hostile,
            "src/demo/fences.py": '"""````\n~~~~\n+++\n---\n"""\nx = """\n```\n````\n"""\n',
            "README.md": "---\ntitle: x\n---\n# <b>T</b>\n\n{eval-rst}`x` <script>1</script> t\n",
        }
    )

    result = repository.build()

    assert result.warnings == ""
    for path in result.outdir.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for number in (1, 2, 3):
            assert f"<script>alert({number})" not in text
            assert f"onerror=alert({number})>" not in text.replace("&gt;", "")
        assert "\u202e" not in text


def test_several_roots_are_top_level_folders_under_their_own_names(
    make_repository: MakeRepository,
) -> None:
    one = make_repository()
    two = make_repository({"pkg/__init__.py": "", "pkg/other.py": "def elsewhere(): ...\n"})
    one.configure(f"kwindex_roots = [{str(one.root)!r}, {str(two.root)!r}]\n")

    result = one.build()

    assert result.warnings == ""
    pages = set(result.snapshot("*.html"))
    assert {
        "kwindex/index.html",
        "kwindex/repo0/src/demo/core.py_docs.html",
        "kwindex/repo1/pkg/other.py_docs.html",
    } <= pages
    assert "pkg.other" in result.output("kwindex/repo1/pkg/other.py_kw.html")


def test_section_labels_of_generated_pages_are_never_given_twice(repository: Repository) -> None:
    repository.configure('extensions.append("sphinx.ext.autosectionlabel")\n')

    assert repository.build(nitpicky=True).warnings == ""
