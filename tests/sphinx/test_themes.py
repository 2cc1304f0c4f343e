"""Generated pages in the themes that most sites use."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder

from tests.sphinx.building import Built, MakeRepository, Repository
from tests.sphinx.test_links import HOSTILE_NAMES, broken_links

# The theme's own affair with Sphinx; a user does not see it.
pytestmark = pytest.mark.filterwarnings("ignore:'sphinx_book_theme")

THEMES = ("alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme")
TRAILING_THEMES = ("alabaster", "pydata_sphinx_theme", "sphinx_rtd_theme")
"""Those that show where a page is."""

FILE = "kwindex/src/demo/core.py_docs.html"
KEYWORDS = "kwindex/src/demo/core.py_kw.html"
FOLDER = "kwindex/src/demo/index.html"
REPOSITORY = "https://github.com/o/r"

_IN_CONTEXT = {"github_user": "o", "github_repo": "r", "github_version": "main"}
OPTIONS: Mapping[str, Mapping[str, object]] = {
    "furo": {
        "html_theme_options": {
            "source_repository": f"{REPOSITORY}/",
            "source_branch": "main",
            "source_directory": "docs/",
        }
    },
    "pydata_sphinx_theme": {
        "html_theme_options": {"use_edit_page_button": True},
        "html_context": {**_IN_CONTEXT, "doc_path": "docs"},
    },
    "sphinx_book_theme": {
        "html_theme_options": {
            "repository_url": REPOSITORY,
            "repository_branch": "main",
            "path_to_docs": "docs",
            "use_edit_page_button": True,
            "use_source_button": True,
            "use_repository_button": True,
        }
    },
    "sphinx_rtd_theme": {
        "html_context": {**_IN_CONTEXT, "display_github": True, "conf_py_path": "/docs/"}
    },
}
"""How a site says where its repository is."""


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> str:
    """Return a theme, if it is installed."""
    pytest.importorskip(request.param)
    return str(request.param)


@pytest.fixture(params=OPTIONS)
def linking_theme(request: pytest.FixtureRequest) -> str:
    """Return a theme that links to sources elsewhere, if it is installed."""
    pytest.importorskip(request.param)
    return str(request.param)


def conf_of(theme: str, **more: object) -> str:
    """Return lines of ``conf.py`` with the theme, and options of it."""
    # Themes write into these; the default values would be those of all builds of a process.
    own: dict[str, object] = {"templates_path": [], "html_context": {}}
    settings = {"html_theme": theme, **own, **more}
    return "".join(f"{name} = {value!r}\n" for name, value in settings.items())


def configured(repository: Repository, theme: str, **more: object) -> Repository:
    """Return the repository with the theme in ``conf.py``, and options of it."""
    repository.configure(conf_of(theme, **more))
    return repository


def linking(repository: Repository, theme: str, **more: object) -> Repository:
    """Return the repository with links to its files."""
    return configured(repository, theme, **OPTIONS[theme], **more)


def addresses(page: str) -> list[str]:
    """Return the addresses in the repository that a page links to."""
    return re.findall(rf'href="{REPOSITORY}/([^"]*)"', page)


def outside_our_trail(page: str) -> str:
    """Return a page without the trail that we write into it."""
    before, _, rest = page.partition('<nav class="kwindex-trail"')
    return before + rest.partition("</nav>")[2]


def without_our_entries(page: str) -> list[str]:
    """Return the lines of a page without the entries of tables of contents that lead to ours."""
    kept, depth, skipped = [], 0, 0
    for token in re.split(r"(?=<li\b)|(?<=</li>)", page):
        opens = token.startswith("<li")
        depth += opens
        if opens and not skipped and 'href="kwindex/' in token:
            skipped = depth
        if not skipped:
            kept.append(token)
        if token.endswith("</li>"):
            if depth == skipped:
                skipped = 0
            depth -= 1
    return "".join(kept).split()


def test_no_theme_warns_or_breaks_a_link(make_repository: MakeRepository, theme: str) -> None:
    repository = configured(make_repository(HOSTILE_NAMES), theme)

    for builder in ("html", "dirhtml"):
        result = repository.build(builder, nitpicky=True)

        assert result.warnings == ""
        assert broken_links(result.outdir) == []


def test_pages_of_the_user_stay_as_they_are(repository: Repository, theme: str) -> None:
    repository.write(
        {
            "docs/index.rst": "Demo\n====\n\n.. toctree::\n\n   guide\n   last\n",
            "docs/last.rst": "Last\n====\n\nMore words.\n",
        }
    )
    with_pages = configured(repository, theme, kwindex_finder=False).build()
    without_pages = configured(repository, theme, extensions=[]).clean_build()

    for name in ("guide.html", "search.html"):
        after = without_our_entries(with_pages.output(name))
        assert after == without_our_entries(without_pages.output(name))
    assert "kwindex.css?v=" in with_pages.output(FILE)


def test_one_page_of_everything_has_the_style_of_our_pages(built: Built) -> None:
    assert "kwindex.css" in built(builder="singlehtml").output("index.html")


def test_a_file_leads_to_its_neighbours_and_its_folder(built: Built, theme: str) -> None:
    result = built(conf_of(theme))

    for name, neighbour in ((FILE, "extra.py_docs.html"), (KEYWORDS, "extra.py_kw.html")):
        page = outside_our_trail(result.output(name))
        head, _, body = page.partition("<body")
        assert f'href="{neighbour}"' in head
        if theme != "alabaster":
            assert f'href="{neighbour}"' in body
    if theme in TRAILING_THEMES:
        crumbs = re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', outside_our_trail(page))
        assert [
            crumb
            for crumb in crumbs
            if crumb[0].endswith("index.html") and crumb[1] in {"demo", "src", "src/demo"}
        ] == [("../../index.html", "demo"), ("index.html", "src/demo")]


def test_the_table_of_contents_is_open_at_the_folder_of_a_file(built: Built, theme: str) -> None:
    result = built(conf_of(theme))

    # Some themes show the first levels only, others no more than the part of the page.
    name = FILE if "rtd" not in theme and theme != "alabaster" else "kwindex/notes.txt_docs.html"
    current = re.findall(
        r'class="[^"]*current reference internal[^"]*" href="([^"]*)"', result.output(name)
    )
    assert current[-1] == "index.html"


def test_pages_are_the_same_however_many_processes_write_them(
    built: Built, repository: Repository, theme: str
) -> None:
    one, two = built(conf_of(theme)), configured(repository, theme).build(jobs=2)

    assert one.snapshot("*.html") == two.snapshot("*.html")


def test_the_table_of_contents_is_made_once_for_a_folder(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    make = StandaloneHTMLBuilder._get_local_toctree

    def counting(self: StandaloneHTMLBuilder, docname: str, **options: bool) -> str:
        made.append(docname)
        return make(self, docname, **options)

    monkeypatch.setattr(StandaloneHTMLBuilder, "_get_local_toctree", counting)
    repository.build()

    # Once for the pages about files and folder, once for the page of the folder itself.
    assert made.count("kwindex/src/demo/index") == 2
    assert not [docname for docname in made if docname.endswith(("_docs", "_kw"))]


def test_links_to_the_source_lead_to_the_file(built: Built, linking_theme: str) -> None:
    result = built(conf_of(linking_theme, **OPTIONS[linking_theme]))

    found = addresses(result.output(FILE))
    assert found == addresses(result.output(KEYWORDS))
    expected = {
        "furo": ["blob/main/src/demo/core.py?plain=1", "edit/main/src/demo/core.py"],
        "pydata_sphinx_theme": ["edit/main/src/demo/core.py"],
        "sphinx_book_theme": ["blob/main/src/demo/core.py?plain=1", "edit/main/src/demo/core.py"],
        "sphinx_rtd_theme": ["blob/main/src/demo/core.py?plain=1"],
    }
    assert found == expected[linking_theme]
    assert [path.partition("?")[0] for path in addresses(result.output("guide.html"))] == [
        path.partition("?")[0].replace("src/demo/core.py", "docs/guide.rst") for path in found
    ]


def test_a_folder_can_be_viewed_and_not_edited(built: Built, linking_theme: str) -> None:
    result = built(conf_of(linking_theme, **OPTIONS[linking_theme]))

    views = linking_theme in ("furo", "sphinx_book_theme")
    for name, path in ((FOLDER, "/src/demo"), ("kwindex/keywords.html", "")):
        assert addresses(result.output(name)) == ([f"tree/main{path}"] if views else [])


def test_names_are_quoted_in_links(repository: Repository, linking_theme: str) -> None:
    repository.write({"src/{0} #\"'&.py": "X = 1\n"})
    result = linking(repository, linking_theme).build()

    page = next(path for path in (result.outdir / "kwindex/src").glob("_0_*_docs.html"))
    found = addresses(page.read_text(encoding="utf-8"))
    assert found
    assert all("/main/src/%7B0%7D%20%23%22%27%26.py" in path for path in found)


def test_files_of_another_place_are_not_linked(
    make_repository: MakeRepository, linking_theme: str
) -> None:
    repository, elsewhere = make_repository(), make_repository({"pkg/other.py": "X = 1\n"})
    roots = [str(elsewhere.root)]
    result = linking(repository, linking_theme, kwindex_roots=roots).build()

    assert addresses(result.output("kwindex/pkg/other.py_docs.html")) == []
    assert addresses(result.output("kwindex/pkg/index.html")) == []


def test_without_options_nothing_is_linked(built: Built, theme: str) -> None:
    result = built(conf_of(theme))

    for name in (FILE, FOLDER):
        page = result.output(name)
        assert "_sources/" not in page
        assert addresses(page) == []
        assert 'rel="edit"' not in page


def test_templates_of_links_are_followed(repository: Repository) -> None:
    pytest.importorskip("furo")
    template = "https://git.example/r/{}/docs/{{filename}}"
    options = {
        "source_edit_link": template.format("edit"),
        "source_view_link": template.format("view"),
    }
    result = configured(repository, "furo", html_theme_options=options).build()

    page = result.output(FILE)
    assert 'href="https://git.example/r/edit/src/demo/core.py"' in page
    assert 'href="https://git.example/r/view/src/demo/core.py"' in page
    assert "https://git.example" not in result.output(FOLDER)


def test_a_template_of_pydata_is_followed(repository: Repository) -> None:
    pytest.importorskip("pydata_sphinx_theme")
    result = configured(
        repository,
        "pydata_sphinx_theme",
        html_theme_options={"use_edit_page_button": True},
        html_context={
            "edit_page_url_template": "https://git.example/r?at={{ doc_path }}{{ file_name }}",
            "edit_page_provider_name": "Git <3",
            "doc_path": "docs",
        },
    ).build()

    assert 'href="https://git.example/r?at=docs/guide.rst"' in result.output("guide.html")
    # Nothing tells where in such an address the path begins.
    assert "https://git.example" not in result.output(FILE)
