"""Variables that are other names of functions and classes."""

from __future__ import annotations

import pytest

from sphinx_kwindex.project.python.indexing import index_modules
from sphinx_kwindex.project.python.occurrences import Linker
from sphinx_kwindex.project.uses.aliases import Aliases
from sphinx_kwindex.records.references import Certainty, LinkedFile, Target
from tests.core.occurrences.cases import names_in

FIRST = """
from base import make, made as given
import base
def own(): ...
class Local: ...
ib = attr = make
again = ib
third = again
dotted = base.make
other = given
if base:
    either = make
else:
    either = own
late = None
late = own
called = make()
bound = own
@bound
def bound(): ...
typed: object = own
circle = circle
round_a = round_b
round_b = round_a
LIMIT = 3
most = LIMIT
changed = LIMIT
changed = 4
class Case:
    def equal(self): ...
    equals = equal
    same = equals
    kind = Local
    set_later = Local
    limit = LIMIT
    noted: type = Local
    taken = base.make
    def method(self):
        self.set_later = None
        inner = make
outer = Case.equal
deep = Case.same
imported = base.copy
"""
BASE = "def make(): ...\nmade = make\ncopy = made\n"


def _behind(name: str, path: str = "first.py") -> list[str]:
    names = names_in({"first.py": FIRST, "base.py": BASE})
    linker = Linker(index_modules(names), {path: item.interface for path, item in names.items()})
    linked = {
        path: LinkedFile("", (), {}, b"", linker.link(path, item.body).aliases)
        for path, item in names.items()
    }
    return [
        f"{'~' if certainty is Certainty.INFERRED else ''}{target.path}:{target.qualname}"
        for target, certainty in Aliases(linked).behind(Target(path, name)).items()
    ]


@pytest.mark.parametrize("name", ["ib", "attr", "again", "third", "dotted", "other", "imported"])
def test_other_names_of_other_names_and_of_imported_ones_lead_to_the_function(name: str) -> None:
    assert _behind(name) == ["base.py:make"]


@pytest.mark.parametrize(
    ("name", "behind"),
    [
        ("Case.equals", ["first.py:Case.equal"]),
        ("Case.same", ["first.py:Case.equal"]),
        ("outer", ["first.py:Case.equal"]),
        ("deep", ["first.py:Case.equal"]),
        ("Case.kind", ["first.py:Local"]),
        ("Case.taken", ["base.py:make"]),
    ],
)
def test_names_in_classes_are_other_names_too(name: str, behind: list[str]) -> None:
    assert _behind(name) == behind


@pytest.mark.parametrize(
    ("name", "behind"),
    [
        ("either", ["~first.py:own", "~base.py:make"]),
        ("late", ["~first.py:own"]),
        ("Case.set_later", ["~first.py:Local"]),
    ],
)
def test_name_that_is_bound_twice_is_not_certain(name: str, behind: list[str]) -> None:
    assert sorted(_behind(name)) == sorted(behind)


def test_value_has_another_name_only_where_that_is_bound_once_in_a_module() -> None:
    assert _behind("most") == ["first.py:LIMIT"]
    assert _behind("changed") == _behind("Case.limit") == []


@pytest.mark.parametrize(
    "name",
    ["called", "bound", "typed", "Case.noted", "circle", "round_a", "own", "Case.inner", "inner"],
)
def test_what_is_called_defined_declared_or_circular_is_no_other_name(name: str) -> None:
    assert _behind(name) == []
