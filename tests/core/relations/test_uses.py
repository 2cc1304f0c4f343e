"""Which definitions use which, and what is above and below them."""

from __future__ import annotations

import pytest

from sphinx_kwindex.records.analysis import Analysis, FileFacts, Symbol
from sphinx_kwindex.records.references import Certainty
from sphinx_kwindex.records.source_files import SourceFile
from sphinx_kwindex.records.symbol_kinds import SymbolKind
from sphinx_kwindex.relations import FileRelations, room, uses
from sphinx_kwindex.relations.inheritance import Inheritance
from sphinx_kwindex.relations.uses import MOST_USERS, UsedDefinition, User
from tests.core.fixtures import Planned, Tree

CORE = """
    class Shape:
        sides = 0
        def area(self): return self.scale()
        def scale(self): return 1
    class Square(Shape):
        def area(self): return super().area()
    LIMIT = 3
    def draw(shape: Shape):
        draw(shape)
        return LIMIT
    TABLE = {"draw": draw}
    """


def _used(found: FileRelations, files: Tree, planned: Planned, path: str) -> dict[str, str]:
    symbols = planned(files).related.files[path].analysis.symbols
    return {
        symbols[item.symbol].qualname: " ".join(_word(user) for user in item.users.first)
        for item in found.uses.definitions
    }


def _word(user: User) -> str:
    mark = "~" if user.certainty is Certainty.INFERRED else ""
    return f"{mark}{user.definition.path}:{user.definition.qualname}"


def _of(found: FileRelations, position: int) -> UsedDefinition:
    return next(item for item in found.uses.definitions if item.symbol == position)


def test_users_are_the_definitions_around_the_places_but_not_the_definition_itself(
    planned: Planned,
) -> None:
    files = {"core.py": CORE}
    found = planned(files).view_of("core.py").relations
    assert _used(found, files, planned, "core.py") == {
        "Shape": "core.py:draw",
        "Shape.area": "core.py:Square.area",
        "Shape.scale": "core.py:Shape.area",
        "LIMIT": "core.py:draw",
        "draw": "core.py:TABLE",
    }


def test_uses_through_modules_and_packages_count_and_imports_alone_do_not(
    planned: Planned,
) -> None:
    files = {
        "p/__init__.py": "from p.core import draw\n",
        "p/core.py": CORE,
        "p/a.py": "import p\ndef a():\n    p.draw(1)\n    p.draw(2)\n",
        "p/b.py": "from p import core\ncore.draw(3)\n",
        "p/c.py": "from p.core import *\nclass C:\n    x = draw(3)\n",
        "p/d.py": "def d():\n    from p.core import draw\n    return [draw for _ in ()]\n",
    }
    view = planned(files).view_of("p/core.py")
    symbols = [item.qualname for item in view.analysis.symbols]
    said = _of(view.relations, symbols.index("draw"))
    assert [_word(user) for user in said.users.first] == [
        "p/a.py:a",
        "p/b.py:",
        "p/c.py:C.x",
        "p/d.py:d",
        "p/core.py:TABLE",
    ]
    assert (said.times, said.files, said.importers) == (6, 5, 1)
    assert not said.is_called


def test_uses_that_types_tell_are_said_to_be_inferred_and_come_last(planned: Planned) -> None:
    files = {
        "core.py": CORE,
        "a.py": "from core import Shape\ndef a(shape: Shape):\n    shape.scale()\n",
        "b.py": "from core import Shape\ndef b():\n    Shape.scale(1)\n",
    }
    view = planned(files).view_of("core.py")
    position = [item.qualname for item in view.analysis.symbols].index("Shape.scale")
    said = _of(view.relations, position)
    assert [_word(user) for user in said.users.first] == [
        "b.py:b",
        "core.py:Shape.area",
        "~a.py:a",
    ]
    assert said.is_called


def test_tests_are_counted_apart_and_count_whatever_way_they_name_a_definition(
    planned: Planned,
) -> None:
    files = {
        "p/__init__.py": "",
        "p/core.py": CORE,
        "tests/test_a.py": (
            "from p import core\ndef test_a():\n    core.Shape()\n"
            "class TestB:\n    def test_b(self):\n        core.Shape().area()\n"
            "def made():\n    return core.Shape\n"
        ),
    }
    view = planned(files).view_of("p/core.py")
    said = _of(view.relations, 0)
    assert (said.tests, said.test_files, said.test_users.total) == (2, 1, 3)
    assert [_word(user) for user in said.users.first] == ["p/core.py:draw"]
    assert {file.path for file in view.tests.files.first} == {"tests/test_a.py"}


def test_bases_are_told_as_subclasses_and_members_as_overriding(planned: Planned) -> None:
    files = {
        "core.py": CORE,
        "a.py": (
            "import core\nclass A(core.Square):\n    sides = 4\n    def scale(self): ...\n"
            "class B(A): ...\nclass C(B, core.Square):\n    def __init__(self): ...\n"
            "    def area(self): ...\n"
        ),
    }
    view = planned(files).view_of("core.py")
    names = [item.qualname for item in view.analysis.symbols]
    found = {names[item.symbol]: item for item in view.relations.inheritance}
    assert found.keys() == {
        "Shape", "Shape.sides", "Shape.area", "Shape.scale", "Square", "Square.area",
    }  # fmt: skip
    assert _names(found["Shape"]) == (["Square"], 3, "", [])
    assert _names(found["Square"]) == (["A", "C"], 1, "", [])
    assert _names(found["Shape.area"]) == ([], 0, "", ["Square.area"])
    assert _names(found["Square.area"]) == ([], 0, "Shape.area", ["C.area"])
    assert _names(found["Shape.scale"]) == ([], 0, "", ["A.scale"])


def _names(said: Inheritance) -> tuple[list[str], int, str, list[str]]:
    return (
        [item.qualname for item in said.subclasses.first],
        said.further,
        said.overrides.qualname if said.overrides is not None else "",
        [item.qualname for item in said.overridden.first],
    )


def test_calls_of_a_function_name_what_it_calls_with_its_own_file_first(
    planned: Planned,
) -> None:
    files = {
        "core.py": CORE,
        "a.py": (
            "import core, os\ndef own(): ...\n"
            "def run(shape: core.Shape):\n    core.draw(1)\n    own()\n    shape.area()\n"
            "    os.getcwd()\n    return core.LIMIT\n"
        ),
    }
    (said,) = planned(files).view_of("a.py").relations.calls
    assert [_word(user) for user in said.called.first] == [
        "a.py:own",
        "core.py:draw",
        "~core.py:Shape.area",
    ]


def test_decorator_is_used_by_what_it_decorates_or_by_the_function_around_that(
    planned: Planned,
) -> None:
    files = {
        "core.py": "def mark(it): ...\n",
        "a.py": (
            "from core import mark\n@mark\ndef a(): ...\n"
            "class B:\n    @mark\n    def b(self): ...\n"
            "def c():\n    @mark\n    class Local: ...\ndef d(): ...\n"
        ),
    }
    said = _of(planned(files).view_of("core.py").relations, 0)
    assert [_word(user) for user in said.users.first] == ["a.py:a", "a.py:B.b", "a.py:c"]


def test_what_a_decorator_is_called_with_is_used_by_what_it_decorates(planned: Planned) -> None:
    files = {
        "core.py": "LIMIT = 3\ndef mark(*given): ...\n",
        "a.py": (
            "from core import LIMIT, mark\n@mark(\n    LIMIT,\n)\n@mark(size=LIMIT)\ndef a(): ...\n"
            "class B:\n    @mark(LIMIT)\n    def b(self): ...\n"
            "@mark(LIMIT)\nclass C: ...\nprint(LIMIT)\n"
        ),
    }
    said = _of(planned(files).view_of("core.py").relations, 0)
    users = [_word(user) for user in said.users.first]
    assert users == ["a.py:", "a.py:a", "a.py:B.b", "a.py:C"]


def test_other_name_of_a_definition_is_a_use_of_what_is_behind_it(planned: Planned) -> None:
    files = {
        "p/__init__.py": "from p.core import attrs\ns = attrs\n",
        "p/core.py": "def attrs(): ...\n",
        "p/a.py": "import p\ndef a():\n    p.s()\n",
    }
    said = _of(planned(files).view_of("p/core.py").relations, 0)
    assert [_word(user) for user in said.users.first] == ["p/__init__.py:s", "p/a.py:a"]


def test_names_of_names_count_for_the_definition_which_says_so_and_is_what_they_call(
    planned: Planned,
) -> None:
    files = {
        "p/core.py": (
            "def make(): ...\nib = attr = make\nshort = ib\n"
            "class Case:\n    def equal(self): ...\n    equals = equal\n"
            "    def run(self):\n        self.equals()\n"
        ),
        "p/a.py": (
            "from p import core\nmade = core.short\ndef a():\n    made()\n    core.make()\n"
            "def b(case: core.Case):\n    case.equals()\n"
        ),
    }
    view = planned(files).view_of("p/core.py")
    names = [item.qualname for item in view.analysis.symbols]
    made = _of(view.relations, names.index("make"))
    assert [_word(user) for user in made.users.first] == [
        "p/a.py:a",
        "p/a.py:made",
        "p/core.py:attr",
        "p/core.py:short",
    ]
    assert made.aliases == ("ib", "made", "short")
    equal = _of(view.relations, names.index("Case.equal"))
    assert {_word(user) for user in equal.users.first} == {
        "p/core.py:Case.equals",
        "p/core.py:Case.run",
        "~p/a.py:b",
    }
    calls = planned(files).view_of("p/a.py").relations.calls
    assert [[_word(user) for user in said.called.first] for said in calls] == [
        ["p/core.py:make"],
        ["~p/core.py:Case.equal"],
    ]


@pytest.mark.parametrize("number", [MOST_USERS, MOST_USERS + 1])
def test_what_a_page_has_no_room_for_is_on_the_page_of_uses(planned: Planned, number: int) -> None:
    functions = "".join(f"def f{at}():\n    core.draw(1)\n" for at in range(number - 1))
    plan = planned({"core.py": CORE, "a.py": f"import core\n{functions}"})
    found = plan.view_of("core.py").relations.uses
    is_paged = number > MOST_USERS
    assert ("core.py" in plan.site.names.file_uses) is is_paged
    assert [item.users.total for item in found.paged] == [number] * is_paged
    assert max(len(item.users.first) for item in found.definitions) == MOST_USERS


def test_private_definitions_that_pages_leave_out_have_no_uses(planned: Planned) -> None:
    files = {"a.py": "def _f(): ...\ndef g():\n    _f()\n"}
    assert planned(files).view_of("a.py").relations.uses.definitions
    assert not planned(files, private=False).view_of("a.py").relations.uses.definitions


def test_a_page_of_uses_and_that_of_a_long_file_name_as_many_users_as_have_room(
    planned: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    functions = "".join(f"def f{at}():\n    core.draw(1)\n" for at in range(60))
    files = {"core.py": f"{CORE}\n    # {'long ' * 60}\n", "a.py": f"import core\n{functions}"}
    whole = planned(files).view_of("core.py").relations.uses

    monkeypatch.setattr(uses, "_MOST_BYTES", 700 + 10 * (150 + 2 * len("a.pyf10")))
    monkeypatch.setattr(room, "_MOST_BYTES", 0)
    monkeypatch.setattr(uses, "MOST_NAMED", 100)
    bounded = planned(files | {"b.py": ""}).view_of("core.py").relations.uses

    (page,) = bounded.paged
    assert (len(page.users.first), page.users.total) == (10, 61)
    assert [len(item.users.first) for item in whole.paged] == [61]
    assert sum(len(item.users.first) for item in bounded.definitions) == 5
    assert [item.users.total for item in bounded.definitions] == [
        item.users.total for item in whole.definitions
    ]


@pytest.mark.parametrize(
    ("size", "number", "share"),
    [(300, 5, 1), (150_000, 400, 1), (400_000, 2_800, 0.1), (1_400_000, 600, 0.05)],
)
def test_what_a_long_source_takes_is_not_there_for_its_users(
    size: int, number: int, share: float
) -> None:
    symbols = (Symbol("f", "f", SymbolKind.FUNCTION, 1, 1, "f"),) * number
    facts = FileFacts(
        SourceFile("a.py", ""), size, "", Analysis("Python", "python", symbols=symbols)
    )

    assert room.share_beside(facts) == share
