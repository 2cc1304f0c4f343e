"""An edit that other files cannot see, and one that they can."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.records.analysis import Analysis
from sphinx_kwindex.records.interface import has_same_interface

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
        return len(os.getcwd())


if __name__ == "__main__":
    Boat().sail(Wave())
'''


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
    ],
)
def test_bodies_lines_and_further_words_are_no_interface(old: str, new: str) -> None:
    assert old in SOURCE
    assert has_same_interface(analysed(SOURCE), analysed(SOURCE.replace(old, new)))


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
    ],
)
def test_names_heads_first_sentences_and_imports_are_interface(old: str, new: str) -> None:
    assert old in SOURCE
    assert not has_same_interface(analysed(SOURCE), analysed(SOURCE.replace(old, new)))
