from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.config import Settings
from sphinx_kwindex.option_errors import OptionError, misspelt, shown
from sphinx_kwindex.options import options, read_settings
from sphinx_kwindex.patterns.own_rows import OwnRow

DEFAULTS = {
    "roots": [],
    "include": [],
    "exclude": [],
    "respect_gitignore": True,
    "secret_files": [],
    "outside_links": False,
    "tool_timeout": 60,
    "docname_prefix": "kwindex",
    "sections": [],
    "private": True,
    "show_source": True,
    "full_books": False,
    "navigation": "folders",
    "navigation_limit": 100,
    "small_folder": 4,
    "keyword_pages": True,
    "small_file": 0,
    "general_index": "books",
    "dead_links": False,
    "layers": [],
    "pictures": True,
    "keywords_per_page": 1500,
    "findings": True,
    "patterns": [],
    "coverage": True,
    "max_file_size": 2_000_000,
    "max_definitions": 10_000,
    "max_statements": 50_000,
    "exports": [],
    "scip": [],
    "precise": False,
    "changes_since": "",
    "finder": True,
    "finder_key": "s",
    "shard": "",
    "shard_slice": "",
}

ROW = {"name": "Feature", "explanation": "Can be switched off.", "decorator": "shop.feature"}

ACCEPTED = [
    ("finder", False, False),
    ("finder", "generated", "generated"),
    ("finder_key", "f", "f"),
    ("finder_key", "", ""),
    ("changes_since", "../earlier", "../earlier"),
    ("shard", "2/3", "2/3"),
    ("shard", "merge", "merge"),
    ("shard_slice", "a b/pages-2-of-3.zip", "a b/pages-2-of-3.zip"),
    ("roots", ["../a", "/b"], ("../a", "/b")),
    ("include", ("*.py",), ("*.py",)),
    ("exclude", ["!.github/"], ("!.github/",)),
    ("respect_gitignore", False, False),
    ("secret_files", ["vault/", "!tests/keys/"], ("vault/", "!tests/keys/")),
    ("outside_links", True, True),
    ("tool_timeout", 1, 1),
    ("docname_prefix", "reference/code", "reference/code"),
    ("docname_prefix", "v1.2", "v1.2"),
    ("docname_prefix", "ä" * 60, "ä" * 60),
    ("sections", ["source", "metadata"], ("source", "metadata")),
    ("private", False, False),
    ("show_source", False, False),
    ("full_books", True, True),
    ("max_file_size", 1, 1),
    ("max_definitions", 1, 1),
    ("max_statements", 7, 7),
    ("navigation", "files", "files"),
    ("navigation_limit", 0, 0),
    ("small_folder", 3, 3),
    ("keyword_pages", False, False),
    ("small_file", 3, 3),
    ("dead_links", True, True),
    ("general_index", False, False),
    ("general_index", True, True),
    ("general_index", "books", "books"),
    ("layers", ["app.cli", "äpp._core"], ("app.cli", "äpp._core")),
    ("pictures", False, False),
    ("keywords_per_page", 10, 10),
    ("coverage", False, False),
    ("exports", ["scip", "ctags"], ("scip", "ctags")),
    ("scip", ["a b/index.scip"], ("a b/index.scip",)),
    ("precise", True, True),
    ("findings", False, False),
    ("findings", ["S", "PERF4", "C901"], ("S", "PERF4", "C901")),
    ("findings", [], ()),
    (
        "patterns",
        [ROW, {**ROW, "url": "https://x.org/a#b", "base": ["a.B", "a.C().D"], "call": "f"}],
        (
            OwnRow("Feature", "Can be switched off.", decorator="shop.feature"),
            OwnRow(
                "Feature",
                "Can be switched off.",
                "https://x.org/a#b",
                base=("a.B", "a.C().D"),
                decorator="shop.feature",
                call="f",
            ),
        ),
    ),
]

REFUSED = [
    ("finder", "everywhere"),
    ("finder_key", "ctrl"),
    ("finder_key", " "),
    ("changes_since", ["../earlier"]),
    ("shard", "0/3"),
    ("shard", "2 of 3"),
    ("shard_slice", 1),
    ("shard_slice", "a\0b"),
    ("roots", ".."),
    ("roots", [1]),
    ("roots", None),
    ("include", "*.py"),
    ("include", {"*.py": 1}),
    ("exclude", "tests"),
    ("exclude", [b"tests"]),
    ("respect_gitignore", "yes"),
    ("secret_files", "vault/"),
    ("outside_links", "yes"),
    ("tool_timeout", 0),
    ("tool_timeout", "fast"),
    ("respect_gitignore", 1),
    ("docname_prefix", ""),
    ("docname_prefix", "/kwindex"),
    ("docname_prefix", "kwindex/"),
    ("docname_prefix", "a b"),
    ("docname_prefix", "a\\b"),
    ("docname_prefix", ".hidden"),
    ("docname_prefix", "a/../../b"),
    ("docname_prefix", "a//b"),
    ("docname_prefix", "a\n"),
    ("docname_prefix", None),
    ("docname_prefix", "\ud800"),
    ("docname_prefix", "a\x85b"),
    ("docname_prefix", "a\u2028b"),
    ("docname_prefix", "a\x7f"),
    ("docname_prefix", "ä" * 61),
    ("docname_prefix", "a/" * 100 + "a"),
    ("docname_prefix", "a" * 300),
    ("sections", "source"),
    ("sections", 3),
    ("private", "no"),
    ("private", None),
    ("show_source", 0),
    ("show_source", []),
    ("full_books", "yes"),
    ("max_file_size", 0),
    ("max_definitions", 0),
    ("max_statements", "many"),
    ("max_file_size", "4 MB"),
    ("max_file_size", 1.5),
    ("max_file_size", 10**30),
    ("max_file_size", float("inf")),
    ("navigation", "everything"),
    ("navigation", True),
    ("navigation_limit", -1),
    ("small_folder", -1),
    ("small_file", -1),
    ("keyword_pages", "no"),
    ("small_folder", "all"),
    ("dead_links", "no"),
    ("general_index", "no"),
    ("general_index", 1),
    ("general_index", ["books"]),
    ("layers", "app"),
    ("layers", ["app/cli"]),
    ("layers", ["app."]),
    ("layers", [["app"]]),
    ("layers", [""]),
    ("pictures", "svg"),
    ("pictures", None),
    ("keywords_per_page", 9),
    ("keywords_per_page", "all"),
    ("coverage", "no"),
    ("exports", ["etags"]),
    ("exports", "ctags"),
    ("scip", "index.scip"),
    ("scip", [""]),
    ("scip", ["a\0b"]),
    ("precise", "yes"),
    ("findings", "S"),
    ("findings", 1),
    ("findings", ["ALL"]),
    ("findings", ["S", "D100"]),
    ("findings", ["S,ALL"]),
    ("findings", ["--config"]),
    ("findings", ["S\n"]),
    ("patterns", ROW),
    ("patterns", [("Feature", "shop.feature")]),
    ("patterns", [{**ROW, "decorator": "shop feature"}]),
    ("patterns", [{**ROW, "decorator": []}]),
    ("patterns", [{**ROW, "call": "shop.App().publish"}]),
    ("patterns", [{**ROW, "name": ""}]),
    ("patterns", [{**ROW, "explanation": "Two\nlines."}]),
    ("patterns", [{**ROW, "url": "javascript:alert(1)"}]),
    ("patterns", [{**ROW, "line": 3}]),
    ("patterns", [{key: ROW[key] for key in ("name", "explanation")}]),
]


def test_every_option_is_registered_with_its_default() -> None:
    registered = {option.name: option.default for option in options()}
    assert registered == {f"kwindex_{name}": value for name, value in DEFAULTS.items()}


def test_no_values_give_the_defaults() -> None:
    assert read_settings({}) == Settings()


def test_registered_defaults_are_accepted_as_values() -> None:
    assert read_settings({option.name: option.default for option in options()}) == Settings()


def test_every_option_says_what_is_allowed_and_what_it_is_for() -> None:
    for option in options():
        assert option.allowed, option.name
        assert option.description.endswith("."), option.name
        assert isinstance(option.default, option.types), option.name


@pytest.mark.parametrize(("name", "value", "expected"), ACCEPTED)
def test_allowed_value_is_taken(name: str, value: object, expected: object) -> None:
    settings = read_settings({f"kwindex_{name}": value})
    assert getattr(settings, name) == expected
    assert type(getattr(settings, name)) is type(expected)


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_wrong_value_names_option_value_and_what_is_allowed(name: str, value: object) -> None:
    allowed = next(option.allowed for option in options() if option.name == f"kwindex_{name}")
    with pytest.raises(OptionError) as caught:
        read_settings({f"kwindex_{name}": value})
    assert str(caught.value) == f"kwindex_{name} is {shown(value)}, but should be {allowed}"


def test_every_option_has_an_accepted_and_a_refused_value_above() -> None:
    names = set(DEFAULTS)
    assert {name for name, *_ in ACCEPTED} == names
    assert {name for name, _ in REFUSED} == names


def test_first_wrong_option_in_order_of_declaration_is_reported() -> None:
    values: dict[str, object] = {"kwindex_navigation": 1, "kwindex_roots": 1}
    with pytest.raises(OptionError, match="kwindex_roots is 1"):
        read_settings(values)


def test_options_of_other_extensions_are_none_of_our_business() -> None:
    assert read_settings({"html_theme": 3, "kwindex_private": False}) == Settings(private=False)


FAULTY_PATTERNS = {
    "[abc": "its [ is not closed",
    "src/[": "its [ is not closed",
    "[]": "its [ is not closed",
    "[!]": "its [ is not closed",
    "[a\\]": "its [ is not closed",
    "[z-a]": "the range z-a runs backwards",
    "[!0-9z-a].py": "the range z-a runs backwards",
    "[a-\\]]": "the range a-] runs backwards",
    "[[:letter:]]": "there is no class of characters [:letter:]",
    "a\\": "it ends with a backslash that escapes nothing",
    "!": "it names no file and no folder",
    "/": "it names no file and no folder",
    "!//": "it names no file and no folder",
    "*.py\n": "no path that a pattern can match holds '\\n'",
    "\0": "no path that a pattern can match holds '\\x00'",
    "\ud800": "no path that a pattern can match holds '\\ud800'",
}


@pytest.mark.parametrize("option", ["include", "exclude"])
@pytest.mark.parametrize("pattern", FAULTY_PATTERNS)
def test_pattern_that_matches_nothing_is_refused_with_the_reason(option: str, pattern: str) -> None:
    with pytest.raises(OptionError) as caught:
        read_settings({f"kwindex_{option}": ["*.py", pattern]})
    assert str(caught.value) == (
        f"kwindex_{option} is {['*.py', pattern]!r}, but should be a list of patterns in "
        f".gitignore syntax; {pattern!r} is none: {FAULTY_PATTERNS[pattern]}"
    )


@pytest.mark.parametrize(
    "pattern",
    ["", " ", "# why", "#", "!.github/", "**", "[]a]", "[!]a]", "[^a]", "[a-]", "[-a]", "[a-c-e]",
     "[[:alpha:]_]", "[[:]", "[\\]]", "a\\ ", "\\#a", "\\!a", "\udcff", "{a,b}", "a" * 5000],
)  # fmt: skip
def test_pattern_that_git_understands_is_taken(pattern: str) -> None:
    assert read_settings({"kwindex_exclude": [pattern]}).exclude == (pattern,)


class _Unshowable:
    def __repr__(self) -> str:
        raise RuntimeError


_NESTED: list[object] = []
_NESTED.append(_NESTED)
HOSTILE: tuple[object, ...] = (
    None, 0, -1, 10**5000, 1.5, float("nan"), True, "", "\0", "\ud800", "a\nb", "x" * 5000, b"x",
    [], [1], [None], [""], ["\0"], ["\ud800\n"], [["a"]], _NESTED, ("a", 1), {}, {1: 2}, {"a": []},
    {"a"}, frozenset(), object(), _Unshowable(), [_Unshowable()], int, len, range(10**9), ...,
    [{}], [{"name": _NESTED}], [{1: 2}], [{"name": "\0", "explanation": 1, "base": _NESTED}],
)  # fmt: skip


@pytest.mark.parametrize("name", DEFAULTS)
def test_any_value_is_taken_or_refused_in_one_line_that_names_the_option(name: str) -> None:
    messages = [message for value in HOSTILE if (message := _refusal(name, value))]
    assert len(messages) > 20
    for message in messages:
        assert message.startswith(f"kwindex_{name} is ")
        assert ", but should be " in message
        assert "\n" not in message
        assert len(message.encode()) < 1000


def _refusal(name: str, value: object) -> str:
    try:
        read_settings({f"kwindex_{name}": value})
    except OptionError as error:
        return str(error)
    return ""


@given(st.sampled_from(sorted(DEFAULTS)), st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner),
))  # fmt: skip
def test_no_value_raises_anything_else(name: str, value: object) -> None:
    with contextlib.suppress(OptionError):
        assert isinstance(read_settings({f"kwindex_{name}": value}), Settings)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("kwindex_excludes", "kwindex_exclude"),
        ("kwindex_root", "kwindex_roots"),
        ("kwindex_show_sources", "kwindex_show_source"),
        ("kwindex_max_filesize", "kwindex_max_file_size"),
        ("KWINDEX_EXCLUDE", "kwindex_exclude"),
        ("kwindexexclude", "kwindex_exclude"),
        ("kw_index_roots", "kwindex_roots"),
        ("kwindx_exclude", "kwindex_exclude"),
        ("kwidnex_private", "kwindex_private"),
        ("kwindex_gitignore", "kwindex_respect_gitignore"),
    ],
)
def test_misspelt_name_is_found_with_the_option_that_is_nearest(name: str, near: str) -> None:
    assert misspelt([name], [option.name for option in options()]) == {name: near}


@pytest.mark.parametrize(
    "name", ["kwindex", "kw", "kwargs", "index_exclude", "html_theme", "keywords", "_", "", "kwin"]
)
def test_name_of_something_else_is_no_misspelt_option(name: str) -> None:
    assert misspelt([name], [option.name for option in options()]) == {}
