"""Git decides what a `.gitignore` means: both list the same files, in many trees."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from sphinx_kwindex.config import Settings
from sphinx_kwindex.discovery import discover, find_roots

CASES = 250

NAMES = (
    "a", "b", "ab", "abc", "a b", "a ", "A", "b.py", "a.py", "x-y", "é", "#a", "!a", "[a]", "a\\",
    "a*", "]", "^", " a", "caf\udce9",
)  # fmt: skip
PATTERNS = (
    "*", "!*/", "!*.py", "a/**", "!a/b", "**", "!**/", "!**/*.py", "b/", "/a", "!/a/", "a/*", "a**",
    "!a/**/", "**/b", "a/**/b", "abc/**", "!ab/", "/*", "!/a", "*a", "!*b", "a**/b", "**a/b", "*/b",
    "*/*", "a/*/b", "\ufeffa", "/", "//", "!", "**/**/b", "***/b", "a/**b",
)  # fmt: skip
PIECES = (
    "a", "b", "ab", "*", "**", "?", "/", "/", "/", "[ab]", "[!a]", "[^a]", "[a-c]", "[z-a]", "[]a]",
    "[[:alpha:]]", "[[:punct:]]", "[[:space:]]", "[!]a]", "[a", "\\", "\\*", "\\#", "\\!", " ",
    "\\ ", ".py", "*.py", "abc", "é", "!", "#", "[[:foo:]]", "[a-]", "[\\]]", "[[:]", "[a/b]",
    "\\/", " a", "]", "caf\udce9", "\r", "\t",
)  # fmt: skip


def _pattern(choices: random.Random) -> str:
    if choices.random() < 0.4:
        return choices.choice(PATTERNS)
    text = "".join(choices.choices(PIECES, k=choices.randint(1, 5)))
    lead, end = choices.choice(("", "", "!")), choices.choice(("", "", "", "/"))
    return f"{lead}{text}{end}"


def _write_case(top: Path, choices: random.Random) -> None:
    folders = [top]
    for _ in range(choices.randint(3, 9)):
        folder = choices.choice(folders) / choices.choice(NAMES)
        if not folder.exists():
            folder.mkdir()
            folders.append(folder)
    for _ in range(choices.randint(4, 14)):
        file = choices.choice(folders) / choices.choice(NAMES)
        if not file.exists():
            file.touch()
    for folder in choices.sample(folders, choices.choice((1, 1, 2, 3))):
        end = choices.choice(("\n", "\n", "\r\n"))
        lines = end.join(_pattern(choices) for _ in range(choices.randint(1, 5)))
        mark = choices.choice((b"", b"", b"\xef\xbb\xbf"))
        last = choices.choice((b"", b"\n", b" \n"))
        (folder / ".gitignore").write_bytes(mark + os.fsencode(lines) + last)


@pytest.mark.skipif(not shutil.which("git"), reason="Git is not installed")
@pytest.mark.skipif(os.name == "nt", reason="its file systems take few of these names")
def test_files_are_those_that_git_lists_whatever_the_patterns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    root = tmp_path / "repo"
    choices = random.Random(12)
    try:
        for number in range(CASES):
            (root / f"{number}").mkdir(parents=True)
            _write_case(root / f"{number}", choices)
    except OSError:
        pytest.skip("the file system does not take all names")
    git = ["git", "-C", str(root)]
    subprocess.run([*git, "init", "-q"], check=True)
    listed = subprocess.run(
        [*git, "ls-files", "-o", "--exclude-standard", "-z"], check=True, capture_output=True
    ).stdout
    settings = Settings(roots=(str(root),))
    found = discover(settings, find_roots(settings, root)).files
    wanted = {os.fsdecode(path) for path in listed.split(b"\0") if not path.endswith(b".gitignore")}
    assert {os.path.relpath(file.location, root) for file in found} == wanted - {""}


@pytest.mark.parametrize(
    ("rules", "kept"),
    [
        ("*\n!*/\n!*.py\n!*.toml\n", {"p.toml", "docs/conf.py", "node/t.py", "node/a/m.py"}),
        ("node/**\n!node/t.py\n", {"p.toml", "docs/conf.py", "node/t.py", "README"}),
        ("**\n!**/\n!**/*.py\n", {"docs/conf.py", "node/t.py", "node/a/m.py"}),
        ("node/**\n!node/**/\n!node/**/*.py\n",
         {"p.toml", "docs/conf.py", "node/t.py", "node/a/m.py", "README"}),
        ("node/**\n!node/a/\n!node/a/e.txt\n",
         {"p.toml", "docs/conf.py", "README", "node/a/e.txt"}),
        ("/*\n!/node/\n/node/*\n!/node/a\n", {"node/a/m.py", "node/a/e.txt"}),
    ],
)  # fmt: skip
def test_patterns_that_bring_files_back_do(find: object, rules: str, kept: set[str]) -> None:
    names = ("p.toml", "README", "docs/conf.py", "node/t.py", "node/a/m.py", "node/a/e.txt")
    assert set(find({".gitignore": rules, **dict.fromkeys(names, "")})) == kept  # type: ignore[operator]
