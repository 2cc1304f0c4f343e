"""The command: what it writes, what it says, and the exit status."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from sphinx_kwindex.build.exporting import Repository
from sphinx_kwindex.export import __main__ as command
from sphinx_kwindex.export.__main__ import main
from sphinx_kwindex.export.formats import FILE_NAMES, write_export
from sphinx_kwindex.options import read_settings
from sphinx_kwindex.records.data_lines import Manifest
from sphinx_kwindex.scip.messages import decode_documents
from tests.core.export.test_ctags import tag_lines
from tests.core.fixtures import WriteTree

TREE = {"pyproject.toml": '[project]\nname = "demo"\n', "m.py": "a = 1\n", "sub/n.py": "b = 1\n"}


@pytest.fixture
def root(write_tree: WriteTree, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository, which is the current folder."""
    written = write_tree(TREE)
    monkeypatch.chdir(written)
    return written


def names(path: Path) -> list[str]:
    return [":".join(line.split("\t")[:2]) for line in tag_lines(path.read_bytes())]


def test_it_exports_the_repository_around_the_current_folder(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root / "sub")
    assert main(["ctags"]) == 0
    assert names(root / "sub" / "tags") == ["a:../m.py", "b:n.py"]
    assert capsys.readouterr().err == f"kwindex: 3 files, written to {root / 'sub' / 'tags'}\n"


def test_an_index_says_where_its_paths_begin(root: Path) -> None:
    assert main(["scip"]) == 0
    data = (root / "index.scip").read_bytes()
    assert root.as_uri().encode() in data
    assert [item.path for item in decode_documents(data)] == ["m.py", "sub/n.py"]


@pytest.mark.parametrize("name", sorted(FILE_NAMES))
def test_the_option_takes_every_format_of_the_command(root: Path, name: str) -> None:
    assert read_settings({"kwindex_exports": [name]}).exports == (name,)
    (root / "more.py").write_text('a = 1\nif a:\n    raise ValueError("a is not zero")\n')
    assert main([name, "-o", "file"]) == 0
    assert (root / "file").stat().st_size > 50


def test_several_formats_are_written_to_a_folder_with_a_manifest(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ctags", "files", "-o", "new/data"]) == 0
    folder = root / "new" / "data"
    assert {item.name for item in folder.iterdir()} == {
        "files.jsonl",
        "manifest.json",
        "schema.json",
        "tags",
    }
    manifest = msgspec.json.decode((folder / "manifest.json").read_bytes(), type=Manifest)
    assert manifest.files == {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("files.jsonl", "tags")
    }
    assert capsys.readouterr().err == f"kwindex: 3 files, written to {folder}\n"
    first = (folder / "files.jsonl").read_bytes()
    assert main(["ctags", "files", "-o", "new/data"]) == 0
    assert (folder / "files.jsonl").read_bytes() == first


def test_standard_output_takes_one_format(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ctags", "files", "-o", "-"]) == 2
    assert "standard output takes one format" in capsys.readouterr().err


def test_running_it_again_changes_nothing(root: Path) -> None:
    assert main(["ctags"]) == 0
    first = (root / "tags").read_bytes()
    assert main(["ctags"]) == 0
    assert (root / "tags").read_bytes() == first


def test_paths_lead_from_the_file_to_the_sources(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.mkdir()
    assert main(["ctags", "--root", "sub", "-o", str(target / "t")]) == 0
    assert names(target / "t") == ["b:../repo/sub/n.py"]


def test_several_roots_are_one_index(root: Path, write_tree: WriteTree) -> None:
    write_tree({"other/o.py": "c = 1\n"})
    assert main(["ctags", "--root", "sub", "--root", "other"]) == 0
    assert names(root / "tags") == ["b:sub/n.py", "c:other/o.py"]


def test_options_of_conf_py_hold(root: Path, write_tree: WriteTree) -> None:
    conf = (
        "import os\nassert os.path.exists('conf.py') and __file__.endswith('conf.py')\n"
        "if tags.has('x') or 'x' in tags:\n    raise SystemExit\n"
        "kwindex_roots = ['..']\nkwindex_exclude = ['sub/', 'conf.py']\nproject = 'x'\n"
    )
    write_tree({"docs/conf.py": conf})
    assert main(["ctags", "--conf", "docs"]) == 0
    assert names(root / "tags") == ["a:m.py"]


def test_standard_output_takes_the_file_alone(
    root: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["ctags", "-o", "-"]) == 0
    captured = capfdbinary.readouterr()
    assert captured.out.startswith(b"!_TAG_FIELD_DESCRIPTION\t")
    assert captured.err == b""
    assert not (root / "tags").exists()


@pytest.mark.parametrize(
    ("conf", "said"),
    [
        ("1/0\n", "fails: ZeroDivisionError: division by zero"),
        ("raise SystemExit('no')\n", "fails: SystemExit: no"),
        ("def\n", "is not valid Python: invalid syntax"),
        ("kwindex_private = 3\n", "kwindex_private is 3, but should be True or False"),
        (None, "conf.py cannot be read: "),
    ],
)
def test_what_is_wrong_with_conf_py_is_said_in_one_line(
    root: Path,
    write_tree: WriteTree,
    capsys: pytest.CaptureFixture[str],
    conf: str | None,
    said: str,
) -> None:
    write_tree({"docs/": "", **({"docs/conf.py": conf} if conf is not None else {})})
    assert main(["ctags", "--conf", "docs"]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert not (root / "tags").exists()


def test_a_root_that_is_no_folder_is_a_wrong_use(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ctags", "--root", "nowhere"]) == 2
    assert "nowhere' is not one" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("output", "said"),
    [("sub", "it is a folder"), ("m.py/t", "its folder is not there"), ("no/t", "not there")],
)
def test_nothing_of_the_user_gives_way_to_the_file(
    root: Path, capsys: pytest.CaptureFixture[str], output: str, said: str
) -> None:
    assert main(["ctags", "-o", output]) == 1
    assert said in capsys.readouterr().err
    assert (root / "sub" / "n.py").read_text() == "b = 1\n"
    assert (root / "m.py").read_text() == "a = 1\n"


def test_an_empty_folder_has_nothing_to_export(
    root: Path, write_tree: WriteTree, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree({"empty/": ""})
    assert main(["ctags", "--root", "empty"]) == 1
    assert "there is no file to export" in capsys.readouterr().err


def test_files_that_are_not_understood_are_named(
    root: Path, write_tree: WriteTree, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree({"bad.py": "def broken(:\n"})
    assert main(["ctags"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"kwindex: {root / 'bad.py'}:1: ")


def test_a_file_that_changes_meanwhile_is_read_once_more(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def changing(name: str, repository: Repository) -> bytes:
        asked.append(name)
        (root / "m.py").write_text("changed = 1\n" * len(asked))
        repository.read_text(repository.project.files["m.py"])
        return write_export(name, repository)

    monkeypatch.setattr(command, "write_export", changing)
    assert main(["ctags"]) == 0
    assert names(root / "tags") == ["b:sub/n.py", "changed:m.py"]
    assert len(asked) == 2


def test_it_runs_as_a_module_and_tells_its_use(root: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "sphinx_kwindex.export", "nonsense"],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(Path(command.__file__).parents[2])},
    )
    assert ran.returncode == 2
    assert "usage: python -m sphinx_kwindex.export" in ran.stderr
    assert "Traceback" not in ran.stderr
