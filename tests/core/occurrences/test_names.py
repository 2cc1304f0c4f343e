"""The records that names are kept in, and the work that it takes to make them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from itertools import pairwise

import msgspec
import pytest

from sphinx_kwindex.analysis.python.names import extract_names
from sphinx_kwindex.analysis.python.names.walk import Walk
from sphinx_kwindex.project.python.indexing import index_modules
from sphinx_kwindex.project.python.occurrences import Linker
from sphinx_kwindex.project.python.occurrences.evaluation import Evaluation
from sphinx_kwindex.records.names import FileNames, Interface
from tests.core.occurrences.cases import linked, names_in, read_cases

SOURCE = """\
import os

class Client:
    size: int = 0
    def __init__(self, other: "Client"):
        self.other = other
    def send(self):
        count = 1
        return self.other.send()
"""


def _names(text: str) -> FileNames:
    return extract_names(ast.parse(text), text)


@pytest.mark.parametrize(
    "edited",
    [
        SOURCE.replace("count = 1", "count = 2\n        count += 1"),
        SOURCE.replace("count = 1", "count = os.path.join('a')\n        print(count)"),
        SOURCE.replace("import os\n", "import os\n\n# More lines.\n\n"),
        SOURCE.replace("    size", '    """Words."""\n    size'),
    ],
)
def test_the_interface_stays_the_same_where_only_a_body_changes(edited: str) -> None:
    assert edited != SOURCE
    assert _names(edited).interface == _names(SOURCE).interface
    assert _names(edited).body != _names(SOURCE).body


@pytest.mark.parametrize(
    "edited",
    [
        SOURCE.replace("size", "length"),
        SOURCE.replace('"Client"', "int"),
        SOURCE.replace("def send(self)", "def send(self) -> int"),
        SOURCE.replace("class Client", "class Client(Base)"),
        SOURCE.replace("import os", "import os as os_"),
        SOURCE.replace("self.other = other", "self.another = other"),
    ],
)
def test_the_interface_changes_where_others_may_see_it(edited: str) -> None:
    assert _names(edited).interface != _names(SOURCE).interface


def test_records_survive_being_stored() -> None:
    for case in read_cases():
        for names in names_in(case.files).values():
            encoded = msgspec.msgpack.encode(names)
            assert msgspec.msgpack.decode(encoded, type=FileNames) == names
        for references in linked(case.files).values():
            encoded = msgspec.msgpack.encode(references)
            assert msgspec.msgpack.decode(encoded, type=type(references)) == references


def test_places_come_in_source_order() -> None:
    for case in read_cases():
        for references in linked(case.files).values():
            places = [place[:2] for place in references.places()]
            assert all(one <= other for one, other in pairwise(places))


def test_what_a_file_looked_at_is_known() -> None:
    files = {
        "a.py": "from b import f\ndef unused(): ...\n",
        "b.py": "def f(): ...\n",
        "c.py": "def g(): ...\n",
        "m.py": "from a import f\nf()\n",
    }
    names = names_in(files)
    linker = Linker(index_modules(names), {path: item.interface for path, item in names.items()})
    looked_at = {path: linker.link(path, item.body).looked_at for path, item in names.items()}
    assert looked_at == {
        "a.py": {"b.py"},
        "b.py": set(),
        "c.py": set(),
        "m.py": {"a.py", "b.py"},
    }


def test_the_order_in_which_files_are_linked_does_not_matter() -> None:
    for case in read_cases():
        names = names_in(case.files)
        interfaces = {path: item.interface for path, item in names.items()}
        modules = index_modules(names)
        forwards, backwards = Linker(modules, interfaces), Linker(modules, interfaces)
        found = {path: forwards.link(path, names[path].body) for path in sorted(names)}
        for path in sorted(names, reverse=True):
            assert backwards.link(path, names[path].body) == found[path], case.name


def test_a_file_that_is_not_parsed_has_no_names() -> None:
    linker = Linker(index_modules(["a.py", "m.py"]), {"a.py": Interface(), "m.py": Interface()})
    names = _names("import a\na.f()\n")
    linker = Linker(index_modules(["a.py", "m.py"]), {"a.py": Interface(), "m.py": names.interface})
    references, _, looked_at = linker.link("m.py", names.body)
    assert [target.path for target in references.targets] == ["a.py"]
    assert looked_at == {"a.py"}


def _branches(number: int) -> str:
    rows = [
        f"    if v{i}:\n        w{i} = v{i}\n    else:\n        w{i} = 1\n" for i in range(number)
    ]
    return "def f(**values):\n" + "".join(rows)


def _nested(number: int) -> str:
    return "class A:\n" + "".join(
        f"    def f{i}(self): return self.f{i + 1}()\n" for i in range(number)
    )


def _chain(number: int) -> str:
    return "x = a" + "".join(f".b{i}()" for i in range(number)) + "\n"


def _sum(number: int) -> str:
    return "x = a" + " + b" * number + "\n"


def _derived(number: int) -> str:
    rows = [f"class A{i + 1}(A{i}):\n    def f{i}(self): self.f0()\n" for i in range(number)]
    return "class A0: ...\n" + "".join(rows)


def _doubling(number: int) -> str:
    rows = [
        f"    a{i + 1} = [a{i}, b{i}]\n    b{i + 1} = {{1: a{i}, 2: b{i}}}\n" for i in range(number)
    ]
    return (
        "class A: ...\ndef f():\n    a0 = A()\n    b0 = A\n" + "".join(rows) + f"    a{number}.x\n"
    )


def _work(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    count = 0

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **keywords: object) -> object:
            nonlocal count
            count += 1
            return function(*arguments, **keywords)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(Walk, "look_up", counted(Walk.look_up))
        patch.setattr(Walk, "bind_in", counted(Walk.bind_in))
        patch.setattr(Evaluation, "remembered", counted(Evaluation.remembered))
        names = _names(text)
        linker = Linker(index_modules(["m.py"]), {"m.py": names.interface})
        linker.link("m.py", names.body)
    return count


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("make", [_branches, _nested, _chain, _sum, _derived, _doubling])
def test_work_grows_with_the_text(
    make: Callable[[int], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    small, large = (_work(make(number), monkeypatch) for number in (60, 240))
    assert large <= 5 * small
