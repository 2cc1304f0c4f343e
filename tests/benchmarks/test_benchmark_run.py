import os
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks.__main__ import exit_status
from benchmarks.measure import run_measured
from benchmarks.options import parse_options
from benchmarks.records import Build, Installed, Outcome, Report, Scenario, Setting, Usage
from benchmarks.runner import outcome_of, rotated


def measured(folder: Path, script: str, timeout: float = 60.0) -> Usage:
    return run_measured(
        [sys.executable, "-c", script],
        folder=folder,
        environment=os.environ,
        stdout=folder / "stdout",
        stderr=folder / "stderr",
        timeout=timeout,
    )


def ends_soon(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        # A killed process remains as a zombie where nothing collects orphans.
        with suppress(FileNotFoundError, ProcessLookupError):
            if state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] not in "ZX":
                time.sleep(0.05)
                continue
        return True
    return False


def test_usage_of_a_command(tmp_path: Path) -> None:
    usage = measured(tmp_path, "import sys; print('out'); print('err', file=sys.stderr); exit(3)")
    assert (usage.exit_code, usage.timed_out) == (3, False)
    assert usage.wall_seconds > 0
    assert usage.peak_mib > 1
    assert (tmp_path / "stdout").read_text(encoding="utf-8") == "out\n"
    assert (tmp_path / "stderr").read_text(encoding="utf-8") == "err\n"
    assert outcome_of(usage, complete=True) is Outcome.FAILED


def test_usage_counts_child_processes(tmp_path: Path) -> None:
    work = "x = bytearray(200 * 2**20); sum(range(3_000_000))"
    script = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}])"
    usage = measured(tmp_path, script)
    assert usage.peak_mib > 200
    assert outcome_of(usage, complete=True) is Outcome.OK
    assert outcome_of(usage, complete=False) is Outcome.FAILED


def test_a_command_that_takes_too_long_is_stopped_with_its_children(tmp_path: Path) -> None:
    child = "import time; time.sleep(60)"
    script = (
        "import subprocess, sys; from pathlib import Path;"
        f"child = subprocess.Popen([sys.executable, '-c', {child!r}]);"
        "Path('pid').write_text(str(child.pid)); child.wait()"
    )
    # On a machine that has much to do, Python may not have started before that.
    for timeout in (2.0, 10.0, 60.0):
        usage = measured(tmp_path, script, timeout=timeout)
        if (tmp_path / "pid").exists():
            break
    assert (usage.exit_code, usage.timed_out) == (-9, True)
    assert outcome_of(usage, complete=True) is Outcome.TIMEOUT
    assert ends_soon(int((tmp_path / "pid").read_text(encoding="utf-8")))


def test_options_have_defaults_and_absolute_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg/a.py").touch()
    monkeypatch.chdir(tmp_path)
    options = parse_options(["pkg", "--sphinx-options=-W --keep-going"])
    assert options.tree == tmp_path.resolve() / "pkg"
    assert options.tools == ("kwindex", "autoapi", "autodoc2")
    assert options.sphinx_options == ("-W", "--keep-going")
    assert (options.theme, options.jobs, options.repeat) == ("alabaster", 2, 1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing"], "not a folder"),
        (["empty"], "no Python file"),
        (["pkg", "--edit", "../other.py"], "not a Python file of TREE"),
        (["pkg", "--work", "pkg/work"], "must not be inside"),
        (["pkg", "--tools", "kwindex,other"], "choose from"),
        (["pkg", "--tools", ""], "choose from"),
        (["pkg", "--jobs", "0"], "at least 1"),
        (["pkg", "--timeout", "0"], "above zero"),
        (["pkg", "--json", "missing/a.json"], "does not exist"),
    ],
)
def test_wrong_options_are_explained(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    for folder in ("pkg", "empty"):
        (tmp_path / folder).mkdir()
    for file in ("pkg/a.py", "other.py"):
        (tmp_path / file).touch()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        parse_options(arguments)
    assert message in capsys.readouterr().err


def test_each_round_starts_with_another_tool() -> None:
    tools = tuple(Installed(name, {}) for name in "abc")
    starts = [rotated(tools, number)[0].tool for number in range(4)]
    assert starts == ["a", "b", "c", "a"]


@pytest.mark.parametrize(
    ("own", "peer", "status"),
    [
        (Outcome.OK, Outcome.OK, 0),
        (Outcome.OK, Outcome.FAILED, 0),
        (Outcome.TIMEOUT, Outcome.OK, 1),
        (None, Outcome.OK, 0),
        (None, Outcome.FAILED, 1),
    ],
)
def test_exit_status(own: Outcome | None, peer: Outcome, status: int) -> None:
    builds = [Build("autoapi", Scenario.FIRST, 1, peer)]
    if own is not None:
        builds.append(Build("kwindex", Scenario.FIRST, 1, own))
    setting = Setting("tree", 1, 1, "a.py", "alabaster", 2, (), 1, "3.11.0", "Linux", 2)
    assert exit_status(Report(setting, (), tuple(builds))) == status
