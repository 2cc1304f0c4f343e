from __future__ import annotations

import pytest

from sphinx_kwindex.discovery.ignore import gitignore_rules, initial_rules, rule_set


@pytest.mark.parametrize(
    ("pattern", "path", "verdict"),
    [
        ("*.py", "a/b.py", True),
        ("*.py", "a/b.pyi", None),
        ("!*.py", "a/b.py", False),
        ("/a.py", "b/a.py", None),
        ("a/b.py", "c/a/b.py", None),
        ("**/b.py", "c/a/b.py", True),
        ("a/**/c.py", "a/c.py", True),
        ("a?.py", "ab.py", True),
        ("[ab].py", "b.py", True),
        ("\\#x", "#x", True),
        ("x ", "x", True),
        ("dir/", "dir", None),
        ("dir/", "dir/", True),
    ],
)
def test_patterns_mean_what_they_mean_to_git(
    pattern: str, path: str, *, verdict: bool | None
) -> None:
    assert rule_set([pattern]).verdict(path) is verdict


def test_rules_below_a_folder_do_not_speak_of_its_sister_with_a_longer_name() -> None:
    assert rule_set(["*.py"], base="lib/").verdict("library/a.py") is None


def test_user_rules_win_over_the_repository_and_that_over_the_built_in_ones() -> None:
    rules = initial_rules(["!kept.log"]).with_gitignore(gitignore_rules(b"*.log\n!.env\n"))
    assert not rules.ignores("kept.log")
    assert rules.ignores("other.log")
    assert not rules.ignores(".env")
    assert rules.ignores(".other")
    assert not rules.ignores("a.py")


def test_reading_a_gitignore_leaves_the_rules_of_other_folders_as_they_were() -> None:
    before = initial_rules([])
    after = before.with_gitignore(gitignore_rules(b"*.py", base="a/"))
    assert (before.ignores("a/x.py"), after.ignores("a/x.py")) == (False, True)
