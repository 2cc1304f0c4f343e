"""Addresses of files in the repository, without a build."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_kwindex.discovery import Root
from sphinx_kwindex.sphinx_ext.themes.repository_links import (
    Locator,
    Target,
    climbed,
    filled,
    platform_repository,
    repository_at,
)

DOCS = Path("/home/me/project/docs")


def target(relative: str, *, is_folder: bool = False, docs: Path = DOCS) -> Target:
    return Target(relative, is_folder, docs)


@pytest.mark.parametrize(
    ("place", "relative", "expected"),
    [
        ("docs", "guide.rst", "docs/guide.rst"),
        ("/docs/", "../src/a.py", "src/a.py"),
        ("sub/project/docs", "../../other/a.py", "sub/other/a.py"),
        ("docs", "..", ""),
        ("docs", ".", "docs"),
        ("", "guide.rst", "guide.rst"),
        ("", "../src/a.py", None),
        ("docs", "../../elsewhere/a.py", None),
        ("manual", "../src/a.py", None),
    ],
)
def test_a_step_up_needs_a_folder_of_the_same_name(
    place: str, relative: str, expected: str | None
) -> None:
    assert climbed(place, target(relative)) == expected


@pytest.mark.parametrize(
    ("template", "relative", "expected"),
    [
        ("https://h.example/e/docs/{filename}", "guide.rst", "https://h.example/e/docs/guide.rst"),
        ("https://h.example/e/docs/{filename}?x", "../a.py", "https://h.example/e/a.py?x"),
        ("https://h.example/e/{filename}", "../a.py", ""),
        ("https://h.example/e/", "guide.rst", ""),
    ],
)
def test_a_template_serves_the_files_whose_place_it_shows(
    template: str, relative: str, expected: str
) -> None:
    assert filled(template, target(relative)) == expected
    assert filled(template, target(relative, is_folder=True)) == ""


@pytest.mark.parametrize(
    ("context", "edit", "view", "folder"),
    [
        (
            {"github_user": "o", "github_repo": "r", "github_version": "main"},
            "https://github.com/o/r/edit/main/src/a%20b.py",
            "https://github.com/o/r/blob/main/src/a%20b.py?plain=1",
            "https://github.com/o/r/tree/main/src",
        ),
        (
            {
                "gitlab_user": "group/sub",
                "gitlab_repo": "r",
                "gitlab_version": "v1",
                "gitlab_host": "git.example",
            },
            "https://git.example/group/sub/r/-/edit/v1/src/a%20b.py",
            "https://git.example/group/sub/r/-/blob/v1/src/a%20b.py?plain=1",
            "https://git.example/group/sub/r/-/tree/v1/src",
        ),
        (
            {
                "bitbucket_user": "o",
                "bitbucket_repo": "r",
                "bitbucket_version": "main",
                "bitbucket_url": "https://bits.example/",
            },
            "https://bits.example/o/r/src/main/src/a%20b.py?mode=edit&at=main",
            "https://bits.example/o/r/src/main/src/a%20b.py",
            "https://bits.example/o/r/src/main/src",
        ),
    ],
)
def test_each_platform_has_addresses_of_its_own(
    context: dict[str, object], edit: str, view: str, folder: str
) -> None:
    context["conf_py_path"] = "/docs/"
    repository = platform_repository(context, ["github", "gitlab", "bitbucket"])
    assert repository is not None

    links = repository.links(target("../src/a b.py"))
    assert (links.edit, links.view) == (edit, view)
    links = repository.links(target("../src", is_folder=True))
    assert (links.edit, links.view) == ("", folder)


def test_words_that_mean_nothing_are_no_repository() -> None:
    context = {"github_user": "None", "github_repo": "r", "github_version": "main"}

    assert platform_repository(context, ["github"]) is None
    assert repository_at("https://elsewhere.example/o/r", "main", "docs") is None
    assert repository_at("", "main", "docs") is None


def test_what_another_repository_holds_has_no_target(tmp_path: Path) -> None:
    docs = tmp_path / "repo" / "docs"
    for name in (
        "repo/.git/HEAD",
        "repo/docs/conf.py",
        "repo/a.py",
        "repo/sub/.git",
        "repo/sub/b.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "installed").mkdir()
    (tmp_path / "installed" / "c.py").write_text("")
    one = Root(tmp_path / "repo", "one/")
    two = Root(tmp_path / "installed", "two/")
    locator = Locator((one, two), docs)

    assert locator.target("one/a.py") == Target("../a.py", is_folder=False, source_folder=docs)
    assert locator.target("one/docs/") == Target(".", is_folder=True, source_folder=docs)
    assert locator.target("one/") == Target("..", is_folder=True, source_folder=docs)
    assert locator.target("one/sub/b.py") is None
    assert locator.target("one/gone.py") is None
    assert locator.target("two/c.py") is None
    assert locator.target("/") is None


def test_folder_that_may_not_be_looked_into_holds_no_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, **options: object) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "m.py").write_text("x = 1\n")
    for name in ("exists", "is_dir", "is_file", "stat"):
        monkeypatch.setattr(type(tmp_path), name, refused)

    found = Locator([Root(tmp_path, "")], tmp_path / "docs").target("m.py")

    assert found is not None
    assert found.relative == "../m.py"
