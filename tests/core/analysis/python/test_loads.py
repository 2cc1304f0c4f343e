"""Libraries that Python loads or builds by name."""

from __future__ import annotations

import pytest

from tests.core.fixtures import AnalysePython


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('import ctypes\nctypes.CDLL("libx.so")', ("ctypes.CDLL", "libx.so", 2)),
        ('from ctypes import cdll as c\nc.LoadLibrary("x.dll")',
         ("ctypes.cdll.LoadLibrary", "x.dll", 2)),
        ('import ctypes\nNAME = "libx.so"\nctypes.CDLL(name=NAME)', ("ctypes.CDLL", "libx.so", 3)),
        ('from cffi import FFI\nffi = FFI()\nffi.dlopen("x")', ("cffi.FFI.dlopen", "x", 3)),
        ('import cffi\nf = cffi.FFI()\nf.set_source("a._b", "")',
         ("cffi.FFI.set_source", "a._b", 3)),
        ('import torch\ntorch.ops.load_library("x.so")', ("torch.ops.load_library", "x.so", 2)),
    ],
)  # fmt: skip
def test_a_library_is_known_by_the_literal_that_names_it(
    python: AnalysePython, source: str, expected: tuple[str, str, int]
) -> None:
    assert [(item.by, item.name, item.line) for item in python(source).loads] == [expected]


@pytest.mark.parametrize(
    "source",
    [
        "import ctypes\nctypes.CDLL(name)",
        "import ctypes\nctypes.CDLL(None)",
        'import ctypes\nctypes.CDLL(f"{x}.so")',
        'CDLL("libx.so")',
        'import other as ctypes\nctypes.CDLL("libx.so")',
        'from cffi import FFI\nffi = other()\nffi.dlopen("x")',
        'import ctypes\ndef f(ctypes):\n    ctypes.CDLL("x")',
    ],
)
def test_what_is_computed_or_another_function_is_no_library(
    python: AnalysePython, source: str
) -> None:
    assert python(source).loads == ()


def test_a_class_that_defines_what_python_puts_into_it_is_read(python: AnalysePython) -> None:
    analysis = python(
        "class Proxy:\n    @property\n    def __module__(self): ...\n"
        "    @__module__.setter\n    def __module__(self, value): ...\n"
    )
    assert not analysis.approximate
