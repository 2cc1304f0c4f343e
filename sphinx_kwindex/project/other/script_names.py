"""What the names mean that modules of JavaScript and TypeScript take from each other.

A name is followed through what modules pass on (``export { a } from``, ``export *``, CommonJS) to
the definition, as long as there is only one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.references import Target
from sphinx_kwindex.records.signatures import Variant
from sphinx_kwindex.records.written_names import DEFAULT, STAR, WHOLE, Exported, Form, WrittenName

_MOST_STEPS = 200
"""Modules and names that one name is followed through."""
COMPONENTS = frozenset({"Vue", "Svelte", "Astro"})
"""Languages in which a file is what it exports."""

_Step = tuple[str, str]
"""A file, and a name that is taken from it."""


class ScriptNames:
    """Follows names through modules.

    Parameters
    ----------
    files:
        All files, by path.
    exports_of:
        Returns what a file gives to others.
    targets_of:
        Returns the files that each import of a file means.
    named:
        Returns the definitions in a file by the last part of their name.
    """

    def __init__(
        self,
        files: Mapping[str, FileFacts],
        exports_of: Callable[[str], Sequence[Exported]],
        targets_of: Callable[[str], Sequence[frozenset[str]]],
        named: Callable[[str], Mapping[str, list[Symbol]]],
    ) -> None:
        self._files = files
        self._exports_of = exports_of
        self._targets_of = targets_of
        self._named = named
        self._given: dict[str, dict[str, list[Exported]]] = {}
        self._known: dict[_Step, Target | None] = {}

    def meaning(self, path: str, name: WrittenName) -> Target | None:
        """Return the definition, or the file, that a name means; None if that is not certain.

        Parameters
        ----------
        path:
            The file that it is in.
        name:
            The name.
        """
        if name.statement < 0:
            return self._own(path, name.word)
        step = self._behind(path, name.statement, name.word)
        if step is None:
            return None
        if step not in self._known:
            self._known[step] = self._followed(step)
        found = self._known[step]
        is_whole = found is not None and not found.qualname
        return None if is_whole and name.form is Form.IMPORTED and name.word == STAR else found

    def _behind(self, path: str, statement: int, word: str) -> _Step | None:
        targets = self._targets_of(path)[statement]
        return (next(iter(targets)), word) if len(targets) == 1 else None

    def _followed(self, first: _Step) -> Target | None:
        found: set[Target] = set()
        pending, seen = [first], {first}
        while pending:
            step = pending.pop()
            ends, further = self._step(*step)
            found.update(ends)
            new = [item for item in dict.fromkeys(further) if item not in seen]
            seen.update(new)
            pending += new
            if len(seen) > _MOST_STEPS:
                return None
        return found.pop() if len(found) == 1 else None

    def _step(self, path: str, word: str) -> tuple[list[Target], list[_Step]]:
        """Return what a name of a file means, and what it may be the name of elsewhere."""
        if path not in self._files:
            return [], []
        given = self._given_by(path)
        if word not in given and word == DEFAULT and self._language(path) in COMPONENTS:
            return [Target(path, "")], []
        called = word if word in given and word != STAR else WHOLE
        if called in given and word in (called, STAR, DEFAULT):
            ends, further = [], []
            for item in given[called]:
                if item.statement < 0:
                    ends.append(self._own(path, item.word))
                else:
                    further.append(self._behind(path, item.statement, item.word))
            return [end for end in ends if end], [step for step in further if step]
        if word == STAR:
            return [Target(path, "")], []
        if not given:
            own = self._own(path, word)
            return [own] if own is not None else [], []
        passed = (
            self._behind(path, item.statement, word)
            for item in given.get(STAR, ())
            if word != DEFAULT
        )
        return [], [step for step in passed if step]

    def _given_by(self, path: str) -> dict[str, list[Exported]]:
        if path not in self._given:
            given: dict[str, list[Exported]] = {}
            for item in self._exports_of(path):
                given.setdefault(item.name, []).append(item)
            self._given[path] = given
        return self._given[path]

    def _language(self, path: str) -> str:
        return self._files[path].analysis.language

    def _own(self, path: str, word: str) -> Target | None:
        found = [one for one in self._named(path).get(word, ()) if one.parent < 0]
        defined = [one for one in found if one.variant is not Variant.OVERLOAD]
        # The signatures of one function are followed by it, unless it is only declared.
        return Target(path, word) if len(defined or found[:1]) == 1 else None
