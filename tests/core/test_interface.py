"""An edit that other files cannot see, and one that they can."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.records.analysis import Analysis
from sphinx_kwindex.records.interface import has_same_interface, seen_change
from tests.core.grammars import require_grammars_of

SOURCE = '''\
"""Boats.

More of them.
"""

import os

from sea import Wave


class Boat:
    """A boat.

    It swims.
    """

    name: str = "x"

    def sail(self, wave: Wave) -> int:
        """Go."""
        print(wave)
        raise ValueError("too high")
        return len(os.getcwd())


if __name__ == "__main__":
    Boat().sail(Wave())
    os.environ["BOAT"]
'''

NATIVE = '\nPYBIND11_MODULE(_boat, m) {\n  m.def("sail", &sail);\n}\n'


def analysed(source: str) -> Analysis:
    return analyse("boat.py", source.encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("import os\n", "# of the system\n\nimport os\n"),
        ("        print(wave)\n", ""),
        ("print(wave)", "print(wave, repr(wave))"),
        ("It swims.", "It does not sink."),
        ("It swims.", "It swims:\n\n    >>> Boat().name"),
        ('\n\nif __name__ == "__main__":', '\n\n\n\nif __name__ == "__main__":'),
        ("return len(", "yield len("),
        ("        raise ValueError", "\n        raise ValueError"),
        ("    os.environ", "    # At last.\n    os.environ"),
    ],
)
def test_bodies_lines_and_further_words_are_no_interface(old: str, new: str) -> None:
    assert old in SOURCE
    assert has_same_interface(analysed(SOURCE), analysed(SOURCE.replace(old, new)))


@pytest.mark.grammars
def test_lines_of_what_other_languages_get_are_no_interface() -> None:
    require_grammars_of("boat.cpp")
    before, after, other = (
        analyse("boat.cpp", source.encode())
        for source in (NATIVE, f"\n{NATIVE}", NATIVE.replace("sail", "row"))
    )
    assert [item.line for item in before.bindings] == [2, 3]
    assert [item.line for item in after.bindings] == [3, 4]
    assert has_same_interface(before, after)
    assert not has_same_interface(before, other)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"""Boats.', '"""Ships.'),
        ("More of them.", "Many more."),
        ('"""A boat.', '"""A ship.'),
        ('        """Go."""\n', ""),
        ("class Boat:", "class Boat(Wave):"),
        ("def sail(", "async def sail("),
        ("wave: Wave)", "wave)"),
        ("    def sail(", "    @property\n    def sail("),
        ("import os\n", "import os\nimport sys\n"),
        ("from sea", "from .sea"),
        ('    name: str = "x"\n', ""),
        ("print(wave)", 'raise ValueError("too many waves")'),
        ("print(wave)", "os.sep"),
        ('if __name__ == "__main__":', "if os:"),
        ("return len(", "return len(("),
        ('"too high"', '"too low"'),
        ('"BOAT"', '"SHIP"'),
    ],
)
def test_names_heads_first_sentences_and_imports_are_interface(old: str, new: str) -> None:
    assert old in SOURCE
    assert not has_same_interface(analysed(SOURCE), analysed(SOURCE.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("class Boat:", "def row(): ...\n\n\nclass Boat:", {"row"}),
        ("class Boat:", "class Raft:\n    def float(self): ...\n\n\nclass Boat:", {"Raft"}),
        ("    def sail(", "    def row(self): ...\n\n    def sail(", {"row"}),
        ("def sail(", "def row(", {"sail", "row"}),
        ('name: str = "x"', "", {"name"}),
        ("print(wave)", "def inner(): ...", set()),
        ('ValueError("too high")', 'ValueError("too low")', set()),
    ],
)
def test_names_that_come_and_go_are_seen(old: str, new: str, names: set[str]) -> None:
    change = seen_change(analysed(SOURCE), analysed(SOURCE.replace(old, new)))
    assert change is not None
    assert (set(change.names), change.changes_words) == (names, False)


@pytest.mark.parametrize(
    ("old", "new"), [('"""Go."""', '"""Sail."""'), ("wave: Wave)", "wave: Wave | None)")]
)
def test_words_of_a_definition_that_stays_are_seen(old: str, new: str) -> None:
    change = seen_change(analysed(SOURCE), analysed(SOURCE.replace(old, new)))
    assert change is not None
    assert (len(change.names), change.changes_words) == (0, True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("import os\n", "import os\nimport sys\n"),
        ("class Boat:", "class Boat(Wave):"),
        ("class Boat:", "class Raft(Wave): ...\n\n\nclass Boat:"),
        ("class Boat:", "@os.mark\nclass Boat:"),
        ("import os\n", "import os\n\n__all__ = ['Boat']\n"),
        ('"""Boats.', '"""Ships.'),
    ],
)
def test_more_than_definitions_is_not_told_apart(old: str, new: str) -> None:
    assert seen_change(analysed(SOURCE), analysed(SOURCE.replace(old, new))) is None
