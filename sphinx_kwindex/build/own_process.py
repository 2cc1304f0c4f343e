"""Running the heavy stages in a process of their own, which takes its memory with it.

Python gives little of its memory back.  What the analysers and the relations between files need
would stay with Sphinx to the end of the build, and every worker that it forks would copy of it what
it touches.
"""

from __future__ import annotations

import multiprocessing
import pickle
import traceback
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from typing import TypeVar

import msgspec

from sphinx_kwindex.build.progress import Item, Progress

Result = TypeVar("Result")

_MOST_MESSAGES = 100
"""Times that the process says how far a stage is."""


class _Begun(msgspec.Struct, frozen=True):
    """A stage begins."""

    summary: str
    length: int


class _Advanced(msgspec.Struct, frozen=True):
    """A stage is further by some steps."""

    steps: int


class _Ended(msgspec.Struct, frozen=True):
    """A stage is done."""


class _Returned(msgspec.Struct, frozen=True):
    """The result of all stages."""

    value: object


class _Raised(msgspec.Struct, frozen=True):
    """What stopped them."""

    error: Exception


def in_own_process(stages: Callable[[Progress], Result], progress: Progress) -> Result:
    """Return what some stages return, run in a copy of this process.

    Should that be killed, by lack of memory for example, they run here.

    Parameters
    ----------
    stages:
        What is to be run.  The result and all errors must be such that they can be pickled.
    progress:
        Shows how far a stage is.

    Raises
    ------
    Exception
        What the stages raise.
    """
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(stages, sender))
    process.start()
    sender.close()
    try:
        message = _followed(receiver, progress)
    except (EOFError, OSError):
        return stages(progress)
    finally:
        receiver.close()
        process.join()
    if isinstance(message, _Raised):
        raise message.error
    return message.value  # type: ignore[return-value] # it came through a pipe


def _followed(receiver: Connection, progress: Progress) -> _Returned | _Raised:
    """Show how far the process is until it ends."""
    message = receiver.recv()
    while not isinstance(message, _Returned | _Raised):
        if isinstance(message, _Begun):
            # A stage that stops in its midst ends with what is no step of it.
            last: list[object] = []
            for _ in progress(_steps(receiver, last), message.summary, message.length):
                pass
            message = last[0]
        else:
            message = receiver.recv()
    return message


def _steps(receiver: Connection, last: list[object]) -> Iterator[None]:
    """Yield for each step of a stage; the message after them is put into ``last``."""
    while isinstance(message := receiver.recv(), _Advanced):
        for _ in range(message.steps):
            yield
    last.append(message)


def _run(stages: Callable[[Progress], object], sender: Connection) -> None:
    """Run the stages in the process, and send what comes of them."""
    try:
        message: _Returned | _Raised = _Returned(stages(_Sent(sender)))
    except Exception as error:
        message = _Raised(_portable(error, traceback.format_exc()))
    sender.send(message)


def _portable(error: Exception, way: str) -> Exception:
    """Return an error as it can be sent to another process, with the way to it.

    Parameters
    ----------
    error:
        An error, which may hold anything.
    way:
        Its traceback.
    """
    error.add_note(f"In the process of the stages:\n{way}")
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 (our own, just made)
    except Exception:
        return RuntimeError(way)
    return error


class _Sent:
    """Sends how far a stage is."""

    def __init__(self, sender: Connection) -> None:
        self._sender = sender

    def __call__(self, items: Iterable[Item], summary: str, length: int) -> Iterable[Item]:
        self._sender.send(_Begun(summary, length))
        share = length // _MOST_MESSAGES + 1
        steps = 0
        for item in items:
            yield item
            steps += 1
            if steps == share:
                self._sender.send(_Advanced(steps))
                steps = 0
        self._sender.send(_Advanced(steps))
        self._sender.send(_Ended())
