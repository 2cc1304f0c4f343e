"""C, C++, CUDA and Objective-C."""

from collections.abc import Iterable, Iterator
from functools import partial

import msgspec

from sphinx_kwindex.analysis.grammars.c_family.bindings import find_bindings
from sphinx_kwindex.analysis.grammars.c_family.bodies import without_bodies
from sphinx_kwindex.analysis.grammars.c_family.declarators import refine
from sphinx_kwindex.analysis.grammars.c_family.edits import Typeless
from sphinx_kwindex.analysis.grammars.c_family.macro_enums import plain_enums
from sphinx_kwindex.analysis.grammars.c_family.modules import read_modules
from sphinx_kwindex.analysis.grammars.c_family.normal_form import normal_form
from sphinx_kwindex.analysis.grammars.c_family.objective_c import (
    read_objective_c,
    refine_beside_classes,
)
from sphinx_kwindex.analysis.grammars.c_family.preprocessor import preprocess
from sphinx_kwindex.analysis.grammars.c_family.tests import find_tests
from sphinx_kwindex.analysis.grammars.declaration import Grammar, Prepared
from sphinx_kwindex.analysis.grammars.found import Found
from sphinx_kwindex.analysis.grammars.reading import shortened
from sphinx_kwindex.records.symbol_kinds import SymbolKind

__all__ = ["C_FAMILY"]


_LONGEST_NAMES = 1_000


class Dialect(msgspec.Struct, frozen=True):
    """What a language of the family adds to C."""

    is_cpp: bool
    has_classes_of_objective_c: bool


def _prepare(source: bytes, most: int, *, dialect: Dialect) -> Prepared:
    read = preprocess(source)
    code = without_bodies(plain_enums(read.code))
    found = [*read.macros, *find_tests(code, source)]
    included = [*read.includes]
    bindings = find_bindings(read.code, source, read.macros)
    if dialect.has_classes_of_objective_c:
        classes = read_objective_c(code, source)
        found += classes.found
        included += classes.included
        code = classes.code
    elif dialect.is_cpp:
        modules = read_modules(code, source)
        found += modules.found
        included += modules.included
        code = modules.code
    macros = {macro.name.encode() for macro in read.macros if not _is_itself(macro, source)}
    normal = normal_form(code, macros, most, is_cpp=dialect.is_cpp)
    return Prepared(
        code=normal.code,
        comments=read.comments,
        found=(*found, *_typeless(source, normal.typeless)),
        included=tuple(included),
        bindings=bindings,
        starts=normal.starts,
        unread=normal.unread,
        is_cut=normal.is_cut,
    )


def _is_itself(macro: Found, source: bytes) -> bool:
    """Return whether a macro only says that there is something of this name."""
    words = source[macro.start : min(macro.end, macro.start + _LONGEST_NAMES)].split()
    return len(words) > 1 and words[-1] == words[-2]


def _typeless(source: bytes, items: Iterable[Typeless]) -> Iterator[Found]:
    for item in items:
        name = source[item.start : item.parameters].decode("utf-8", "replace")
        parameters = source[item.parameters : item.end_of_parameters].decode("utf-8", "replace")
        yield Found(
            kind=SymbolKind.FUNCTION,
            name=name.strip(),
            start=item.start,
            end=item.end,
            signature=shortened(" ".join(parameters.split())),
        )


def _grammar(language: str, name: str, dialect: Dialect, separator: str = "::") -> Grammar:
    return Grammar(
        language,
        f"tree_sitter_{name}",
        name,
        separator=separator,
        prepare=partial(_prepare, dialect=dialect),
        refine=refine_beside_classes if dialect.has_classes_of_objective_c else refine,
        is_strict=False,  # only the preprocessor knows what a macro stands for
    )


_C = Dialect(is_cpp=False, has_classes_of_objective_c=False)
_CPP = Dialect(is_cpp=True, has_classes_of_objective_c=False)
_OBJECTIVE_C = Dialect(is_cpp=False, has_classes_of_objective_c=True)
_OBJECTIVE_CPP = Dialect(is_cpp=True, has_classes_of_objective_c=True)

C_FAMILY = (
    _grammar("C", "c", _C),
    _grammar("C header", "c", _C),
    _grammar("C++", "cpp", _CPP),
    _grammar("C++ header", "cpp", _CPP),
    # What CUDA adds to a head is a word between underscores, which is taken out like a macro.
    _grammar("CUDA", "cpp", _CPP),
    _grammar("Objective-C", "objc", _OBJECTIVE_C, "."),
    _grammar("Objective-C header", "objc", _OBJECTIVE_C, "."),
    _grammar("Objective-C++", "cpp", _OBJECTIVE_CPP, "."),
)
