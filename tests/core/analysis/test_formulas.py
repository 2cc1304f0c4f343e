"""Formulas: what is typeset, what stays code, and what is shown where nothing is typeset."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.analysis.formulas.delimiters import INLINE, formula_between
from sphinx_kwindex.analysis.formulas.formula import LONGEST, Formula, read_formula
from sphinx_kwindex.analysis.formulas.tokens import Tokens
from sphinx_kwindex.analysis.formulas.vocabulary import (
    ACCENTS,
    BINOMIALS,
    ENVIRONMENTS,
    ESCAPED,
    FONTS,
    FRACTIONS,
    FUNCTIONS,
    INFIX,
    LENGTHS,
    NOTHING,
    OPERATORS,
    PASSED,
    SIZES,
    SPACES,
    STACKED,
    SYMBOLS,
    WORDS,
)

KNOWN = {
    *ACCENTS, *BINOMIALS, *ESCAPED, *FONTS, *FRACTIONS, *FUNCTIONS, *INFIX, *LENGTHS, *NOTHING,
    *OPERATORS, *PASSED, *SIZES, *SPACES, *STACKED, *SYMBOLS, *WORDS, "begin", "end", "left",
    "middle", "right", "sqrt", "mod", "bmod", "pmod", "limits", "nolimits", "\\",
}  # fmt: skip
COMMAND = re.compile(r"\\(operatorname\*|[A-Za-z]+|.)", re.DOTALL)


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        ("x", "x"),
        ("(*)", "(*)"),
        (r"\beta*x", "β*x"),
        ("(N, C, H_{out}, W_{out})", "(N, C, H_out, W_out)"),
        (r"\mathcal{U}(-\sqrt{k}, \sqrt{k})", "U(-√k, √k)"),
        (r"\text{padding\_right}", "padding_right"),
        (r"\frac{a + b}{2n}", "(a + b)/2n"),
        (r"\sum\limits_{i=1}^{n} x_i^2", "∑_(i=1)ⁿ xᵢ²"),
        (r"x^{-1} + e^{2t}", "x⁻¹ + e^2t"),
        (r"\left\lfloor \frac{1}{2} \right\rfloor", "⌊1/2⌋"),
        (r"\log x + \log(x)", "log x + log(x)"),
        (r"\hat{y} \in \mathbb{R}^{n \times m}", "ŷ ∈ ℝ^(n × m)"),
        (r"f''(x)", "f′′(x)"),
        (r"\sqrt[3]{x}", "³√x"),
        (r"{n \choose k}", "n choose k"),
        (r"a_\text{in} \bmod 2", "a_in mod 2"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "(a b; c d)"),
    ],
)
def test_formula_is_typeset_as_written_and_readable_without(tex: str, plain: str) -> None:
    assert read_formula(tex) == Formula(tex, plain)


@pytest.mark.parametrize(
    ("written", "tex"),
    [
        ("α ≤ β", r"\alpha  \le  \beta"),
        (r"\text{a_b}", r"\text{a\_b}"),
        (r"\bm{x}", r"\boldsymbol{x}"),
        ("\\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}",
         "\\begin{aligned}\na &= b \\\\\nc &= d\n\\end{aligned}"),
        (r"\begin{eqnarray} a &=& b \end{eqnarray}", r"\begin{array}{rcl} a &=& b \end{array}"),
        (r"\begin{equation}\label{eq:a} a \end{equation}", "a"),
        ("a % a comment\n+ b", "a \n+ b"),
        (r"\begin{aligned} a \\ [b] \end{aligned}", r"\begin{aligned} a \\{} [b] \end{aligned}"),
        ("a \\nonumber\n\n\nb", "a\n\nb"),
    ],
)  # fmt: skip
def test_block_is_put_in_words_that_every_renderer_knows(written: str, tex: str) -> None:
    found = read_formula(written, is_block=True)
    assert found is not None
    assert found.tex == tex


@pytest.mark.parametrize(
    "tex",
    [
        "",
        r"\href{javascript:alert(1)}{x}",
        r"\url{x}",
        r"\style{color:red}{x}",
        r"\class{x}{y}",
        r"\cssId{x}{y}",
        r"\require{html}",
        r"\def\x{y}\x",
        r"\newcommand{\x}{y}",
        r"\let\x=\y",
        r"\input{/etc/passwd}",
        r"\write18{ls}",
        r"\csname input\endcsname",
        r"\catcode`\%=12",
        "^^5cinput",
        r"\unicode{x41}",
        r"\begin{document}",
        r"\begin{verbatim}x\end{verbatim}",
        r"x\) <script>",
        r"x\] y",
        "a % b",
        "a # b",
        "a $ b",
        r"\text{a $b$}",
        r"\text{a",
        "{a",
        "a}",
        r"\frac{a}",
        r"\frac a",
        r"\sqrt\frac{a}{b}",
        "x^",
        "x^2^3",
        "x_a_b",
        "x^2'",
        r"\left( a",
        r"a \right)",
        r"\left a \right)",
        r"\begin{matrix} a",
        r"\begin{matrix} a \end{pmatrix}",
        "a & b",
        r"a \\ b",
        r"{a \over b \over c}",
        r"x\limits_a",
        r"\tag{1}",
        r"\eqref{x}",
        r"\nosuch",
        "\u202e",
        "日本",
        "\x0crac{a}{b}",
        "x" * (LONGEST + 1),
        "{" * 100 + "x" + "}" * 100,
    ],
)
def test_what_is_broken_unknown_or_harmful_is_no_formula(tex: str) -> None:
    assert read_formula(tex) is None


@pytest.mark.parametrize(
    "tex",
    [
        "a & b",
        r"a & b & c \\ d",
        r"{a & b} \\ c",
        r"\begin{cases} a & b & c \end{cases}",
        r"\begin{array}{cc} a & b & c \end{array}",
        r"\begin{array}{c@{\input{x}}} a \end{array}",
        r"\left( a & b \right) \\ c",
        r"\begin{gathered} a & b \end{gathered}",
        r"a \\[\input] b",
        r"\rule{9999cm}{1pt} x",
    ],
)
def test_block_that_latex_would_stumble_over_is_no_formula(tex: str) -> None:
    assert read_formula(tex, is_block=True) is None


PIECES = st.sampled_from(
    [*(f"\\{name}" for name in sorted(KNOWN)), *"{}^_&'~%#$[]() ax1\n", "\\href", "\\def", "\\\\",
     *(f"\\begin{{{name}}}" for name in ENVIRONMENTS),
     *(f"\\end{{{name}}}" for name in ENVIRONMENTS)]
)  # fmt: skip


@given(st.lists(PIECES).map("".join) | st.text())
def test_no_formula_has_a_command_that_is_not_allowed(text: str) -> None:
    for is_block in (False, True):
        found = read_formula(text, is_block=is_block)
        if found is not None:
            assert set(COMMAND.findall(found.tex)) <= KNOWN
            assert found.tex.isascii()
            assert found.tex.count("{") - found.tex.count(r"\{") == (
                found.tex.count("}") - found.tex.count(r"\}")
            )
            assert "\n" not in found.plain


def test_work_is_linear_in_the_length_of_a_formula(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = []
    following = Tokens.next

    def counted(self: Tokens) -> str:
        steps.append(1)
        return following(self)

    monkeypatch.setattr(Tokens, "next", counted)
    counts = []
    for size in (50, 200):
        steps.clear()
        assert read_formula(r"\frac{x_1}{2} " * size) is not None
        counts.append(len(steps))

    assert counts[1] <= 4.2 * counts[0]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("$x$", ["x"]),
        ("$n$-th, ($O(n \\log n)$)", ["n", "O(n log n)"]),
        ("$A^T$, $2ab$, $x_{max}$, $i + 1$", ["Aᵀ", "2ab", "x_max", "i + 1"]),
        ("$$x^2$$", ["x²"]),
        (r"\(x^2\) \[E = mc^2\]", ["x²", "E = mc²"]),
        ("costs $5 and $6", []),
        ("between $5-$6 or US$5 and US$6, $5$", []),
        ("$HOME/bin:$PATH ${HOME}$", []),
        ("$USER$ $is$ $us$", []),
        ("$(CC) $@ $< $$(pwd) $^ $*", []),
        ("$x is set, and $y", []),
        ("${x}$ a$b$c $1$ $2y$10$abc", []),
        ("^a$|^b$ and s/a$/b$/", []),
        (r"\$x\$ $a\$b$", []),
        (r"\[a-z\] \(foo\) \\(x\\)", []),
        ("jQuery $(this).find($('a'))", []),
        (r"$\href{javascript:x}{y}$", []),
        ("$ x $ $x $ $ x$", []),
    ],
)
def test_dollars_are_formulas_only_around_mathematics(words: str, found: list[str]) -> None:
    formulas = (formula_between(match) for match in re.finditer(INLINE, words))
    assert [formula.plain for formula in formulas if formula is not None] == found
