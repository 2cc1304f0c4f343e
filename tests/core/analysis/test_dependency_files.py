"""What files of dependencies declare, in all their spellings."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.records.symbol_kinds import SymbolKind


@pytest.mark.parametrize(
    ("name", "text", "declared"),
    [
        (
            "Cargo.toml",
            "[package]\nname = 'x'\nedition.workspace = true\n[dependencies]\na = '1'\n",
            ["a 1"],
        ),
        ("Cargo.toml", "[workspace]\nresolver = '2'\n[workspace.dependencies]\na = '1'\n", ["a 1"]),
        ("package.json", '{"private": true, "dependencies": {"a": "^1"}}', ["a ^1"]),
        ("composer.json", '{"require": {"php": ">=8", "a/b": "^1"}}', ["php >=8", "a/b ^1"]),
        ("Pipfile", "[packages]\na = '*'\n[dev-packages]\nb.version = '1'\n", ["a *", "b 1"]),
        (
            "environment.yml",
            "channels: [c]\ndependencies:\n- python=3.9\n- c::a>=1\n- pip:\n  - b==2\n",
            ["python =3.9", "a >=1", "b ==2"],
        ),
        (
            "setup.cfg",
            "[options]\ninstall_requires = a>=1\n[options.extras_require]\nt = b\nu =\n  c\n",
            ["a >=1", "b", "c"],
        ),
        ("pubspec.yaml", "name: x\nenvironment:\n  sdk: ^3\ndependencies:\n  a: ^1\n", ["a ^1"]),
        (
            "Chart.yaml",
            "apiVersion: v2\nname: x\nversion: 1\ndependencies:\n- name: a\n  version: 1\n",
            ["a"],
        ),
    ],
)
def test_dependencies_are_found(name: str, text: str, declared: list[str]) -> None:
    found = analyse(name, text.encode()).symbols
    kinds = SymbolKind.DEPENDENCY
    assert [f"{item.name}{item.signature}" for item in found if item.kind is kinds] == declared
