from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_kwindex.build.contents import look_at
from sphinx_kwindex.config import Settings
from sphinx_kwindex.discovery import discover, find_roots
from sphinx_kwindex.records.source_files import Access, SourceFile, TextState
from tests.core.fixtures import WriteTree


def _files(root: Path, *patterns: str, exclude: tuple[str, ...] = ("!.*",)) -> list[SourceFile]:
    settings = Settings(roots=(str(root),), secret_files=patterns, exclude=exclude)
    return list(discover(settings, find_roots(settings, root)).files)


@pytest.mark.parametrize(
    "name",
    [".env", "config/.env.production", "prod.env", "ssh/id_rsa", "web/server.p12", "credentials",
     "secrets.json", "infra/terraform.tfstate", ".netrc", "client_secret_12.json"],
)  # fmt: skip
def test_file_with_the_name_of_one_that_holds_secrets_is_not_read(
    write_tree: WriteTree, name: str
) -> None:
    (found,) = _files(write_tree({name: "PASSWORD=tide\n"}))
    assert (found.path, found.access) == (name, Access.SENSITIVE)
    content = look_at(found, 1000)
    assert (content.state, content.read()) == (TextState.SENSITIVE, b"")


@pytest.mark.parametrize(
    "name",
    [".env.example", ".env.sample", "example.env", "secrets.py", "id_rsa.pub", "credentials.py",
     "server.pem", "test_secrets.json", "environment.yml", "keys.md"],
)  # fmt: skip
def test_file_with_another_name_is_read(write_tree: WriteTree, name: str) -> None:
    (found,) = _files(write_tree({name: "words\n"}))
    assert look_at(found, 1000).read() == b"words\n"


def test_option_names_more_files_and_clears_others(write_tree: WriteTree) -> None:
    root = write_tree({"vault/a.txt": "x", "tests/id_rsa": "x", "b.txt": "x"})
    found = {file.path: file.access for file in _files(root, "vault/", "!tests/")}
    assert found == {
        "b.txt": Access.FREE,
        "tests/id_rsa": Access.CLEARED,
        "vault/a.txt": Access.SENSITIVE,
    }


def test_binary_file_of_that_name_is_one_among_others(write_tree: WriteTree) -> None:
    root = write_tree({"store.p12": ""})
    (root / "store.p12").write_bytes(b"\0\1\2")
    (found,) = _files(root)
    assert look_at(found, 1000).state is TextState.BINARY


def test_link_is_followed_to_documented_files_alone(write_tree: WriteTree, tmp_path: Path) -> None:
    root = write_tree(
        {"a.txt": "a", ".hidden": "h", "ignored.txt": "i", ".gitignore": "ignored.txt"}
    )
    outside = tmp_path / "outside.txt"
    outside.write_text("o", "utf-8")
    leads = {"in": "a.txt", "out": str(outside), "hid": ".hidden", "ign": "ignored.txt", "no": "x"}
    for name, target in leads.items():
        (root / name).symlink_to(target)
    found = {file.path: file.access for file in _files(root, exclude=())}
    assert {name for name, access in found.items() if access is Access.OUTSIDE} == {
        "out",
        "hid",
        "ign",
    }
    content = look_at(SourceFile("out", str(root / "out"), Access.OUTSIDE), 1000)
    assert (content.state, content.read()) == (TextState.UNREADABLE, b"")


def test_link_in_a_root_that_is_reached_by_a_link_is_followed(
    write_tree: WriteTree, tmp_path: Path
) -> None:
    root = write_tree({"a/a.txt": "a"})
    (root / "in").symlink_to("a/a.txt")
    (tmp_path / "way").symlink_to(root, target_is_directory=True)
    found = {file.path: file.access for file in _files(tmp_path / "way", exclude=())}
    assert found == {"a/a.txt": Access.FREE, "in": Access.FREE}


def test_option_has_links_followed_to_other_places(write_tree: WriteTree, tmp_path: Path) -> None:
    root = write_tree({"a.txt": "a"})
    (tmp_path / "outside.txt").write_text("o", "utf-8")
    (root / "out").symlink_to(tmp_path / "outside.txt")
    settings = Settings(roots=(str(root),), outside_links=True)
    found = discover(settings, find_roots(settings, root)).files
    assert [file.access for file in found] == [Access.FREE, Access.FREE]
