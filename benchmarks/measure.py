"""Run a command and measure what it and its descendants used. POSIX only."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from benchmarks.records import Usage

RSS_UNITS_PER_MIB = 1024 * 1024 if sys.platform == "darwin" else 1024


def run_measured(
    command: Sequence[str],
    *,
    folder: Path,
    environment: Mapping[str, str],
    stdout: Path,
    stderr: Path,
    timeout: float,
) -> Usage:
    """Run a command to its end, or stop it with all its descendants when it takes too long.

    Time and memory come from ``os.wait4``, that is from the kernel's own account of the process.
    The account of a process includes those of its descendants that were waited for, so worker
    processes count. Of a command that was stopped, the workers may be missing.

    Parameters
    ----------
    command:
        The program and its arguments.
    folder:
        The working directory.
    environment:
        The environment variables, all of them.
    stdout:
        File that gets the standard output.
    stderr:
        File that gets the standard error.
    timeout:
        Seconds after which the command is stopped.

    Returns
    -------
    What was used.

    Raises
    ------
    OSError
        The command cannot be started, or a file cannot be written.
    """
    with stdout.open("wb") as out, stderr.open("wb") as err:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            # A process group of its own can be stopped as a whole.
            start_new_session=True,
        )
        timed_out = wait_unreaped(process.pid, timeout)
        wall = time.perf_counter() - start
        return reap(process, wall, timed_out=timed_out)


def wait_unreaped(pid: int, timeout: float) -> bool:
    """Wait for the end of a child, and stop its process group when that takes too long.

    The child is left unreaped: as long as it is, its number cannot belong to another process, so
    the timer cannot stop a stranger.

    Parameters
    ----------
    pid:
        The child, which leads a process group.
    timeout:
        Seconds to wait.

    Returns
    -------
    Whether the group was stopped for taking too long.
    """
    expired = threading.Event()

    def expire() -> None:
        expired.set()
        stop_group(pid)

    timer = threading.Timer(timeout, expire)
    timer.daemon = True
    timer.start()
    try:
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    finally:
        timer.cancel()
        timer.join()
        # Workers that outlive their parent would disturb the next measurement.
        stop_group(pid)
    return expired.is_set()


def stop_group(pid: int) -> None:
    """Stop all processes of a group that this process started, if there are any."""
    # macOS answers PermissionError for a group of which only a zombie is left.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def reap(process: "subprocess.Popen[bytes]", wall: float, *, timed_out: bool) -> Usage:
    """Take the account of a child that has ended.

    Parameters
    ----------
    process:
        The child.
    wall:
        Seconds that it ran.
    timed_out:
        Whether it was stopped for taking too long.

    Returns
    -------
    What it and its descendants used.
    """
    _, status, used = os.wait4(process.pid, 0)
    # Otherwise Popen waits for the child once more, which no longer exists.
    process.returncode = os.waitstatus_to_exitcode(status)
    return Usage(
        wall_seconds=wall,
        cpu_seconds=used.ru_utime + used.ru_stime,
        peak_mib=used.ru_maxrss / RSS_UNITS_PER_MIB,
        exit_code=process.returncode,
        timed_out=timed_out,
    )
