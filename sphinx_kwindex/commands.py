"""Running a program that a build can do without, so that it cannot hold the build up."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from typing import IO

_MOST_READ = 10_000
_LONGEST_REASON = 200
"""Characters of what a program says that a warning repeats."""


class CommandError(Exception):
    """A program could not be run; the text says why."""


class CommandStoppedError(CommandError):
    """A program crashed or took too long, perhaps because of what it was given."""


class CommandTimeoutError(CommandStoppedError):
    """A program took too long."""


def run_command(
    command: Sequence[str],
    folder: str | None,
    environment: Mapping[str, str],
    seconds: float,
    *,
    accepted: Sequence[int] = (0,),
    given: bytes = b"",
) -> bytes:
    """Return what a program prints; it is ended with all that it has started.

    Parameters
    ----------
    command:
        Its path and arguments.
    folder:
        Where it runs; None for where this process does.
    environment:
        Its variables.
    seconds:
        How long it may take.
    accepted:
        Exit codes that say that it did its work.
    given:
        What it reads from its standard input.

    Raises
    ------
    CommandStoppedError
        If it stops with another exit code, or takes longer.
    CommandError
        If it cannot be run.
    """
    # Files and not pipes: a pipe stays open as long as anything that the program has started.
    with (
        tempfile.TemporaryFile() as input_file,
        tempfile.TemporaryFile() as output,
        tempfile.TemporaryFile() as errors,
    ):
        input_file.write(given)
        input_file.seek(0)
        streams = (input_file, output, errors)
        running = _started(command, folder, environment, streams)
        try:
            code = running.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise CommandTimeoutError(f"it took more than {seconds:.0f} seconds") from error
        finally:
            _end(running)
        output.seek(0)
        errors.seek(0)
        if code not in accepted:
            raise CommandStoppedError(_reason(code, errors.read(_MOST_READ)))
        return output.read()


def _started(
    command: Sequence[str],
    folder: str | None,
    environment: Mapping[str, str],
    streams: tuple[IO[bytes], IO[bytes], IO[bytes]],
) -> subprocess.Popen[bytes]:
    """Start a program, in a group of its own."""
    given, output, errors = streams
    try:
        return subprocess.Popen(  # noqa: S603 - of a package that we know, or named by the project
            command,
            cwd=folder,
            env=environment,
            stdin=given,
            stdout=output,
            stderr=errors,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else error
        raise CommandError(f"it cannot be run: {said}") from error


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a process that is still there, with all that it has started."""
    if running.poll() is None:
        try:
            os.killpg(running.pid, signal.SIGKILL)
        except (AttributeError, OSError):  # Windows has no groups
            running.kill()
        running.wait()


def _reason(code: int, errors: bytes) -> str:
    try:
        ended = f"it was ended by {signal.Signals(-code).name}"
    except ValueError:
        ended = f"it stopped with exit code {code}"
    said = " ".join(errors.decode("utf-8", "replace").split())
    return f"{ended}: {said[:_LONGEST_REASON]}" if said else ended
