"""What every analyser of code does with hostile files.

It is true with grammars and without: one environment of tox has them, another has none.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.analysis.grammars import GRAMMARS, installed
from sphinx_kwindex.analysis.grammars.parsing import Reader, Unfit
from sphinx_kwindex.records.analysis import Analysis
from sphinx_kwindex.records.source_files import TextState

pytestmark = pytest.mark.grammars

CASES = Path(__file__).parent / "source_cases"
PYTHON = "def f(a):\n    '''Words.'''\n    return a\n\n\nclass C:\n    x = 1\n"
OWN = {"Python": ("m.py", PYTHON), "Python stub": ("m.pyi", PYTHON)}


@cache
def _samples() -> dict[str, tuple[str, str]]:
    """Return the name and the text of a source in each language."""
    found = {
        "Objective-C header": ("m.h", "@interface A\n- (void)f;\n@end\n"),
        "Objective-C++": ("m.mm", '#import "a.h"\nint f(void) { return 1; }\n'),
    }
    for path in sorted(CASES.rglob("*"), reverse=True):
        if path.is_file() and path.suffix != ".json":
            data = path.read_bytes()
            found[analyse(path.name, data).language] = path.name, data.decode()
    return found | OWN


@pytest.fixture(params=sorted({*OWN, *GRAMMARS, "Go module", "Vue", "Svelte", "Astro"}))
def sample(request: pytest.FixtureRequest) -> tuple[str, str]:
    return _samples()[request.param]


def _is_sound(analysis: Analysis) -> None:
    anchors = [symbol.anchor for symbol in analysis.symbols]
    assert len(anchors) == len(set(anchors))
    for position, symbol in enumerate(analysis.symbols):
        assert symbol.parent < position
        assert 1 <= symbol.line <= symbol.end_line <= max(analysis.lines, 1)
        assert symbol.name
        assert symbol.qualname.endswith(symbol.name)
        assert not set(symbol.anchor) & set(" \t\n\"'<>&")


def test_a_source_is_sound(sample: tuple[str, str]) -> None:
    name, text = sample
    analysis = analyse(name, text.encode())
    assert analysis.state is TextState.TEXT
    _is_sound(analysis)


def test_an_empty_file_says_nothing(sample: tuple[str, str]) -> None:
    for text in ("", "\n", "  \n\t\n"):
        analysis = analyse(sample[0], text.encode())
        assert (analysis.symbols, analysis.imports, analysis.problem) == ((), (), None)


def test_broken_syntax_is_read_as_far_as_it_goes(sample: tuple[str, str]) -> None:
    name, text = sample
    for broken in (
        text[: len(text) // 2],
        text[len(text) // 3 :],
        f"<<<<<<< ours\n{text}=======\n{text}>>>>>>> theirs\n",
        "".join(character for character in text if character not in "})"),
        "}}}} )))) ]]]] \"' \\ /* #if <<- =begin\n" + text,
    ):
        _is_sound(analyse(name, broken.encode()))


def test_line_ends_and_a_byte_order_mark_change_nothing(sample: tuple[str, str]) -> None:
    name, text = sample
    plain = analyse(name, text.encode())
    marked = analyse(name, b"\xef\xbb\xbf" + text.encode())
    assert (marked.symbols, marked.imports) == (plain.symbols, plain.imports)
    windows = analyse(name, text.replace("\n", "\r\n").encode())
    assert [symbol.qualname for symbol in windows.symbols] == [
        symbol.qualname for symbol in plain.symbols
    ]
    assert [symbol.line for symbol in windows.symbols] == [item.line for item in plain.symbols]
    assert windows.imports == plain.imports
    assert (windows.prose and windows.prose.summary) == (plain.prose and plain.prose.summary)


def test_bytes_that_are_no_text_raise_nothing(sample: tuple[str, str]) -> None:
    name, text = sample
    for data in (text.encode("utf-16"), b"\xff\xfe\xfa" + text.encode(), b"caf\xe9 \x00\x01"):
        _is_sound(analyse(name, data))


@pytest.mark.parametrize(("depth", "pairs"), [(400, "() {} [] <>"), (10_000, "() <>")])
def test_deep_nesting_ends(sample: tuple[str, str], depth: int, pairs: str) -> None:
    name, text = sample
    deep = "\n".join(f"x = {pair[0] * depth}{pair[1] * depth}" for pair in pairs.split())
    deep = f"{text}\n{deep}\n"
    _is_sound(analyse(name, deep.encode()))


@pytest.mark.usefixtures("bounded")
def test_a_huge_file_ends_in_bounded_time(sample: tuple[str, str]) -> None:
    name, text = sample
    copies = max(1, 50_000 // len(text))
    _is_sound(analyse(name, ((text + "\n") * copies).encode()))


@pytest.mark.parametrize(
    "text",
    [
        "class A {" * 10_000,
        "#if A\n" * 10_000 + "int f();\n#else\n",
        "// words\n" * 20_000,
        "/// words\n" * 20_000 + "int f();",
        "A::A() : a{0}" + ", a{0}" * 10_000 + " {}",
        'R"(' * 20_000,
        "class " + "MACRO(" * 10_000,
        "MACRO " * 20_000,
        "template <" * 400 + "\n" + "a<" * 20_000,
        "enum A {" + "a," * 20_000,
        "#define a \\\n" * 20_000,
        '"' * 40_000,
    ],
    ids=lambda text: repr(text[:12]),
)
@pytest.mark.parametrize("name", ["a.cpp", "a.m"])
@pytest.mark.usefixtures("bounded")
def test_a_hostile_source_of_c_ends_in_bounded_time(name: str, text: str) -> None:
    _is_sound(analyse(name, text.encode()))


def test_a_grammar_that_cannot_be_imported_is_one_that_is_not_there() -> None:
    assert installed.reader("no_such_grammar", "language", "c") is None


def test_a_grammar_of_another_version_says_why_it_is_not_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("tree_sitter_go")
    assert isinstance(installed.reader("tree_sitter_go", "no_such_function", "go"), Unfit)
    found = installed.reader("tree_sitter_go", "language", "java")
    assert isinstance(found, Unfit)
    assert found.reason.startswith("tree-sitter-go 0.")
    monkeypatch.setattr("sphinx_kwindex.analysis.grammars.reader", lambda *_: found)
    analysis = analyse("a.go", b"package p\nfunc F() {}\n")
    assert (analysis.approximate, analysis.problem) == (True, None)
    assert analysis.unfit_grammar == found.reason


def test_queries_fit_the_grammars() -> None:
    pytest.importorskip("tree_sitter")
    for grammar in GRAMMARS.values():
        pytest.importorskip(grammar.module)
        found = installed.reader(grammar.module, grammar.function, grammar.query)
        assert isinstance(found, Reader)


@pytest.mark.parametrize(
    ("name", "opened"),
    [
        ("m.js", "(function(){"),
        ("m.js", "[{"),
        ("m.ts", "`${"),
        ("m.rs", "cfg_rt! { "),
        ("m.vue", "<script>"),
        ("m.vue", "<script a='"),
        ("m.vue", "<!--"),
    ],
)
def test_blocks_in_blocks_end(name: str, opened: str) -> None:
    _is_sound(analyse(name, (opened * 14_000).encode()))
    closing = "".join({"{": "}", "(": ")", "[": "]"}.get(sign, "") for sign in reversed(opened))
    _is_sound(analyse(name, (opened * 14_000 + closing * 14_000).encode()))
