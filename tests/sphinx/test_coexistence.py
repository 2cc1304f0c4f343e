"""Other extensions and options of Sphinx beside ours: nothing warns, nobody changes the other."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from sphinx.pycode import ModuleAnalyzer

from tests.sphinx.building import MakeRepository, Repository, Result, new_repository

# What other extensions call is up to their authors.
pytestmark = pytest.mark.filterwarnings("ignore")

BASE = """
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
project = "Demo"
html_theme = "alabaster"
# It is on all pages of a site, those of the user too.
kwindex_finder = False
nitpicky = True
templates_path = []
"""
SOURCES: Mapping[str, str | bytes] = {
    "pyproject.toml": '[project]\nname = "demo"\ndescription = "A demo."\n',
    "src/demo/__init__.py": '"""The demo package."""\n',
    "src/demo/core.py": (
        '"""The core, "quoted" -- and *starred*."""\n\nLIMIT = 3\n\n\nclass Engine:\n'
        '    """Runs things.\n\n    Args:\n        speed: How fast.\n    """\n\n'
        '    def __init__(self, speed: int) -> None:\n        """Keep the speed."""\n'
        "        self.speed = speed\n\n"
        '    def run(self) -> int:\n        """Run.\n\n        Returns:\n            The speed.\n'
        '        """\n        return self.speed\n'
    ),
    "src/demo/extra.py": ('"""More."""\n\n\ndef helper():\n    """Help out."""\n    return 1\n'),
    "tools/gear.py": '"""Gears."""\n\n\nclass Gear:\n    """Turns."""\n',
    "other/markup.py": (
        '"""More: https://example.org, |name| and {{ name }}, $x$, (c)."""\n'
        "from demo.core import Engine\n\n\ndef helper():\n"
        '    """See :func:`nowhere` and `nothing`."""\n    return Engine(1)\n'
    ),
    "README.md": "# Demo\n\n- [ ] Task, www.example.org\n\n$$x$$\n\n:::{note}\nA note.\n:::\n",
}
AUTODOC = "Code\n====\n\n.. automodule:: demo.core\n   :members:\n   :undoc-members:\n"
INVENTORY = (
    b"# Sphinx inventory version 2\n# Project: other\n# Version: 1\n"
    b"# The remainder of this file is compressed using zlib.\n"
    + zlib.compress(b"other.Thing py:class 1 api.html#$ -\n")
)
NOTEBOOK = (
    '{"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["# Notebook"]},'
    ' {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": ['
    '{"name": "stdout", "output_type": "stream", "text": ["2\\n"]}], "source": ["print(2)"]}],'
    ' "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python",'
    ' "name": "python3"}, "language_info": {"name": "python"}}, "nbformat": 4,'
    ' "nbformat_minor": 5}'
)
LOOKS_FOR_SOURCES = """
from pathlib import Path


def check(app, doctree, docname):
    name = Path(doctree["source"]).relative_to(app.srcdir).with_suffix("").as_posix()
    assert name == docname
    for node in doctree.findall():
        if getattr(node, "source", None) and ":docstring of" not in node.source:
            Path(node.source).relative_to(app.srcdir)


def on_source_read(app, docname, content):
    assert content[0] == Path(app.env.doc2path(docname)).read_text(encoding="utf-8")


def on_doctree_read(app, doctree):
    check(app, doctree, app.env.docname)


def on_page(app, pagename, templatename, context, doctree):
    if pagename in app.env.found_docs:
        assert Path(app.env.doc2path(pagename)).is_file()


def on_finished(app, error):
    assert not error
    for docname in sorted(app.env.all_docs):
        check(app, app.env.get_doctree(docname), docname)
        assert docname in app.env.found_docs


def on_env_updated(app, env):
    for docname in env.found_docs:
        path = Path(env.doc2path(docname))
        path.relative_to(env.srcdir)
        assert path.read_text(encoding="utf-8")
        assert env.path2doc(str(path)) == env.path2doc(path) == docname
        assert Path(env.doc2path(docname, base=False)).with_suffix("").as_posix() == docname


def setup(app):
    app.connect("source-read", on_source_read)
    app.connect("doctree-read", on_doctree_read)
    app.connect("doctree-resolved", check)
    app.connect("html-page-context", on_page)
    app.connect("build-finished", on_finished)
    app.connect("env-updated", on_env_updated)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""
MYST_PAGE = "# Page\n\nWords -- 'quoted'. See <https://example.org>.\n\n## Part\n\nMore.\n"
MYST_RICH = (
    MYST_PAGE
    + """
Sum: $a + b$, and ~~struck~~ {{ name }} with (c). [A span]{.red}

$$
a = b
$$ (eq-one)

\\begin{equation*}
a
\\end{equation*}

:::{note}
Colons.
:::

- [ ] task
- [x] done

Term
: Its definition

:field: value

{.wide}
A paragraph with attributes.[^1] [Part](#part)

<img src="logo.png" alt="logo">

[^1]: A footnote.
"""
)
MYST_EXTENSIONS = [
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "html_image",
    "replacements",
    "smartquotes",
    "strikethrough",
    "substitution",
    "tasklist",
]
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8"
    "cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@dataclass(frozen=True)
class Site:
    """What a user writes to use an extension, or options."""

    extensions: tuple[str, ...]
    conf: str = ""
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    reads_again: bool = False
    """Whether the extension itself has documents read in every build."""


SITES: Mapping[str, Site] = {
    "autodoc": Site(("sphinx.ext.autodoc",), "", {"code.rst": AUTODOC}),
    "napoleon": Site(("sphinx.ext.autodoc", "sphinx.ext.napoleon"), "", {"code.rst": AUTODOC}),
    "autosummary": Site(
        ("sphinx.ext.autodoc", "sphinx.ext.autosummary"),
        "autosummary_generate = True\n",
        {
            "summary.rst": (
                "Summary\n=======\n\n.. autosummary::\n   :toctree: generated\n\n"
                "   demo.extra.helper\n"
            )
        },
    ),
    "viewcode": Site(("sphinx.ext.autodoc", "sphinx.ext.viewcode"), "", {"code.rst": AUTODOC}),
    "intersphinx": Site(
        ("sphinx.ext.intersphinx",),
        "intersphinx_mapping = {'other': ('https://other.invalid/', 'other.inv')}\n",
        {"far.rst": "Far\n===\n\n:py:class:`other.Thing`\n", "other.inv": INVENTORY},
    ),
    "small extensions of Sphinx": Site(
        (
            "sphinx.ext.autosectionlabel",
            "sphinx.ext.coverage",
            "sphinx.ext.doctest",
            "sphinx.ext.duration",
            "sphinx.ext.extlinks",
            "sphinx.ext.githubpages",
            "sphinx.ext.ifconfig",
            "sphinx.ext.mathjax",
            "sphinx.ext.todo",
        ),
        "extlinks = {'bug': ('https://bugs.invalid/%s', '%s')}\ntodo_include_todos = True\n"
        "autosectionlabel_prefix_document = True\n",
        {
            "small.rst": (
                "Small\n=====\n\n:bug:`1` :math:`x` :ref:`small:Small`\n\n.. todo:: This.\n\n"
                ".. todolist::\n"
            )
        },
    ),
    "myst_parser": Site(
        ("myst_parser",),
        f"myst_enable_extensions = {MYST_EXTENSIONS!r}\nmyst_heading_anchors = 3\n"
        "myst_substitutions = {'name': 'value'}\nmyst_all_links_external = False\n"
        "myst_url_schemes = {'https': None, 'gh': 'https://gh.invalid/{{path}}'}\n"
        "myst_title_to_header = True\nmyst_links_external_new_tab = True\n"
        "myst_footnote_transition = False\nmyst_fence_as_directive = ['note', 'source', 'table']\n"
        "myst_number_code_blocks = ['python']\nmyst_words_per_minute = 10\n"
        "myst_dmath_double_inline = True\nmyst_linkify_fuzzy_links = False\n"
        "suppress_warnings = ['myst.strikethrough']\n"
        "myst_html_meta = {'author': 'them'}\nmyst_ref_domains = ['std']\n",
        {"page.md": MYST_RICH, "logo.png": PIXEL},
    ),
    "myst_parser, all links external": Site(
        ("myst_parser",), "myst_all_links_external = True\n", {"page.md": MYST_PAGE}
    ),
    "myst_parser, GitHub only": Site(
        ("myst_parser", "linkify_it"), "myst_gfm_only = True\n", {"page.md": MYST_PAGE}
    ),
    "myst_parser, CommonMark only": Site(
        ("myst_parser",), "myst_commonmark_only = True\n", {"page.md": MYST_PAGE}
    ),
    "myst_parser, bare links": Site(
        ("myst_parser", "linkify_it"),
        "myst_enable_extensions = ['linkify']\n",
        {"page.md": MYST_PAGE + "\nwww.example.org\n"},
    ),
    "myst_nb": Site(
        ("myst_nb",), "nb_execution_mode = 'off'\n", {"page.md": MYST_PAGE, "book.ipynb": NOTEBOOK}
    ),
    "sphinx_design": Site(
        ("sphinx_design",),
        "",
        {
            "grid.rst": (
                "Grid\n====\n\n.. grid:: 2\n\n   .. grid-item-card:: One\n\n      Text\n\n"
                "   .. grid-item::\n\n      .. button-ref:: index\n\n.. tab-set::\n\n"
                "   .. tab-item:: A\n\n      Tab\n\n.. dropdown:: More\n\n   Hidden\n"
            )
        },
    ),
    "sphinx_copybutton": Site(
        ("sphinx_copybutton",), "", {"copy.rst": "Copy\n====\n\n.. code-block:: python\n\n   x\n"}
    ),
    "autoapi": Site(
        ("autoapi.extension",),
        "autoapi_dirs = ['../tools']\n",
        reads_again=True,
    ),
    "sphinx_sitemap": Site(("sphinx_sitemap",), "html_baseurl = 'https://demo.invalid/'\n"),
    "opengraph": Site(("sphinxext.opengraph",), "ogp_site_url = 'https://demo.invalid/'\n"),
    "sphinx_tabs": Site(
        ("sphinx_tabs.tabs",),
        "",
        {"tabs.rst": "Tabs\n====\n\n.. tabs::\n\n   .. tab:: A\n\n      Text\n"},
    ),
    "notfound": Site(("notfound.extension",)),
    "extensions that look for the source of each document": Site(
        (
            "sphinx.ext.autodoc",
            "sphinx_codeautolink",
            "sphinx_llms_txt",
            "sphinx_last_updated_by_git",
        ),
        "extensions.append('looks_for_sources')\nsys.path.append(str(Path(__file__).parent))\n"
        "git_untracked_check_dependencies = False\n",
        {"code.rst": AUTODOC, "looks_for_sources.py": LOOKS_FOR_SOURCES},
    ),
    "options": Site(
        (),
        "default_role = 'any'\nhtml_domain_indices = False\nsmartquotes = True\n"
        "rst_prolog = '.. |name| replace:: value\\n'\nrst_epilog = '.. |last| replace:: end\\n'\n"
        "numfig = True\nhtml_permalinks_icon = '#'\nhtml_copy_source = False\n"
        "exclude_patterns = ['left_out', '**/*.txt']\nhtml_baseurl = 'https://d.invalid'\n"
        "templates_path = ['_templates']\nprimary_domain = 'c'\nhighlight_language = 'c'\n"
        "add_module_names = False\nmaximum_signature_line_length = 10\n"
        "html_secnumber_suffix = ' '\n",
        {
            "page.rst": 'Page\n====\n\n|name| -- "quoted" |last|, `index`.\n',
            "left_out/page.rst": "No document\n",
            "_templates/layout.html": (
                '{% extends "!layout.html" %}{% block footer %}<p>Ours</p>{% endblock %}'
            ),
        },
    ),
    "languages": Site(
        (),
        "language = 'de'\nlocale_dirs = ['locale']\ngettext_compact = False\n"
        "html_permalinks = False\n",
        {
            "page.rst": "Page\n====\n\nWords.\n",
            "locale/de/LC_MESSAGES/page.po": (
                'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
                'msgid "Words."\nmsgstr "Worte."\n\nmsgid "Run."\nmsgstr "Laufe."\n'
            ),
        },
    ),
}
TOGETHER = (
    "autodoc",
    "napoleon",
    "autosummary",
    "viewcode",
    "intersphinx",
    "small extensions of Sphinx",
    "myst_nb",
    "sphinx_design",
    "sphinx_copybutton",
    "sphinx_sitemap",
    "opengraph",
    "sphinx_tabs",
    "notfound",
)
CHANGES_EVERY_BODY = ("options", "languages")
"""Sites that mean to change the body of all pages: the sign and the title of permanent links."""


def _together() -> Site:
    sites = [SITES[name] for name in TOGETHER]
    extensions = dict.fromkeys(name for site in sites for name in site.extensions)
    return Site(
        tuple(extensions),
        "".join(site.conf for site in sites),
        {name: text for site in sites for name, text in site.files.items()},
    )


ALL_SITES = {
    **{name: site for name, site in SITES.items() if name not in TOGETHER},
    "all together": _together(),
}
"""What is built: each site that can be one with others is a part of that."""


@pytest.fixture(autouse=True)
def own_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give each test modules and paths as in a process of its own."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    yield
    ModuleAnalyzer.cache.clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == "demo"]:
        del sys.modules[name]


@pytest.fixture
def repository(make_repository: MakeRepository) -> Repository:
    """Return an empty repository."""
    return make_repository({})


def write(repository: Repository, site: Site, *, ours: bool = True, conf: str = "") -> None:
    """Write sources, documents and configuration."""
    for name in site.extensions:
        pytest.importorskip(name)
    extensions = [name for name in site.extensions if name != "linkify_it"]
    extensions += ["sphinx_kwindex"] if ours else []
    names = [
        name.rpartition(".")[0] for name in site.files if name.endswith((".rst", ".md", ".ipynb"))
    ]
    names = [name for name in names if not name.startswith("left_out")]
    entries = "".join(f"   {name}\n" for name in names)
    repository.write(
        {
            **SOURCES,
            **{f"docs/{name}": text for name, text in site.files.items()},
            "docs/index.rst": f"Demo\n====\n\n.. toctree::\n   :maxdepth: 1\n\n   guide\n{entries}",
            "docs/guide.rst": "Guide\n=====\n\nWords of the user.\n",
            "docs/conf.py": f"{BASE}extensions = {extensions!r}\n{site.conf}{conf}",
        }
    )
    if "sphinx_last_updated_by_git" in extensions:
        git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
        for command in ("init -q", "add -A", "commit -q --allow-empty -m 1"):
            subprocess.run([*git, *command.split()], cwd=repository.root, check=True)


ENTRY = "Source code of demo"
TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:]+(?:\+[\d:]+)?")
"""``2026-11-28T20:38:01+00:00``"""
NOT_COMPARABLE = {
    # Durations are in it.
    "sphinx-reading-durations.json",
    # In parallel the pages come as they are done.
    "sitemap.xml",
}
"""What the other extensions do not keep equal."""

ONLY_SOURCES = "kwindex_exclude = ['docs/']\nkwindex_general_index = False\n"
"""The general index is no page of the user, but is among those that are compared."""


def without_navigation(page: str) -> str:
    """Return a page of the user without what leads to ours: entries and links to the next page."""
    lines = page.replace(f", {ENTRY}.", ".").splitlines()
    return "\n".join(line for line in lines if not re.search(r'href="[^"]*kwindex/', line))


def body(page: str) -> str:
    """Return what alabaster shows of a document itself, without links to what the user wrote."""
    shown = page.partition('<div class="body" role="main">')[2].partition(
        '<div class="sphinxsidebar"'
    )[0]
    shown = re.sub(r' <a class="kwindex-written"[^>]*>documentation</a>', "", shown)
    return re.sub(
        r'<a [^>]*href="[^"]*#(?:module-)?(?:demo|gear)\b[^"]*">(<code.*?</code>)</a>', r"\1", shown
    )


def pages(result: Result) -> dict[str, str]:
    """Return the text of all HTML pages."""
    return {name: result.output(name) for name in result.snapshot("*.html")}


def anywhere(text: str, repository: Repository) -> str:
    """Return a page without the place and the time of its sources, which extensions show."""
    return TIME.sub("", text.replace(str(repository.root), ""))


def comparable(result: Result) -> dict[str, str]:
    """Return the hashes of the output that is equal in equal builds."""
    return {name: value for name, value in result.snapshot().items() if name not in NOT_COMPARABLE}


@dataclass(frozen=True)
class Beside:
    """A site with us among its extensions, and its build."""

    name: str
    repository: Repository
    serial: Result

    @property
    def site(self) -> Site:
        return ALL_SITES[self.name]


@pytest.fixture(scope="module", params=ALL_SITES)
def beside(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Beside:
    """Build each site once for the tests that look at it."""
    repository = new_repository(tmp_path_factory.mktemp("beside"), "", {})
    write(repository, ALL_SITES[request.param], conf=ONLY_SOURCES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", list(sys.path))
        return Beside(request.param, repository, repository.build(place="serial"))


def test_builds_without_a_warning_and_the_same_again_and_in_parallel(beside: Beside) -> None:
    parallel = beside.repository.build(place="parallel", jobs=2)
    built_in_parallel, built = comparable(parallel), comparable(beside.serial)
    again = beside.repository.build(place="serial")

    assert beside.serial.warnings + parallel.warnings + again.warnings == ""
    assert built_in_parallel == built
    ours = {docname for docname in again.read if docname.startswith("kwindex/")}
    assert (ours if beside.site.reads_again else again.read) == frozenset()


@pytest.fixture(scope="module")
def bodies_alone(shared_repository: Repository) -> Mapping[str, str]:
    """Return the bodies of our pages without another extension."""
    write(shared_repository, Site(()), conf=ONLY_SOURCES)
    built = pages(shared_repository.build())
    bodies = {page: body(text) for page, text in built.items() if page.startswith("kwindex/")}
    assert len(bodies) > 10
    assert "" not in bodies.values()
    return bodies


def test_neither_changes_the_pages_of_the_other(
    beside: Beside, repository: Repository, bodies_alone: Mapping[str, str]
) -> None:
    both = pages(beside.serial)
    write(repository, beside.site, ours=False)
    without_us = pages(repository.build(place="without"))

    users = {page: text for page, text in both.items() if not page.startswith("kwindex/")}
    assert users.keys() == without_us.keys()
    for page, text in users.items():
        shown = anywhere(without_navigation(text), beside.repository)
        assert shown == anywhere(without_navigation(without_us[page]), repository), page
    if beside.name not in CHANGES_EVERY_BODY:
        for page, alone in bodies_alone.items():
            assert body(both[page]) == alone, page


@pytest.mark.parametrize("name", ["autosummary", "autoapi"])
@pytest.mark.parametrize("order", ["ours first", "ours last"])
def test_documents_that_another_extension_generates_are_among_the_sources_from_the_first_build(
    repository: Repository, name: str, order: str
) -> None:
    write(repository, SITES[name])
    conf = repository.root / "docs/conf.py"
    if order == "ours first":
        conf.write_text(f"{conf.read_text()}extensions.insert(0, extensions.pop())\n")
    first = repository.build()

    again = repository.build()

    assert {docname for docname in again.read if docname.startswith("kwindex/")} == set()
    assert first.snapshot("*_docs.html") == again.snapshot("*_docs.html")


def test_translators_are_offered_nothing_of_ours(repository: Repository) -> None:
    write(repository, SITES["languages"])

    result = repository.build("gettext")

    assert result.warnings == ""
    offered = "".join(path.read_text("utf-8") for path in result.outdir.rglob("*.pot"))
    assert "Words of the user." in offered
    assert "Runs things" not in offered
