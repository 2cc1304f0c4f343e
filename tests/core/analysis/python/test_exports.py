from __future__ import annotations

import pytest

from tests.core.fixtures import AnalysePython


@pytest.mark.parametrize(
    ("source", "exports"),
    [
        ("x = 1", None),
        ("__all__ = ['a', 'b']", ("a", "b")),
        ("__all__ = ('a',)", ("a",)),
        ("__all__: list[str] = ['a']", ("a",)),
        ("__all__: list[str]", None),
        ("__all__ = ['a'] + ['b']", ("a", "b")),
        ("__all__ = ['a', 'a']", ("a",)),
        ("__all__ = ['a']\n__all__ += ['b']", ("a", "b")),
        ("__all__ = ['a']\n__all__.extend(('b', 'c'))", ("a", "b", "c")),
        ("__all__ = ['a']\n__all__.append('b')", ("a", "b")),
        ("__all__ = ['a', 'b']\n__all__.remove('a')", ("b",)),
        ("__all__ = ['a', 'b']\n__all__.remove('c')", ("a", "b")),
        ("__all__ = ['a', 'b']\n__all__.remove(name)", ("a", "b")),
        ("__all__ = ['a', 'b']\nif x:\n    __all__.remove('a')", ("a", "b")),
        ("__all__.remove('a')", None),
        ("__all__ = ['a']\n__all__ += other.__all__", ("a",)),
        ("__all__ = ['a'] + other.__all__", ("a",)),
        ("__all__ = ['a', name]", ("a",)),
        ("__all__ = ['a']\nif x:\n    __all__ += ['b']", ("a", "b")),
        ("__all__ = ['a']\n__all__ = ['b']", ("b",)),
        ("__all__ = []", ()),
        ("__all__ = []\n__all__ += other.__all__", None),
        ("__all__ = [n for n in dir() if n]", None),
        ("__all__ = other.__all__", None),
        ("x.__all__ = ['a']", None),
        ("def f():\n    __all__ = ['a']", None),
        ("class C:\n    __all__ = ['a']", None),
        ("other.append('a')", None),
        ("__all__ = ['\\ud800']", ("\\ud800",)),
    ],
)
def test_all_is_known_as_far_as_it_is_written_out(
    python: AnalysePython, source: str, exports: tuple[str, ...] | None
) -> None:
    assert python(f"{source}\n").exports == exports


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("if __name__ == '__main__':\n    main()", 1),
        ('x = 1\nif "__main__" == __name__:\n    main()', 2),
        ("if __name__ == 'main':\n    main()", 0),
        ("if name == '__main__':\n    main()", 0),
        ("def f():\n    if __name__ == '__main__':\n        main()", 0),
        ("# if __name__ == '__main__':", 0),
        ("print('''\nif __name__ == \"__main__\":\n''')", 0),
    ],
)
def test_guard_of_the_main_program_is_found_at_module_level(
    python: AnalysePython, source: str, line: int
) -> None:
    assert python(f"{source}\n").main_line == line
