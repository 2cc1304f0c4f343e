r"""The commands of TeX that formulas may use, with their plain forms.

A list of what is allowed, not of what is not: formulas come from strangers.  LaTeX, which typesets
books, and images for ``sphinx.ext.imgmath``, can read files and define commands; the ``\href`` of
MathJax makes links to scripts.  What is not named here is no formula but code.  Every command is
known to LaTeX with ``amsmath`` and ``amssymb``, to MathJax and to KaTeX alike.
"""

from __future__ import annotations


def _words_of(table: str) -> list[str]:
    return table.split()


_SYMBOLS = _words_of("""
alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa
κ lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ
varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ
Psi Ψ Omega Ω pm ± mp ∓ times × div ÷ cdot · ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes
⊗ oslash ⊘ odot ⊙ wedge ∧ land ∧ vee ∨ lor ∨ cap ∩ cup ∪ setminus ∖ uplus ⊎ sqcap ⊓ sqcup ⊔ dagger
† amalg ⨿ wr ≀ le ≤ leq ≤ ge ≥ geq ≥ leqslant ⩽ geqslant ⩾ ne ≠ neq ≠ ll ≪ gg ≫ approx ≈ equiv ≡
sim ∼ simeq ≃ cong ≅ propto ∝ prec ≺ succ ≻ preceq ⪯ succeq ⪰ lesssim ≲ gtrsim ≳ doteq ≐ triangleq
≜ asymp ≍ models ⊨ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ subsetneq ⊊ supset ⊃ supseteq ⊇ supsetneq
⊋ sqsubseteq ⊑ sqsupseteq ⊒ perp ⊥ parallel ∥ mid | nmid ∤ vdash ⊢ dashv ⊣ bowtie ⋈ smile ⌣ frown
⌢ to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔
implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ longmapsto ⟼ longrightarrow ⟶ longleftarrow ⟵ Longrightarrow
⟹ Longleftarrow ⟸ longleftrightarrow ⟷ Longleftrightarrow ⟺ uparrow ↑ downarrow ↓ updownarrow ↕
Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ hookrightarrow ↪ hookleftarrow ↩
rightharpoonup ⇀ leftharpoonup ↼ rightleftharpoons ⇌ leadsto ⇝ rightsquigarrow ⇝ forall ∀ exists ∃
nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥ emptyset ∅ varnothing ∅ infty ∞ partial ∂ nabla ∇ ell ℓ hbar ℏ
imath ı jmath ȷ Re ℜ Im ℑ aleph ℵ wp ℘ angle ∠ triangle △ square □ Box □ diamond ⋄ Diamond ◊
blacksquare ■ prime ′ flat ♭ sharp ♯ natural ♮ checkmark ✓ therefore ∴ because ∵ ldots … dots …
cdots ⋯ dotsc … dotsb ⋯ vdots ⋮ ddots ⋱ colon : lbrace { rbrace } lbrack [ rbrack ] backslash \\
vert | Vert ‖ lvert | rvert | lVert ‖ rVert ‖ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉
""")

_OPERATORS = _words_of("""
sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcap ⋂ bigcup ⋃ bigvee ⋁ bigwedge ⋀ bigoplus ⨁
bigotimes ⨂ bigodot ⨀ bigsqcup ⨆ biguplus ⨄
""")

INFIX = {"over": "/", "choose": " choose ", "atop": " / "}
"""Commands between the two parts of a group."""

_FUNCTIONS = _words_of("""
arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf injlim ker lg lim
liminf limsup ln log max min Pr projlim sec sin sinh sup tan tanh
""")

OPERATORS = dict(zip(_OPERATORS[::2], _OPERATORS[1::2], strict=True))
"""Signs that may have limits."""

FUNCTIONS = frozenset(_FUNCTIONS)
"""Names that are set upright, and may have limits."""

SYMBOLS = dict(zip(_SYMBOLS[::2], _SYMBOLS[1::2], strict=True)) | OPERATORS | {"backslash": "\\"}
"""Commands without arguments that show one sign."""

ESCAPED = {"{": "{", "}": "}", "_": "_", "%": "%", "$": "$", "#": "#", "&": "&", "|": "‖"}
"""Signs after a backslash."""

NOTHING = frozenset(
    {"displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle", "rm", "bf", "it", "cal", "tt",
     "sf", "nonumber", "notag"}
)  # fmt: skip
"""Commands that change how what follows looks."""

DROPPED = frozenset({"nonumber", "notag"})
"""Commands that make no sense without numbers, which our formulas never have."""

SPACES = frozenset({",", ";", ":", "!", ">", " ", "quad", "qquad", "enspace", "thinspace"})

FONTS = frozenset(
    {"mathrm", "mathbf", "mathit", "mathsf", "mathtt", "mathcal", "mathbb", "mathfrak",
     "boldsymbol", "pmb"}
)  # fmt: skip
"""Commands that show their argument in another type."""

ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303",
    "bar": "\u0304", "overline": "\u0305", "underline": "\u0332", "vec": "\u20d7",
    "dot": "\u0307", "ddot": "\u0308", "check": "\u030c", "breve": "\u0306",
    "acute": "\u0301", "grave": "\u0300", "mathring": "\u030a", "overrightarrow": "\u20d7",
    "not": "\u0338",
}  # fmt: skip
"""Commands that put something over or under their argument."""

PASSED = frozenset(
    {"mathop", "mathbin", "mathrel", "mathord", "mathopen", "mathclose", "underbrace", "overbrace",
     "boxed", "substack", "operatorname", "operatorname*"}
)  # fmt: skip
"""Other commands with one argument, which is all that they say."""

FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac"})

BINOMIALS = frozenset({"binom", "dbinom", "tbinom"})

STACKED = frozenset({"overset", "underset", "stackrel"})
"""Commands with something small, and what it stands by."""

WORDS = frozenset({"text", "textrm", "textbf", "textit", "textsf", "texttt", "textnormal", "mbox"})
"""Commands whose argument is text."""

LENGTHS = {"hspace": 1, "rule": 2}
"""Commands whose arguments are lengths, by their number."""

SIZES = frozenset(
    f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")
)
"""Commands before a delimiter."""

DELIMITERS = frozenset("()[]|/.<>") | frozenset(
    {"\\{", "\\}", "\\|", "\\backslash", "\\vert", "\\Vert", "\\lvert", "\\rvert", "\\lVert",
     "\\rVert", "\\langle", "\\rangle", "\\lfloor", "\\rfloor", "\\lceil", "\\rceil", "\\lbrace",
     "\\rbrace", "\\lbrack", "\\rbrack", "\\uparrow", "\\downarrow"}
)  # fmt: skip

RENAMED = {"bm": "boldsymbol", "mathscr": "mathcal"}
"""What only some of the renderers know, by what they all do."""

ENVIRONMENTS = {
    "aligned": "aligned", "align": "aligned", "align*": "aligned", "flalign": "aligned",
    "flalign*": "aligned", "split": "aligned", "gathered": "gathered", "gather": "gathered",
    "gather*": "gathered", "multline": "gathered", "multline*": "gathered", "cases": "cases",
    "matrix": "matrix", "pmatrix": "pmatrix", "bmatrix": "bmatrix", "Bmatrix": "Bmatrix",
    "vmatrix": "vmatrix", "Vmatrix": "Vmatrix", "smallmatrix": "smallmatrix", "array": "array",
    "eqnarray": "array", "eqnarray*": "array", "equation": "", "equation*": "",
}  # fmt: skip
"""Environments, by what takes their place: one without numbers that may stand within a formula."""

BRACKETED = {
    "pmatrix": "()", "bmatrix": "[]", "Bmatrix": "{}", "vmatrix": "||", "Vmatrix": "‖‖",
    "cases": "{ ",
}  # fmt: skip
"""What is around the rows of an environment."""

RAISED = dict(zip("0123456789+-=()nTi", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿᵀⁱ", strict=True))
LOWERED = dict(
    zip("0123456789+-=()aeoxhklmnpstijru", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤ", strict=True)
)
DOUBLE_STRUCK = dict(zip("CENPQRZ1", "ℂ𝔼ℕℙℚℝℤ𝟙", strict=True))

WRITTEN = {sign: f"\\{name}" for name, sign in reversed(SYMBOLS.items()) if not sign.isascii()}
"""Signs by their commands: LaTeX cannot typeset most of them as they are."""
