"""Which classes hold tests, by the classes of the whole repository."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from sphinx_kwindex.project.python.classes import Class, ClassGraph, KnownBase
from sphinx_kwindex.records.analysis import FileFacts, Symbol

UNITTEST_CASES = frozenset(
    {
        "unittest.TestCase",
        "unittest.IsolatedAsyncioTestCase",
        "unittest.case.TestCase",
        "django.test.TestCase",
        "django.test.SimpleTestCase",
        "django.test.TransactionTestCase",
        "django.test.LiveServerTestCase",
    }
)
_CASE_NAME = re.compile(r".*TestCase$")
"""``WebTestCase``: a base from elsewhere that is taken for one of unittest's by its name."""
_BASE_NAME = re.compile(r".*(?:Tests?|TestBase|TestCase)$")
"""``TestBase``, ``fixtures.MappedTest``: a base that makes a class one of tests."""
_SWITCH = "__test__"
_CONSTRUCTORS = frozenset({"__init__", "__new__"})
_MAKING_CONSTRUCTORS = frozenset({"dataclass", "define", "frozen", "mutable", "attrs"})
_CONSTRUCTED_BASE = re.compile(
    r"(?:NamedTuple|TypedDict|Protocol|(?:Int|Str)?(?:Enum|Flag)|BaseModel|Thread|Process"
    r"|(?:Ordered|default)?[Dd]ict|UserDict|UserList|UserString|Counter|deque|list|set|frozenset|tuple"
    r"|int|float|str|bytes|complex|type|ABCMeta|(?:Base)?Exception|\w+(?:Error|Exception|Warning))$"
)
"""A class from elsewhere that has one: of the standard library, an exception, a model."""


class CaseClasses(msgspec.Struct, frozen=True):
    """What is known of the classes that may hold tests."""

    unittest: frozenset[Class]
    """Those that derive from a test case of unittest."""
    based: frozenset[Class]
    """Those with a base, at any distance, that is called like a class of tests."""
    constructed: frozenset[Class]
    """Those with a constructor, which pytest does not collect, unless unittest runs them."""
    off: frozenset[Class]
    """Those that say ``__test__ = False`` themselves."""
    off_files: frozenset[str]
    """Paths of the files that say so."""


def find_case_classes(files: Iterable[FileFacts], classes: ClassGraph) -> CaseClasses:
    """Return what is known of the classes of the Python files.

    Parameters
    ----------
    files:
        The Python files.
    classes:
        The base classes of all classes.
    """
    unittest: set[Class] = set()
    based: set[Class] = set()
    constructed: set[Class] = set()
    off: set[Class] = set()
    off_files: set[str] = set()
    for facts in files:
        symbols = facts.analysis.symbols
        off_files.update(facts.path for symbol in symbols if symbol.parent < 0 and _is_off(symbol))
        for symbol in symbols:
            if symbol.is_class:
                own = facts.path, symbol.anchor
                found = classes.bases_of(own)
                if any(map(_is_unittest, found)):
                    unittest.add(own)
                if any(_BASE_NAME.match(name) for base in found for name in base.names):
                    based.add(own)
                if _is_constructed(symbol, found):
                    constructed.add(own)
            elif symbol.parent >= 0 and symbols[symbol.parent].is_class:
                owner = facts.path, symbols[symbol.parent].anchor
                if symbol.name in _CONSTRUCTORS:
                    constructed.add(owner)
                if _is_off(symbol):
                    off.add(owner)
    return CaseClasses(
        classes.with_derived(unittest),
        classes.with_derived(based),
        classes.with_derived(constructed),
        frozenset(off),
        frozenset(off_files),
    )


def _is_off(symbol: Symbol) -> bool:
    return symbol.name == _SWITCH and symbol.value is False


def _is_constructed(symbol: Symbol, bases: Iterable[KnownBase]) -> bool:
    """Return whether a class has a constructor that it does not write itself."""
    return any(
        item.last_name in _MAKING_CONSTRUCTORS or item.path == "attr.s"
        for item in symbol.decorators
    ) or any(
        base.found is None and _CONSTRUCTED_BASE.match(base.names[-1].rpartition(".")[2])
        for base in bases
    )


def _is_unittest(base: KnownBase) -> bool:
    is_named_so = _CASE_NAME.match(base.names[0]) is not None
    return base.found is None and (is_named_so or base.origin in UNITTEST_CASES)
