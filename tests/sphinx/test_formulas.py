"""Formulas of docstrings and documents in real builds."""

from __future__ import annotations

import re

import pytest

from tests.sphinx.building import Repository

MATH = (
    'r"""Read :math:`\\alpha^2` and $\\beta$, not $5 or $6.\n\n'
    "More of :math:`\\frac{a}{b}`; \\(\\href{javascript:alert(1)}{x}\\).\n\n"
    '.. math::\n   :label: first\n\n   y = x^2\n"""\n\n\n'
    "def tide(x):\n"
    '    r"""Return :math:`x_{in} \\le y`.\n\n'
    "    .. math::\n       :label: first\n       :nowrap:\n\n"
    "       \\begin{eqnarray}\n       a &=& b \\\\\n       c &=& d\n       \\end{eqnarray}\n\n"
    "    Broken :math:`x^` :math:`\\nosuch{` :math:`\\def\\x{\\x}\\x`\n\n"
    "    Args:\n        x (int): the :math:`\\gamma`, with\n\n            .. math:: z^3\n"
    '    """\n'
)
PAGE = "kwindex/src/demo/math.py_docs.html"
SCRIPT = "tex-mml-chtml.js"


@pytest.fixture
def calculating(repository: Repository) -> Repository:
    repository.write({"src/demo/math.py": MATH, "NOTES.md": "# Notes\n\nAbout $x^2$ and more.\n"})
    return repository


def test_mathjax_is_loaded_on_exactly_the_pages_that_have_formulas(
    calculating: Repository,
) -> None:
    result = calculating.build()

    assert result.warnings == ""
    loading = {
        path.relative_to(result.outdir).as_posix()
        for path in result.outdir.rglob("*.html")
        if re.search(rf'<script[^>]*{re.escape(SCRIPT)}"', path.read_text(encoding="utf-8"))
    }
    assert loading == {PAGE, "kwindex/NOTES.md_docs.html"}


def test_formulas_are_what_the_renderer_makes_of_them_in_lines_lists_and_tables(
    calculating: Repository,
) -> None:
    shown = calculating.build().output(PAGE)

    found = re.findall(
        r'<(?:span|div) class="[^"]* math notranslate nohighlight">(.*?)</', shown, re.DOTALL
    )
    assert [" ".join(formula.split()) for formula in found if "eqno" not in formula] == [
        r"\(\alpha^2\)",
        r"\(\beta\)",
        r"\(\frac{a}{b}\)",
        r"\[y = x^2\]",
        r"\(x_{in} \le y\)",
        r"\[\begin{split}\begin{array}{rcl} a &amp;=&amp; b \\ c &amp;=&amp; d "
        r"\end{array}\end{split}\]",
        r"\(\gamma\)",
        r"\[z^3\]",
    ]
    assert '<code class="literal">x^</code>' in shown
    assert "not $5 or $6" in shown


def test_mathjax_is_told_to_read_nothing_else_on_pages_of_a_repository(
    calculating: Repository,
) -> None:
    calculating.write(
        {"docs/own.rst": ":orphan:\n\nOwn\n===\n\n.. kw:section:: src/demo/math.py\n"
                         "   :section: structure\n\n.. kw:files:: src/demo\n"}
    )  # fmt: skip
    result = calculating.build()

    page = result.output(PAGE).partition(r"\(\href")[0]
    assert re.findall(r'<section class="([^"]*)"', page)[0].split() == [
        "kwindex-page", "mathjax_ignore", "tex2jax_ignore"
    ]  # fmt: skip
    own = result.output("own.html")
    assert own.count('<div class="mathjax_ignore tex2jax_ignore">') == 2
    assert r'tex2jax_process math notranslate nohighlight">\(x_{in} \le y\)' in own


def test_formulas_are_plain_where_many_pages_list_them(calculating: Repository) -> None:
    result = calculating.build()

    assert "Read α² and β, not $5 or $6." in result.output("kwindex/src/demo/index.html")
    assert "frac" not in result.output("searchindex.js")


def test_text_has_formulas_in_plain_characters(calculating: Repository) -> None:
    result = calculating.build("text")

    shown = result.output("kwindex/src/demo/math.py_docs.txt").partition("\nSource\n")[0]
    assert result.warnings == ""
    assert "Read α² and β" in shown
    assert "\ny = x²\n" in shown
    assert "Return x_in ≤ y." in shown
    assert r"\alpha" not in shown


def test_latex_typesets_formulas_without_numbers_or_labels(calculating: Repository) -> None:
    result = calculating.build("latex")

    (book,) = result.outdir.glob("*.tex")
    text = book.read_text(encoding="utf-8")
    assert result.warnings == ""
    assert r"Return \(x_{in} \le y\)." in text
    assert "\\begin{equation*}\n\\begin{split}y = x^2\\end{split}\n\\end{equation*}" in text
    assert r"\(\begin{aligned}z^3\end{aligned}\)" in text
    assert r"\label{equation" not in text


@pytest.mark.parametrize("builder", ["singlehtml", "dirhtml", "epub", "man", "xml", "texinfo"])
def test_no_format_warns_of_formulas(calculating: Repository, builder: str) -> None:
    assert calculating.build(builder, version="1", copyright="them").warnings == ""


RENDERER = """
from sphinx.util import logging

def visit(self, node):
    if node.astext() == "z^3":
        logging.getLogger("sphinx.fake").warning("cannot show %r", node.astext())
    self.body.append("<fake>")

def depart(self, node):
    self.body.append("</fake>")

def setup(app):
    app.add_html_math_renderer("fake", (visit, depart), (visit, depart))

html_math_renderer = "fake"
"""


def test_any_renderer_is_asked_and_what_it_cannot_show_is_plain(calculating: Repository) -> None:
    calculating.configure(RENDERER)

    result = calculating.build()

    shown = result.output(PAGE)
    assert result.warnings == ""
    assert r"<fake>\alpha^2</fake>" in shown
    assert "<fake>z^3" not in shown
    assert '<code class="literal">z³</code>' in shown
    assert SCRIPT not in shown.partition('id="original-source"')[0]
