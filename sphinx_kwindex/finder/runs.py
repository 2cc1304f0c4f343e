"""Postings put into order on disk: there may be more than fit into memory."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from sphinx_kwindex.finder.entries import Posting
from sphinx_kwindex.finder.words import Found

MOST_IN_MEMORY = 200_000
"""Postings that are sorted at once."""

_BUFFER = 1 << 18
_FIELD = "\0"
"""Between fields; no field holds it, and it is below all that they hold."""
_FOUND = {str(found.value): found for found in Found}


class Runs:
    """Sorts postings: as many as fit into memory at once, in files that are merged at the end."""

    def __init__(self, folder: Path, most: int = MOST_IN_MEMORY) -> None:
        self._folder = folder
        self._most = most
        self._records: list[bytes] = []
        self._files = ExitStack()
        self._runs: list[IO[bytes]] = []
        self.repeated: dict[tuple[str, str], int] = {}
        """How often the postings of lines came, by header and line, where it was more than once;
        complete once all are merged."""

    def __enter__(self) -> Self:
        """Begin without any."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        way: TracebackType | None,
    ) -> None:
        """Remove the files."""
        self._files.close()

    def add(self, postings: Iterable[Posting]) -> None:
        """Take some more postings."""
        self._records.extend(map(_record, postings))
        if len(self._records) >= self._most:
            self._write()

    def merged(self) -> Iterator[Posting]:
        """Yield all postings in their order, each once."""
        self._records.sort()
        for run in self._runs:
            run.seek(0)
        times = 0
        before = b""
        for record in heapq.merge(*self._runs, self._records):
            if record == before:
                times += 1
                posting = _posting(record)
                self.repeated[posting.header, posting.line] = times
            else:
                yield _posting(record)
                before, times = record, 1

    def _write(self) -> None:
        run = self._files.enter_context(
            tempfile.TemporaryFile(buffering=_BUFFER, dir=self._folder)  # noqa: SIM115 - in a stack
        )
        self._records.sort()
        run.writelines(self._records)
        run.flush()
        self._runs.append(run)
        self._records = []


def _record(posting: Posting) -> bytes:
    """Return a posting as a line that sorts as it does."""
    # The plain number: an enumeration looks its value up in Python.
    text = f"{posting[0]}{_FIELD}{posting[1]}{_FIELD}{posting[2]}{_FIELD}{posting[3]:d}\n"
    return text.encode("utf-8", "surrogatepass")


def _posting(record: bytes) -> Posting:
    key, header, line, found = record[:-1].decode("utf-8", "surrogatepass").split(_FIELD)
    return Posting(key, header, line, _FOUND[found])
