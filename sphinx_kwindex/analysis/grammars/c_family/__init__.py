"""C, C++, CUDA and Objective-C."""

from sphinx_kwindex.analysis.grammars.c_family.bodies import without_bodies
from sphinx_kwindex.analysis.grammars.c_family.declarators import refine
from sphinx_kwindex.analysis.grammars.c_family.macros import without_macros
from sphinx_kwindex.analysis.grammars.c_family.objective_c import refine_objective_c
from sphinx_kwindex.analysis.grammars.c_family.preprocessor import preprocess
from sphinx_kwindex.analysis.grammars.c_family.tests import find_tests
from sphinx_kwindex.analysis.grammars.declaration import Grammar, Prepared

__all__ = ["C_FAMILY"]


def _prepare(source: bytes) -> Prepared:
    read = preprocess(source)
    code = without_bodies(without_macros(read.code))
    found = (*read.macros, *find_tests(code, source))
    return Prepared(code, read.comments, found, read.includes)


C_FAMILY = (
    *(
        Grammar(language, "tree_sitter_c", "c", separator="::", prepare=_prepare, refine=refine)
        for language in ("C", "C header")
    ),
    *(
        Grammar(language, "tree_sitter_cpp", "cpp", separator="::", prepare=_prepare, refine=refine)
        for language in ("C++", "C++ header")
    ),
    # What CUDA adds to a head is a word between underscores, which is taken out like a macro.
    Grammar("CUDA", "tree_sitter_cpp", "cpp", separator="::", prepare=_prepare, refine=refine),
    *(
        Grammar(language, "tree_sitter_objc", "objc", prepare=_prepare, refine=refine_objective_c)
        for language in ("Objective-C", "Objective-C header", "Objective-C++")
    ),
)
