from __future__ import annotations

import os
import stat
import sys
import tempfile
import textwrap
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from sphinx_kwindex.insights import collecting, ruff, ruff_runs
from sphinx_kwindex.insights.collecting import STORE_FILE, Checked, collect, target_version
from sphinx_kwindex.insights.findings import NO_FINDINGS, Finding
from sphinx_kwindex.insights.ruff import RuffError, describe_rules
from sphinx_kwindex.insights.rules import DEFAULT_RULES
from sphinx_kwindex.records.diagnostics import DiagnosticCode

UNPICKLES = b"import pickle\n\npickle.loads(b'')\nassert True\n"

FakeRuff = Callable[[str], None]


@pytest.fixture
def fake_ruff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeRuff:
    """Put a script of a few lines in the place of ruff."""

    def use(script: str) -> None:
        path = tmp_path / "fake-ruff"
        path.write_text(f"#!{sys.executable} -IS\n{textwrap.dedent(script)}")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(ruff, "find_ruff", lambda: str(path))

    return use


def check(contents: list[bytes], rules: list[str], target: str) -> list[tuple[Finding, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        found = ruff.check(contents, rules, target, Path(folder), 60.0)
        assert list(Path(folder).iterdir()) == []
        return found


def _checked(data: bytes, path: str = "m.py") -> Checked:
    return Checked(path, f"digest of {data!r}", partial(bytes, data), "", path)


def test_findings_are_in_the_order_of_the_contents_and_of_their_lines() -> None:
    found = check([UNPICKLES, b"", b"assert 1\n"], ["S"], "")
    codes = [[(finding.line, finding.code) for finding in group] for group in found]
    assert codes == [[(3, "S301"), (4, "S101")], [], [(1, "S101")]]


def test_noqa_is_respected() -> None:
    assert check([b"assert 1  # noqa: S101\nassert 2  # noqa\n"], ["S"], "") == [()]


def test_syntax_errors_and_files_that_are_not_utf8_give_no_finding() -> None:
    latin = b"# -*- coding: latin-1 -*-\nassert '\xe9'\n"
    assert check([b"def broken(:\n", latin, b"type X = int\n"], ["S"], "py38") == [(), (), ()]


def test_python_version_decides_which_rules_match() -> None:
    source = b"for i in range(3):\n    try:\n        f(i)\n    except E:\n        g()\n"
    assert [item.code for item in check([source], ["PERF"], "py310")[0]] == ["PERF203"]
    assert check([source], ["PERF"], "py311") == [()]


def test_settings_in_the_environment_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUFF_OUTPUT_FORMAT", "concise")
    monkeypatch.setenv("RUFF_OUTPUT_FILE", "/nonexistent/file")
    assert check([b"assert 1\n"], ["S"], "") == check([b"assert 1\n"], ["S"], "py310")


def test_configuration_above_the_temporary_folder_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "build" / "venv"
    folder.mkdir(parents=True)
    (tmp_path / "ruff.toml").write_text('lint.ignore = ["S"]\nexclude = ["*"]\n')
    (tmp_path / ".gitignore").write_text("*\n")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    assert [item.code for item in check([b"assert 1\n"], ["S"], "")[0]] == ["S101"]
    assert list(folder.iterdir()) == []


def test_every_default_rule_has_a_name_and_a_sentence_without_markup_of_links() -> None:
    rules = {
        code: rule for code, rule in describe_rules().items() if code.startswith(DEFAULT_RULES)
    }
    assert rules["S301"].url == "https://docs.astral.sh/ruff/rules/suspicious-pickle-usage/"
    assert rules["S704"].checks == (
        "Checks for non-literal strings being passed to `markupsafe.Markup`."
    )
    stable = {code: rule for code, rule in rules.items() if not code.startswith(("S4", "SIM"))}
    relevant = [rule for rule in stable.values() if rule.code[1:2].isdigit() or "P" in rule.code]
    assert len(relevant) > 60
    assert [rule.code for rule in relevant if not rule.checks.startswith("Check")] == []


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("raise SystemExit('no such rule')", "it stopped with exit code 1: no such rule"),
        ("import os; os.abort()", "it was ended by SIGABRT"),
        ("import os; os.fork(); import time; time.sleep(60)", "it took more than 0 seconds"),
        ("raise SystemExit(3)", "it stopped with exit code 3"),
        ("print('<html>')", "its answer is not understood"),
        ("print('[{}]')", "its answer is not understood"),
        (
            """print('[{"code": "S1", "filename": "x", "location": {"row": 1}, "message": ""}]')""",
            "its answer is not understood",
        ),
        ("import time; time.sleep(60)", "it took more than 0 seconds"),
    ],
)
def test_ruff_that_fails_gives_one_diagnostic_and_no_findings(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fake_ruff: FakeRuff,
    script: str,
    reason: str,
) -> None:
    fake_ruff(script)
    monkeypatch.setattr(ruff, "_SECONDS", 0.4 if "sleep" in script else 60)
    findings, diagnostics = collect([_checked(UNPICKLES)], ["S"], tmp_path / "cache")
    assert findings is NO_FINDINGS
    assert [item.code for item in diagnostics] == [DiagnosticCode.FINDINGS_UNAVAILABLE]
    assert diagnostics[0].message == (
        f"no findings of ruff on the pages: {reason} (kwindex_findings)"
    )
    assert list((tmp_path / "cache").iterdir()) == []


def test_missing_executable_or_package_gives_a_diagnostic(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ruff, "find_ruff", lambda: str(tmp_path / "nothing"))
    _, (diagnostic,) = collect([_checked(UNPICKLES)], ["S"], tmp_path)
    assert "it cannot be run: No such file or directory" in diagnostic.message
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "ruff.__main__", None)
    with pytest.raises(RuffError, match="not installed"):
        ruff.find_ruff()


SUM = b"z = " + b" + ".join([b"1"] * 50_000)
ONE = b"assert 1\n"

FALLS_OVER = """
import pathlib, sys, time
if sys.argv[1] == "rule":
    print('[{"name": "assert", "code": "S101", "explanation": ""}]')
    raise SystemExit
files = {int(path.stem): path.read_bytes() for path in pathlib.Path().glob("*.py")}
with open("LOG", "a") as log:
    print(len(files), file=log)
for data in files.values():
    if data.startswith(b"crash"):
        import os; os.abort()
    if data.startswith(b"hang"):
        time.sleep(60)
entry = '{"code": "S101", "filename": "%d.py", "location": {"row": 1}, "message": ""}'
print("[" + ",".join(entry % position for position in files) + "]")
"""


def test_file_that_overflows_the_stack_of_ruff_is_named_and_all_others_have_findings(
    tmp_path: Path,
) -> None:
    files = [_checked(ONE + b"#" * n, f"{n}.py") for n in range(9)]
    files.insert(4, Checked("sum.py", "sum", partial(bytes, SUM), "", "/repo/sum.py"))

    findings, (diagnostic,) = collect(files, ["S"], tmp_path)

    codes = {path: [item.code for item in found] for path, found in findings.by_path.items()}
    assert codes == {f"{n}.py": ["S101"] for n in range(9)}
    assert diagnostic.location == "/repo/sum.py"
    assert diagnostic.message.startswith(
        "no findings of ruff on the page of this file: it was ended by SIGABRT"
    )
    assert [path.name for path in tmp_path.iterdir()] == [STORE_FILE]


@pytest.mark.parametrize(("size", "bad"), [(16, 1), (64, 1), (64, 3), (1, 1), (5, 5)])
def test_files_at_which_ruff_stops_are_found_in_a_number_of_runs_that_grows_with_them_alone(
    tmp_path: Path, fake_ruff: FakeRuff, size: int, bad: int
) -> None:
    log = tmp_path / "log"
    fake_ruff(FALLS_OVER.replace("LOG", str(log)))
    step = size // bad
    names = [b"crash" if n % step == 0 and n // step < bad else b"good" for n in range(size)]
    files = [_checked(b"%s %d" % (name, n), f"{n}.py") for n, name in enumerate(names)]

    findings, diagnostics = collect(files, ["S"], tmp_path / "cache")

    crashing = sorted(item.path for item in files if item.read().startswith(b"crash"))
    assert sorted(item.location for item in diagnostics) == crashing
    assert sorted(findings.by_path) == sorted({item.path for item in files} - set(crashing))
    runs = len(log.read_text().splitlines())
    assert runs <= 3 + 2 * bad * (size // bad).bit_length() + 2 * bad

    again = collect(files, ["S"], tmp_path / "cache")

    assert again == (findings, diagnostics)
    assert len(log.read_text().splitlines()) == runs


def test_file_that_keeps_ruff_busy_is_named_and_all_others_have_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake_ruff: FakeRuff
) -> None:
    fake_ruff(FALLS_OVER.replace("LOG", str(tmp_path / "log")))
    monkeypatch.setattr(ruff_runs, "_SHORTEST", 0)
    monkeypatch.setattr(ruff_runs, "_LIMITS", 20)
    files = [_checked(b"%d" % n, f"{n}.py") for n in range(3)] + [_checked(b"hang", "h.py")]

    # A machine that has much to do may take longer even for what does not hang.
    for seconds in (1, 5, 30):
        monkeypatch.setattr(ruff, "_SECONDS", seconds)
        findings, diagnostics = collect(files, ["S"], tmp_path / f"cache-{seconds}")
        if len(findings.by_path) == 3:
            break

    assert sorted(findings.by_path) == ["0.py", "1.py", "2.py"]
    assert [diagnostic.location for diagnostic in diagnostics] == ["h.py"]
    assert f"it took more than {seconds} second" in diagnostics[0].message


def test_search_that_is_given_up_is_one_warning_that_names_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake_ruff: FakeRuff
) -> None:
    fake_ruff(FALLS_OVER.replace("LOG", str(tmp_path / "log")))
    monkeypatch.setattr(ruff_runs, "MOST_RUNS", 4)
    files = [_checked(b"good %d" % n, f"{n}.py") for n in range(8)]
    files[5] = _checked(b"crash", "5.py")

    findings, (diagnostic,) = collect(files, ["S"], tmp_path / "cache")

    assert sorted(findings.by_path) == [f"{n}.py" for n in (0, 1, 2, 3, 6, 7)]
    assert (diagnostic.location, diagnostic.message) == (
        "",
        "no findings of ruff on 2 pages: it stops at too many files (kwindex_findings)",
    )


def test_copies_that_a_killed_build_left_are_removed_when_they_are_old(tmp_path: Path) -> None:
    old, new = tmp_path / f"{ruff.COPIES_PREFIX}old", tmp_path / f"{ruff.COPIES_PREFIX}new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "0.py").write_bytes(ONE)
    os.utime(old, (0, 0))

    collect([_checked(ONE)], ["S"], tmp_path)

    assert (old.exists(), new.exists()) == (False, True)


def test_file_that_was_checked_is_not_checked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = collect([_checked(UNPICKLES, "a.py"), _checked(b"", "c.py")], ["S"], tmp_path)
    stored = (tmp_path / STORE_FILE).read_bytes()
    monkeypatch.setattr(ruff, "find_ruff", lambda: pytest.fail("ruff was run"))
    files = [_checked(UNPICKLES, "b.py"), _checked(b"", "c.py")]
    second, diagnostics = collect(files, ["S"], tmp_path)
    assert (second.by_path["b.py"], diagnostics) == (first.by_path["a.py"], ())
    assert list(second.rules) == ["S101", "S301"]
    assert (tmp_path / STORE_FILE).read_bytes() == stored


def test_store_forgets_files_that_are_gone_and_other_rules_start_anew(tmp_path: Path) -> None:
    collect([_checked(UNPICKLES), _checked(b"assert 1\n", "n.py")], ["S"], tmp_path)
    larger = (tmp_path / STORE_FILE).stat().st_size
    collect([_checked(b"assert 1\n")], ["S"], tmp_path)
    assert (tmp_path / STORE_FILE).stat().st_size < larger
    findings, _ = collect([_checked(b"assert 1\n")], ["PERF"], tmp_path)
    assert findings.by_path == {"m.py": ()}


@pytest.mark.parametrize("damage", [b"", b"\xc1", b"\x80"])
def test_damaged_store_is_an_empty_one(tmp_path: Path, damage: bytes) -> None:
    whole = collect([_checked(UNPICKLES)], ["S"], tmp_path)
    (tmp_path / STORE_FILE).write_bytes(damage)
    assert collect([_checked(UNPICKLES)], ["S"], tmp_path) == whole


def test_store_of_another_ruff_is_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake_ruff: FakeRuff
) -> None:
    collect([_checked(UNPICKLES)], ["S"], tmp_path)
    monkeypatch.setattr(collecting, "ruff_version", lambda: "99")
    fake_ruff("print('[]')")
    assert collect([_checked(UNPICKLES)], ["S"], tmp_path)[0].by_path == {"m.py": ()}


def test_no_rules_or_no_files_run_nothing(tmp_path: Path, fake_ruff: FakeRuff) -> None:
    fake_ruff("raise SystemExit('ran')")
    assert collect([_checked(UNPICKLES)], [], tmp_path) == (NO_FINDINGS, ())
    assert collect([], ["S"], tmp_path) == (NO_FINDINGS, ())


@pytest.mark.parametrize(
    ("requires", "target"),
    [
        ("", ""),
        (">=3.11", "py311"),
        (">= 3.9, <4", "py39"),
        ("~=3.12", "py312"),
        ("==3.10.*", "py310"),
        (">=3.9,!=3.9.0,>=3.10", "py310"),
        (">=2.7, !=3.0.*", ""),
        (">=3.5", "py37"),
        (">=3.15", "py313"),
        ("three", ""),
    ],
)
def test_target_is_the_oldest_python_that_the_project_runs_on(requires: str, target: str) -> None:
    assert target_version(requires) == target
