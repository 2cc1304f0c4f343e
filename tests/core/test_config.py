from __future__ import annotations

import pytest

from sphinx_kwindex.config import OptionError, Settings, options, read_settings
from sphinx_kwindex.patterns.own_rows import OwnRow

DEFAULTS = {
    "roots": [],
    "include": [],
    "exclude": [],
    "respect_gitignore": True,
    "docname_prefix": "kwindex",
    "sections": [],
    "private": True,
    "show_source": True,
    "max_file_size": 4_000_000,
    "navigation": "folders",
    "general_index": True,
    "dead_links": False,
    "layers": [],
    "pictures": True,
    "keywords_per_page": 1500,
    "findings": True,
    "patterns": [],
    "coverage": True,
}

ROW = {"name": "Feature", "explanation": "Can be switched off.", "decorator": "shop.feature"}

ACCEPTED = [
    ("roots", ["../a", "/b"], ("../a", "/b")),
    ("include", ("*.py",), ("*.py",)),
    ("exclude", ["!.github/"], ("!.github/",)),
    ("respect_gitignore", False, False),
    ("docname_prefix", "reference/code", "reference/code"),
    ("docname_prefix", "v1.2", "v1.2"),
    ("sections", ["source", "metadata"], ("source", "metadata")),
    ("private", False, False),
    ("show_source", False, False),
    ("max_file_size", 1, 1),
    ("navigation", "files", "files"),
    ("dead_links", True, True),
    ("general_index", False, False),
    ("layers", ["app.cli", "äpp._core"], ("app.cli", "äpp._core")),
    ("pictures", False, False),
    ("keywords_per_page", 10, 10),
    ("coverage", False, False),
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
    ("roots", ".."),
    ("roots", [1]),
    ("roots", None),
    ("include", "*.py"),
    ("include", {"*.py": 1}),
    ("exclude", "tests"),
    ("exclude", [b"tests"]),
    ("respect_gitignore", "yes"),
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
    ("sections", "source"),
    ("sections", 3),
    ("private", "no"),
    ("private", None),
    ("show_source", 0),
    ("show_source", []),
    ("max_file_size", 0),
    ("max_file_size", "4 MB"),
    ("max_file_size", 1.5),
    ("navigation", "everything"),
    ("navigation", True),
    ("dead_links", "no"),
    ("general_index", "no"),
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
    assert str(caught.value) == f"kwindex_{name} is {value!r}, but should be {allowed}"


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
