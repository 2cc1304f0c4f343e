"""Definitions and signatures, compared with what CPython's own parser says."""

from __future__ import annotations

import ast
import sys
import sysconfig
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.records.analysis import Analysis, Symbol

Definition = tuple[str, int, bool]
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef

STDLIB = Path(sysconfig.get_paths()["stdlib"])
PACKAGES = (
    "asyncio", "email", "json", "importlib", "unittest", "xml", "concurrent", "collections",
)  # fmt: skip
SIGNED = ("asyncio", "dataclasses.py", "typing.py", "inspect.py", "argparse.py")


def _python_files(name: str) -> list[Path]:
    path = STDLIB / name
    found = [path] if path.is_file() else path.rglob("*.py")
    return sorted(file for file in found if "test" not in file.relative_to(STDLIB).parts)


def _parse(data: bytes | str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(data)


def _walk(node: ast.AST, lead: str) -> Iterator[tuple[str, ast.ClassDef | FunctionNode]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            yield lead + child.name, child
            yield from _walk(child, f"{lead}{child.name}.")
        elif isinstance(child, FunctionNode):
            yield lead + child.name, child
            yield from _walk(child, f"{lead}{child.name}.<locals>.")
        else:
            yield from _walk(child, lead)


def _expected(data: bytes | str) -> set[Definition]:
    return {
        (qualname, node.lineno, isinstance(node, ast.ClassDef))
        for qualname, node in _walk(_parse(data), "")
    }


def _found(analysis: Analysis) -> set[Definition]:
    definitions = [
        (symbol.qualname, symbol.line, symbol.is_class)
        for symbol in analysis.symbols
        if symbol.is_class or symbol.is_callable
    ]
    assert len(set(definitions)) == len(definitions)
    return set(definitions)


@pytest.mark.parametrize("name", [*PACKAGES, *(f"{letter}*.py" for letter in "_abcd")])
def test_definitions_of_the_standard_library_are_all_found_and_nothing_else(name: str) -> None:
    files = sorted(STDLIB.glob(name)) if "*" in name else _python_files(name)
    assert files
    for path in files:
        data = path.read_bytes()
        analysis = analyse(path.name, data)
        assert analysis.problem is None, path
        assert _found(analysis) == _expected(data), path


def _signature(node: FunctionNode) -> str:
    """Return everything between the name and the colon, as a tree in words."""
    bare = ast.FunctionDef(
        name="f", args=node.args, body=[ast.Pass()], decorator_list=[], returns=node.returns
    )
    if sys.version_info >= (3, 12):
        bare.type_params = node.type_params
    again = ast.parse(ast.unparse(ast.fix_missing_locations(bare)))
    return ast.dump(again)


def _shown_signature(symbol: Symbol) -> str:
    return ast.dump(_parse(f"def f{symbol.signature}:\n    pass\n"))


def _assert_same_signatures(name: str, data: bytes) -> int:
    functions = {
        (qualname, node.lineno): node
        for qualname, node in _walk(_parse(data), "")
        if isinstance(node, FunctionNode)
    }
    shown = {
        (symbol.qualname, symbol.line): symbol
        for symbol in analyse(name, data).symbols
        if symbol.is_callable
    }
    assert shown.keys() == functions.keys()
    for key, node in functions.items():
        assert _shown_signature(shown[key]) == _signature(node), (name, key)
    return len(functions)


@pytest.mark.parametrize("name", SIGNED)
def test_signatures_of_the_standard_library_say_what_is_written(name: str) -> None:
    checked = sum(
        _assert_same_signatures(path.name, path.read_bytes()) for path in _python_files(name)
    )
    assert checked > 20


@pytest.mark.parametrize(
    "signature",
    [
        "()",
        "(a, /, b, *, c)",
        "(a=1, /, b=2, *args: int, c=3, **kwargs: str) -> None",
        "(*, a: int = 1)",
        "(*args: *Ts)",
        "(a: 'int | None' = None) -> 'list[str]'",
        "(a=(), b=[], c={}, d={1: 2}, e={1}, f=...)",
        "(a=lambda x, *y, z=1, **w: (x, y))",
        "(a=[x for x in y if x], b={k: v for k, v in z}, c=(x async for x in y))",
        "(a=1 if b else 2, c=not d, e=-f ** -g, h=(i + j) * k, l=(-m) ** n)",
        "(a=(b := 1), c=d[1:2, ::3, ...], e=f(*g, h=1, **i))",
        "(a='\\n', b='''\n  \"x\"\n''', c=b'\\x00', d=r'\\d', e='\\ud800', f='☃\\t')",
        "(a=f'{b!r:>{c}}', d=f'x{{y}}{e}', f=f'\\n{g}')",
        "(a=1_000, b=0x10, e=2j, f=1.50)",
        "(a=b < c < d, e=f and (g or h), i=(yield_, await_))",
        "(a: Callable[[int, str], None], *b: tuple[int, ...]) -> (yield_)",
        "(a=x.y.z, b=(1).real, c='a'.join, d=[*e, *f], g={**h})",
        "(a=~b, c=+d, e=f @ g, h=i // j, k=l % m, n=o << p, q=r & s | t ^ u)",
        "(a=b is not c, d=e not in f)",
        "(a=(1,), b=((1, 2), 3))",
    ],
)
@pytest.mark.parametrize("lead", ["", "async "])
def test_any_signature_says_what_is_written(signature: str, lead: str) -> None:
    data = f"{lead}def f{signature}: ...\n".encode()
    assert _assert_same_signatures("m.py", data) == 1


Block = list[str]


def _joined(blocks: list[Block]) -> Block:
    return [line for block in blocks for line in block]


def _indented(header: str, *parts: Block) -> Block:
    return [header, *(f"    {line}" for part in parts for line in part)]


def _compound(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    names = st.sampled_from(["f", "g", "A", "_x", "__init__"])
    body = st.lists(inner, min_size=1, max_size=3).map(_joined)
    return st.one_of(
        st.builds(lambda name, block: _indented(f"class {name}:", block), names, body),
        st.builds(lambda name, block: _indented(f"class {name}(A, k=1):", block), names, body),
        st.builds(lambda name, block: _indented(f"def {name}(a, *b):", block), names, body),
        st.builds(
            lambda name, block: ["@d", *_indented(f"async def {name}():", block)], names, body
        ),
        st.builds(
            lambda one, two: [*_indented("if x:", one), *_indented("elif y:", two)], body, body
        ),
        st.builds(
            lambda one, two: [*_indented("for x in y:", one), *_indented("else:", two)], body, body
        ),
        st.builds(
            lambda one, two, three: [
                *_indented("try:", one),
                *_indented("except E:", two),
                *_indented("finally:", three),
            ],
            body, body, body,
        ),
        st.builds(lambda one: _indented("match x:", _indented("case 1:", one)), body),
        st.builds(lambda one: _indented("with x as y:", one), body),
    )  # fmt: skip


LEAVES: list[Block] = [
    ["pass"],
    ["x = 1"],
    ["self.y = 1"],
    ["'''class A:", "def f(): ...'''"],
    ["# def f(): ...", "x = [", "1,", "]"],
    ["import os"],
]
BLOCKS = st.recursive(st.sampled_from(LEAVES), _compound, max_leaves=25)
MODULES = st.lists(BLOCKS, max_size=4).map(lambda blocks: "\n".join(_joined(blocks)) + "\n")


@given(MODULES)
def test_definitions_of_any_module_are_all_found_and_nothing_else(source: str) -> None:
    analysis = analyse("m.py", source.encode())
    assert not analysis.approximate
    assert _found(analysis) == _expected(source)


@given(MODULES)
def test_anchors_of_any_module_are_unique_and_parents_come_first(source: str) -> None:
    symbols = analyse("m.py", source.encode()).symbols
    assert len({symbol.anchor for symbol in symbols}) == len(symbols)
    for position, symbol in enumerate(symbols):
        assert symbol.parent < position
        assert symbol.line <= symbol.end_line
