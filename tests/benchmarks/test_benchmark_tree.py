from pathlib import Path, PurePosixPath

import pytest

from benchmarks.sites import make_site
from benchmarks.tools import TOOLS, theme_requirements
from benchmarks.tree import (
    EDIT_LINE,
    Module,
    choose_edit,
    copy_tree,
    edit_file,
    has_function,
    measure_tree,
    python_files,
    top_level_modules,
)


def write(root: Path, **texts: str) -> Path:
    for name, text in texts.items():
        path = root / f"{name.replace('__SLASH__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_edit_is_the_median_file_with_a_function(tmp_path: Path) -> None:
    write(
        tmp_path,
        small="def f(): 0\n",
        middle="async def f(): 0\n" + "# a\n" * 10,
        large="class A:\n    def f(self): 0\n" + "# a\n" * 90,
        data="X = 1\n" * 15,
        broken="def (:\n",
    )
    assert choose_edit(tmp_path) == "middle.py"


def test_edit_of_two_middle_files_is_the_smaller(tmp_path: Path) -> None:
    write(tmp_path, a="def f(): 0\n# longer\n", b="def f(): 0\n")
    assert choose_edit(tmp_path) == "b.py"


def test_edit_goes_by_name_when_sizes_are_the_same(tmp_path: Path) -> None:
    write(tmp_path, c="def f(): 0\n", a="def f(): 0\n", b="def f(): 0\n")
    assert choose_edit(tmp_path) == "b.py"


def test_edit_without_any_function_is_any_file(tmp_path: Path) -> None:
    write(tmp_path, only="X = 1\n")
    assert choose_edit(tmp_path) == "only.py"


def test_no_python_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no Python file"):
        choose_edit(tmp_path)


def test_source_that_does_not_parse_has_no_function() -> None:
    assert not has_function(b"def (:\n")
    assert not has_function(b"\0")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", EDIT_LINE),
        (b"X = 1\n", b"X = 1\n" + EDIT_LINE),
        (b"X = 1", b"X = 1\n" + EDIT_LINE),
    ],
)
def test_edit_appends_one_statement(tmp_path: Path, before: bytes, after: bytes) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(before)
    edit_file(file)
    assert file.read_bytes() == after


def test_python_files_leave_hidden_folders_out(tmp_path: Path) -> None:
    write(tmp_path, a="", b__SLASH__c="")
    for hidden in (".venv/x.py", "b/__pycache__/y.py"):
        (tmp_path / hidden).parent.mkdir()
        (tmp_path / hidden).touch()
    assert python_files(tmp_path) == (PurePosixPath("a.py"), PurePosixPath("b/c.py"))


def test_size_counts_lines_of_python(tmp_path: Path) -> None:
    write(tmp_path, a="1\n2\n", b="3\n")
    (tmp_path / "notes.txt").write_text("4\n", encoding="utf-8")
    size = measure_tree(tmp_path)
    assert (size.files, size.lines) == (2, 3)


def test_copy_takes_python_only_and_adds_a_marker(tmp_path: Path) -> None:
    tree = write(tmp_path / "pkg", __init__="", sub__SLASH__a="X = 1\n")
    (tree / "data.txt").touch()
    copied = copy_tree(tree, tmp_path / "project", all_files=False)
    assert copied == tmp_path / "project/pkg"
    assert (copied / "sub/a.py").read_text(encoding="utf-8") == "X = 1\n"
    assert not (copied / "data.txt").exists()
    assert (tmp_path / "project/pyproject.toml").exists()


def test_copy_of_all_files_keeps_a_marker_of_the_tree(tmp_path: Path) -> None:
    tree = write(tmp_path / "pkg", __init__="")
    (tree / "pyproject.toml").touch()
    (tree / "__pycache__").mkdir()
    copied = copy_tree(tree, tmp_path / "project", all_files=True)
    assert (copied / "pyproject.toml").exists()
    assert not (copied / "__pycache__").exists()
    assert not (tmp_path / "project/pyproject.toml").exists()


def test_a_package_is_its_own_top_level_module(tmp_path: Path) -> None:
    tree = write(tmp_path / "pkg", __init__="", sub__SLASH__a="")
    assert top_level_modules(tree) == (Module("pkg", "pkg"),)


def test_packages_and_modules_below_a_plain_folder(tmp_path: Path) -> None:
    tree = write(
        tmp_path / "repo",
        setup="",
        src__SLASH__pkg__SLASH____init__="",
        src__SLASH__pkg__SLASH__a="",
        src__SLASH__pkg__SLASH__deep__SLASH____init__="",
    )
    assert top_level_modules(tree) == (
        Module("setup", "repo/setup.py"),
        Module("src.pkg", "repo/src/pkg"),
    )


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("kwindex", "kwindex_roots = ['../project']"),
        ("autoapi", "autoapi_dirs = ['../project/pkg']"),
        ("autodoc2", "autodoc2_packages = [{'path': '../project/pkg', 'module': 'pkg'}]"),
    ],
)
def test_site_has_configuration_and_start_page(tmp_path: Path, name: str, line: str) -> None:
    tree = write(tmp_path / "pkg", __init__="")
    site = make_site(tmp_path / "site", TOOLS[name], tree, theme="furo", all_files=False)
    lines = (site.docs / "conf.py").read_text(encoding="utf-8").splitlines()
    assert line in lines
    assert "html_theme = 'furo'" in lines
    start = (site.docs / "index.rst").read_text(encoding="utf-8")
    assert start.endswith(f"   {TOOLS[name].start}\n")


def test_themes_of_sphinx_need_no_distribution() -> None:
    assert theme_requirements("alabaster") == ()
    assert theme_requirements("sphinx_rtd_theme") == ("sphinx-rtd-theme",)
