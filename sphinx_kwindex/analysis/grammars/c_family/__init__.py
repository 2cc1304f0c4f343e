"""C, C++, CUDA and Objective-C."""

from sphinx_kwindex.analysis.grammars.c_family.bindings import find_bindings
from sphinx_kwindex.analysis.grammars.c_family.bodies import without_bodies
from sphinx_kwindex.analysis.grammars.c_family.declarators import refine
from sphinx_kwindex.analysis.grammars.c_family.macros import without_macros
from sphinx_kwindex.analysis.grammars.c_family.objective_c import refine_objective_c
from sphinx_kwindex.analysis.grammars.c_family.preprocessor import preprocess
from sphinx_kwindex.analysis.grammars.c_family.tests import find_tests
from sphinx_kwindex.analysis.grammars.declaration import Grammar, Prepared, Refine

__all__ = ["C_FAMILY"]


def _prepare(source: bytes) -> Prepared:
    read = preprocess(source)
    code = without_bodies(without_macros(read.code))
    found = (*read.macros, *find_tests(code, source))
    bindings = find_bindings(read.code, source, read.macros)
    return Prepared(code, read.comments, found, read.includes, bindings)


def _grammar(
    language: str, name: str, separator: str = "::", definitions: Refine = refine
) -> Grammar:
    return Grammar(
        language,
        f"tree_sitter_{name}",
        name,
        separator=separator,
        prepare=_prepare,
        refine=definitions,
        is_strict=False,  # only the preprocessor knows what a macro stands for
    )


C_FAMILY = (
    _grammar("C", "c"),
    _grammar("C header", "c"),
    _grammar("C++", "cpp"),
    _grammar("C++ header", "cpp"),
    # What CUDA adds to a head is a word between underscores, which is taken out like a macro.
    _grammar("CUDA", "cpp"),
    *(
        _grammar(language, "objc", ".", refine_objective_c)
        for language in ("Objective-C", "Objective-C header", "Objective-C++")
    ),
)
