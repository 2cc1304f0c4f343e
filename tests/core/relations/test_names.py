"""What the names in docstrings, bases and ``__all__`` of a file mean."""

from __future__ import annotations

from sphinx_kwindex.relations.names import Names, names_in
from tests.core.fixtures import Link

SOURCE = '''"""Counts with :func:`rise` and ``Tide``."""
from tides import Tide, TideError
__all__ = ["rise", "Ebb", "nothing"]

class Ebb(Tide, Generic[int]):
    """See `fall()`, :meth:`~Tide.fall` and `Nothing`."""

    def fall(self):
        """Like `fall()`."""

class Broken(TideError): ...

def rise():
    def inner():
        """Of `fall()` and `Tide`."""

def _hidden():
    """See `Broken`."""
'''
TIDES = "class Tide:\n    def fall(self): ...\nclass TideError(Exception): ...\n"


def _names(link: Link, tides: str = TIDES, *, private: bool = False) -> Names:
    project = link({"m.py": SOURCE, "tides.py": tides, "README.md": "`rise()`\n"})
    return names_in(project, project.files["m.py"], private=private)


def test_names_mean_what_they_mean_where_they_are_written(project: Link) -> None:
    meant = _names(project).meant
    assert [
        (name.owner, name.written, name.definition.path, name.definition.qualname) for name in meant
    ] == [
        ("", "rise", "m.py", "rise"),
        ("", "Ebb", "m.py", "Ebb"),
        ("", "Tide", "tides.py", "Tide"),
        ("Ebb", "fall", "m.py", "Ebb.fall"),
        ("Ebb", "Tide.fall", "tides.py", "Tide.fall"),
        ("", "TideError", "tides.py", "TideError"),
    ]


def test_class_is_an_exception_if_its_base_elsewhere_is_one(project: Link) -> None:
    assert _names(project).exceptions == ("Broken",)


def test_names_in_what_no_page_shows_are_left_out(project: Link) -> None:
    def written(*, private: bool) -> set[str]:
        return {name.written for name in _names(project, private=private).meant}

    assert written(private=True) - written(private=False) == {"Broken"}


def test_moving_what_a_name_means_changes_nothing(project: Link) -> None:
    assert _names(project, f"\n\n# Moved.\n{TIDES}") == _names(project)


def test_files_that_are_no_python_have_no_names(project: Link) -> None:
    linked = project({"m.py": SOURCE, "README.md": "`rise()`\n"})
    assert names_in(linked, linked.files["README.md"], private=True) == Names()
