"""The course of a run: environments, then rounds of builds in which the tools take turns."""

import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.environments import Environment, install
from benchmarks.measure import run_measured
from benchmarks.options import Options
from benchmarks.records import Build, Installed, Outcome, Report, Scenario, Setting, Usage
from benchmarks.site_counts import count_site, failure_reason
from benchmarks.sites import Site, make_site
from benchmarks.tools import TOOLS
from benchmarks.tree import choose_edit, edit_file, measure_tree

Say = Callable[[str], None]


@dataclass(frozen=True)
class Contestant:
    """A tool that takes part in a round: where it is installed and where it builds."""

    name: str
    environment: Environment
    site: Site


def run_benchmark(options: Options, work: Path, say: Say) -> Report:
    """Run the whole benchmark.

    Parameters
    ----------
    options:
        What the user asked for.
    work:
        An existing folder for the environments and, in a folder of its own, for this run.
    say:
        Is told each step.

    Returns
    -------
    The report, also when tools failed.

    Raises
    ------
    OSError
        The tree cannot be read, or the work folder not written.
    """
    edited = options.edit or choose_edit(options.tree)
    setting = describe_setting(options, edited)
    installed = tuple(install_tool(name, options, work, say) for name in options.tools)
    builds: list[Build] = []
    with run_folder(work, keep=options.keep) as folder:
        for number in range(1, options.repeat + 1):
            for build in run_round(options, installed, edited, work, folder, number):
                say(progress_line(build, options.repeat))
                builds.append(build)
            if not options.keep:
                shutil.rmtree(folder / f"round-{number}", ignore_errors=True)
    return Report(setting, installed, tuple(builds))


def describe_setting(options: Options, edited: str) -> Setting:
    """Note the circumstances of a run.

    Parameters
    ----------
    options:
        What the user asked for.
    edited:
        The file that gets the edit.

    Returns
    -------
    The circumstances, without any path of this machine.
    """
    size = measure_tree(options.tree)
    return Setting(
        tree=options.tree.name,
        files=size.files,
        lines=size.lines,
        edited=edited,
        theme=options.theme,
        jobs=options.jobs,
        sphinx_options=options.sphinx_options,
        rounds=options.repeat,
        python=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}",
        cpus=os.cpu_count() or 1,
    )


def install_tool(name: str, options: Options, work: Path, say: Say) -> Installed:
    """Make the environment of one tool, or use the one in the work folder."""
    say(f"{name}: environment")
    result = install(
        TOOLS[name],
        environment_of(name, work),
        theme=options.theme,
        sphinx=options.sphinx,
        refresh=options.refresh,
    )
    if result.problem:
        say(f"{name}: {result.problem}")
    return result


def environment_of(name: str, work: Path) -> Environment:
    """Tell where the environment of a tool is."""
    return Environment(work / f"env-{name}")


@contextmanager
def run_folder(work: Path, *, keep: bool) -> Iterator[Path]:
    """Give a new folder for the sites of a run.

    Parameters
    ----------
    work:
        The work folder.
    keep:
        Leave the folder there at the end.

    Yields
    ------
    The folder.
    """
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=work))
    try:
        yield folder
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def run_round(
    options: Options,
    installed: tuple[Installed, ...],
    edited: str,
    work: Path,
    folder: Path,
    number: int,
) -> Iterator[Build]:
    """Build every scenario with every tool once, on fresh copies of the tree.

    Each round starts with another tool, so that over several rounds no tool always builds first.

    Parameters
    ----------
    options:
        What the user asked for.
    installed:
        The environments; a tool without one is skipped.
    edited:
        The file that gets the edit.
    work:
        The folder with the environments.
    folder:
        The folder for the copies, one folder for each round.
    number:
        The number of the round, from 1.

    Yields
    ------
    Each build when it has ended.
    """
    contestants = [
        Contestant(
            each.tool, environment_of(each.tool, work), new_site(each.tool, options, folder, number)
        )
        for each in rotated(installed, number - 1)
        if not each.problem
    ]
    absent = [each for each in installed if each.problem]
    failed: dict[str, str] = {}
    for scenario in Scenario:
        for each in absent:
            yield skipped(each.tool, scenario, number, f"not installed: {each.problem}")
        for contestant in contestants:
            name = contestant.name
            if name in failed:
                yield skipped(name, scenario, number, failed[name])
                continue
            if scenario is Scenario.EDIT:
                edit_file(contestant.site.tree / edited)
            build = run_build(contestant, scenario, number, options)
            if build.outcome is not Outcome.OK:
                failed[name] = f"the {scenario} build did not succeed"
            yield build


def rotated(installed: tuple[Installed, ...], count: int) -> tuple[Installed, ...]:
    """Move the first ``count`` tools to the end, going round."""
    start = count % len(installed)
    return installed[start:] + installed[:start]


def new_site(name: str, options: Options, folder: Path, number: int) -> Site:
    """Make the site of a tool for one round."""
    return make_site(
        folder / f"round-{number}" / name,
        TOOLS[name],
        options.tree,
        theme=options.theme,
        all_files=options.all_files,
    )


def skipped(tool: str, scenario: Scenario, number: int, note: str) -> Build:
    """Record a build that did not take place."""
    return Build(tool, scenario, number, Outcome.SKIPPED, note=note)


def run_build(contestant: Contestant, scenario: Scenario, number: int, options: Options) -> Build:
    """Run ``sphinx-build`` once.

    Parameters
    ----------
    contestant:
        The tool, with its site prepared for the scenario.
    scenario:
        The scenario.
    number:
        The number of the round.
    options:
        What the user asked for.

    Returns
    -------
    The record of the build, whether it succeeded or not.
    """
    site = contestant.site
    stdout, stderr = (site.root / f"{scenario}.{stream}" for stream in ("stdout", "stderr"))
    usage = run_measured(
        sphinx_command(contestant, options),
        folder=site.root,
        environment=build_environment(contestant, dict(os.environ)),
        stdout=stdout,
        stderr=stderr,
        timeout=options.timeout,
    )
    start = f"{TOOLS[contestant.name].start}.html"
    complete = (site.output / start).is_file()
    outcome = outcome_of(usage, complete=complete)
    note = ""
    if outcome is Outcome.FAILED and not usage.exit_code:
        note = f"no page {start}"
    elif outcome is Outcome.FAILED:
        with stderr.open(encoding="utf-8", errors="replace") as lines:
            note = failure_reason(lines).replace(f"{site.root}{os.sep}", "")
    elif outcome is Outcome.TIMEOUT:
        note = f"stopped after {options.timeout:g} s"
    counts = count_site(site.output, stderr)
    return Build(contestant.name, scenario, number, outcome, usage, counts, note)


def sphinx_command(contestant: Contestant, options: Options) -> list[str]:
    """Give the command that builds a site; it is the same in all scenarios."""
    site = contestant.site
    python = str(contestant.environment.python)
    build = [python, "-m", "sphinx", "-b", "html", "-j", str(options.jobs)]
    return [*build, *options.sphinx_options, str(site.docs), str(site.output)]


def build_environment(contestant: Contestant, inherited: dict[str, str]) -> dict[str, str]:
    """Give the environment variables of a build, as in an activated virtual environment.

    Parameters
    ----------
    contestant:
        The tool.
    inherited:
        The variables of this process.

    Returns
    -------
    The variables, without those that change how Python or Sphinx work.
    """
    kept = {
        name: value
        for name, value in inherited.items()
        if not name.startswith("PYTHON") and name not in {"FORCE_COLOR", "CLICOLOR_FORCE"}
    }
    scratch = str(contestant.site.scratch)
    return kept | {
        "PATH": f"{contestant.environment.scripts}{os.pathsep}{inherited.get('PATH', os.defpath)}",
        "VIRTUAL_ENV": str(contestant.environment.folder),
        "NO_COLOR": "1",
        "TMPDIR": scratch,
        "XDG_CACHE_HOME": scratch,
    }


def outcome_of(usage: Usage, *, complete: bool) -> Outcome:
    """Tell how a build ended.

    Parameters
    ----------
    usage:
        What it used.
    complete:
        The tool's start page is there. A build without it did next to nothing, and its
        figures would flatter the tool.

    Returns
    -------
    The outcome.
    """
    if usage.timed_out:
        return Outcome.TIMEOUT
    return Outcome.OK if complete and not usage.exit_code else Outcome.FAILED


def progress_line(build: Build, rounds: int) -> str:
    """Describe a build that has ended in one line."""
    round_text = f" (round {build.round} of {rounds})" if rounds > 1 else ""
    time_text = f", {build.usage.wall_seconds:.1f} s" if build.usage else ""
    note = f": {build.note}" if build.note else ""
    return f"{build.tool}: {build.scenario} build{round_text}: {build.outcome}{time_text}{note}"
