"""The command ``python -m benchmarks``."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.options import Options, parse_options
from benchmarks.records import Outcome, Report
from benchmarks.report import as_json, as_markdown, as_text
from benchmarks.runner import run_benchmark
from benchmarks.tools import KWINDEX


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark and print its report.

    Parameters
    ----------
    arguments:
        The command line without the program's name; ``sys.argv`` when ``None``.

    Returns
    -------
    The exit status of the command, see `exit_status`.

    Raises
    ------
    SystemExit
        The command line is wrong.
    """
    options = parse_options(arguments)
    report = run_in_work_folder(options)
    if options.json is not None:
        options.json.write_text(as_json(report), encoding="utf-8")
    sys.stdout.write(as_markdown(report) if options.markdown else as_text(report))
    return exit_status(report)


def run_in_work_folder(options: Options) -> Report:
    """Run the benchmark in the work folder that the options ask for.

    Parameters
    ----------
    options:
        What the user asked for. Without ``work``, a temporary folder is made, and removed
        at the end unless ``keep`` is set.

    Returns
    -------
    The report of the run.
    """
    if options.work is not None:
        options.work.mkdir(parents=True, exist_ok=True)
        return run_benchmark(options, options.work, progress)
    if options.keep:
        work = Path(tempfile.mkdtemp(prefix="kwindex-benchmark-"))
        progress(f"work folder: {work}")
        return run_benchmark(options, work, progress)
    with tempfile.TemporaryDirectory(prefix="kwindex-benchmark-") as folder:
        return run_benchmark(options, Path(folder), progress)


def exit_status(report: Report) -> int:
    """Return whether the run is a success.

    Parameters
    ----------
    report:
        The report of the run.

    Returns
    -------
    1 when no build succeeded, or when a build of sphinx-kwindex did not; otherwise 0. A peer
    that fails is a result, not an error.
    """
    own = [build for build in report.builds if build.tool == KWINDEX]
    own_failed = any(build.outcome is not Outcome.OK for build in own)
    any_succeeded = any(build.outcome is Outcome.OK for build in report.builds)
    return int(own_failed or not any_succeeded)


def progress(line: str) -> None:
    """Show the user one line about the run while it is going on.

    Parameters
    ----------
    line:
        The text, without a line end.
    """
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
