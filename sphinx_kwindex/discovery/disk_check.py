"""Asking the disk whether a path of the repository exists, for files that no page is about."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from sphinx_kwindex.discovery import Root


class DiskCheck:
    """Answers once for each path, and remembers the answers.

    Parameters
    ----------
    roots:
        The folders that are documented; nothing outside them is asked for.
    known:
        Paths with answers that hold.
    """

    def __init__(self, roots: Sequence[Root], known: Iterable[tuple[str, bool]] = ()) -> None:
        self._roots = roots
        self._answers = dict(known)

    @property
    def answers(self) -> tuple[tuple[str, bool], ...]:
        """The paths that were asked for, sorted, each with the answer."""
        return tuple(sorted(self._answers.items()))

    def exists(self, path: str) -> bool:
        """Return whether a path, as pages show it, is on disk."""
        if path not in self._answers:
            self._answers[path] = self._look(path)
        return self._answers[path]

    def confirms(self, answers: Iterable[tuple[str, bool]]) -> bool:
        """Return whether former answers still hold."""
        return all(self._look(path) == answer for path, answer in answers)

    def _look(self, path: str) -> bool:
        for root in self._roots:
            if path.startswith(root.prefix) or f"{path}/" == root.prefix:
                try:
                    return os.path.lexists(root.location / path.removeprefix(root.prefix))
                except ValueError:
                    return False
        return False
