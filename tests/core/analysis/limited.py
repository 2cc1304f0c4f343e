"""Reading of hostile texts, each in a process that the system ends after some seconds.

One Python is started for all texts, and copied for each: to start it anew, and to import what reads
them, took longer than most texts.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_CHECKOUT = Path(__file__).parents[3]
_SECONDS = 60
_SERVE = f"""
import os, resource, sys, traceback
from pygments.lexers import get_lexer_by_name
from sphinx_kwindex.analysis import analyse


def read(name, texts, is_shown):
    resource.setrlimit(resource.RLIMIT_CPU, ({_SECONDS}, {_SECONDS}))
    for text in map(eval, texts):
        found = analyse(name, text.encode())
        if is_shown:
            for _ in get_lexer_by_name(found.lexer, stripnl=False).get_tokens(text):
                pass


for line in sys.stdin:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            read(*eval(line))
            code = 0
        except BaseException:
            traceback.print_exc()
        os._exit(code)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""


class LimitedReader:
    """Reads texts in processes of their own."""

    def __init__(self, requests: IO[str], answers: IO[str]) -> None:
        """Take the two ends of a process that waits for requests."""
        self._requests = requests
        self._answers = answers

    def exit_code(self, name: str, *texts: str, is_shown: bool = False) -> int:
        """Return how the process ends that reads some texts as the content of a file.

        Parameters
        ----------
        name:
            The name of the file.
        texts:
            Expressions whose values are the contents, one after the other.
        is_shown:
            Whether they are highlighted as well.
        """
        self._requests.write(f"{(name, texts, is_shown)!r}\n")
        self._requests.flush()
        return int(self._answers.readline())


@contextmanager
def limited_reader() -> Iterator[LimitedReader]:
    """Start the process that all texts are read in copies of."""
    with subprocess.Popen(
        [sys.executable, "-c", _SERVE],
        cwd=_CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield LimitedReader(process.stdin, process.stdout)
        finally:
            # It would wait for more: processes that other tests started hold its input as well.
            process.kill()
