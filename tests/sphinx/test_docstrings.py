"""Docstrings and documentation coverage in real builds."""

from __future__ import annotations

import pytest

from tests.sphinx.building import Repository

NASTY = [
    "Unbalanced ``literal, `reference, *emphasis, |substitution| and target_ and footnote [1]_.",
    "Wild.\n\n        indented\n    less\n  uneven\n\n      :param x\n   :type:\n::",
    "Roles.\n\n:nosuch:`role` :class:`Missing` :ref:`missing` :doc:`/missing` {ref}`x` {nosuch}`y`",
    "Directives.\n\n.. include:: /etc/passwd\n\n.. raw:: html\n\n   <script>alert(1)</script>\n\n"
    ".. nosuch:: x\n\n   y\n\n.. code-block:: nosuchlanguage\n\n   x = 1\n\n.. toctree::\n\n   zz",
    "Fences.\n\n```{include} /etc/passwd\n```\n\n````\nnot closed",
    "HTML <b>x</b> <!-- <script>alert(1)</script> & &lt; [x](javascript:alert(1)) ![i](x.png)",
    "Table.\n\n====  ===\na  b\n====\n\n+---+\n| x\n\n| a | b |\n|---|",
    "Bytes \\x00\\x1b[31m\\ud800 \\u202e and \\u2028 lines",
    "Args:\n    x (list[: broken\n    y: :class:`~a.b\n        - deep\n            - deeper\n\n"
    "                - deepest\n\nReturns:\n    dict[str: x",
    "Parameters\n----------\nx : {'a',\n    y\n\n    ::\n\n        code\nReturns\n-------\n",
    ":param x: a\n:param x: b\n:type x:\n:raises:\n:returns:\n:meta private:",
    "Title\n=====\n\nTitle\n=====\n\nTitle\n=====\n\n.. _same:\n\n.. _same:\n\n.. [1] A\n.. [1] B",
    ">>> 1 +\n... \n>>> '''\n\n>>> def f(:\n",
    "$x$ $$ \\frac{a}{b} \\begin{document} % # ~ ^ _ { }",
    "1. a\n3. b\n\na. c\n\n#. d\n\n* e\n  * f\n    * g\n      * h\n        * i\n          * j",
    "term\n    what\n        more\nother : x\n    y\n\n:field: a\n:field: b\n\n    quote\n\n-- me",
]


def _module() -> str:
    module = '"""Nasty.\n\n.. nosuch:: x\n\n- a\n"""\n\n\n'
    head = f'{module}class Outer:\n    """Outer.\n\n    - a\n    """\n'
    methods = (
        f'\n    def method{position}(self, x="<b>"):\n        """{text}"""\n'
        for position, text in enumerate(NASTY)
    )
    functions = (
        f'\n\ndef function{position}(x: "a | b" = 1) -> "list[int]":\n    """{text}\n    """\n'
        for position, text in enumerate(NASTY)
    )
    long = f'\n\ndef long():\n    """{"Word. " * 30_000}"""\n'
    many = '\n\ndef many():\n    """Many.\n' + "\n    - line\n" * 2_000 + '    """\n'
    return head + "".join(methods) + "".join(functions) + long + many


@pytest.mark.parametrize("builder", ["html", "singlehtml", "text", "latex", "man", "xml"])
def test_no_docstring_makes_a_build_warn(repository: Repository, builder: str) -> None:
    repository.write({"src/demo/nasty.py": _module().encode("utf-8", "surrogatepass")})

    result = repository.build(builder, nitpicky=True)

    assert result.warnings == ""
    for path in result.outdir.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<script>alert" not in text
        assert 'href="javascript:' not in text
        assert "root:x:" not in text


def test_parameters_are_a_table_in_every_format(repository: Repository) -> None:
    source = 'def f(a: int = 1):\n    """F.\n\n    Args:\n        a: The first.\n    """\n'
    repository.write({"src/demo/f.py": source})

    page = repository.build().output("kwindex/src/demo/f.py_docs.html")
    text = repository.build("text").output("kwindex/src/demo/f.py_docs.txt")

    assert '<th scope="col">Parameters</th>' in page
    assert "<td>The first.</td>" in page
    assert "| Parameters" in text
    assert "| The first." in text


def test_coverage_page_is_made_anew_when_its_figures_change_and_only_then(
    repository: Repository,
) -> None:
    repository.build()
    core = (repository.root / "src/demo/core.py").read_text(encoding="utf-8")
    repository.write({"src/demo/core.py": core.replace("Runs things.", "Does things.")})
    other_words = repository.build()
    repository.write({"src/demo/core.py": core.replace('    """Runs things."""\n', "")})
    no_words = repository.build()

    assert "kwindex/src/demo/core.py_docs" in other_words.read
    assert "kwindex/coverage" not in other_words.read
    assert "kwindex/coverage" in no_words.read
    assert "Engine" in no_words.output("kwindex/coverage.html")
    assert no_words.warnings == ""
