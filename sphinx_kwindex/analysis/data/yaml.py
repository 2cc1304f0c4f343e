"""YAML files, by the events of PyYAML: nothing is constructed, no alias is followed."""

from __future__ import annotations

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from sphinx_kwindex.analysis.data.entries import (
    DEEPEST,
    MOST_ENTRIES,
    TOO_DEEP,
    Entry,
    Form,
    Path,
    Reading,
)
from sphinx_kwindex.analysis.data.facts import analyse_entries
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.line_ends import without_other_breaks
from sphinx_kwindex.records.analysis import Analysis

_MOST_OPEN = 500
"""Mappings and lists inside each other: what the scanner does for each grows with their number."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C is twenty times as fast; PyYAML may have been built without it."""


def analyse_yaml(text: str, language: Language) -> Analysis:
    """Return the facts of a YAML file, of all its documents."""
    return analyse_entries(read_yaml(text), text, language)


def top_level_entries(text: str) -> tuple[tuple[str, str], ...]:
    """Return the keys and values of front matter; a list or table has no value."""
    return tuple(
        (entry.name, entry.value) for entry in read_yaml(text).entries if len(entry.path) == 1
    )


def read_yaml(text: str) -> Reading:
    """Return the entries of all documents of a YAML file."""
    reader = _Reader()
    try:
        for event in yaml.parse(without_other_breaks(text), Loader=_LOADER):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "invalid YAML"
        return Reading(tuple(reader.entries), problem, mark.line + 1 if mark else 1)
    except yaml.YAMLError as error:
        reason = str(getattr(error, "reason", "") or "invalid YAML")
        return Reading(tuple(reader.entries), reason, _line_at(error, text))
    except RecursionError:
        return Reading(tuple(reader.entries), TOO_DEEP, 1)
    return Reading(tuple(reader.entries))


def _line_at(error: yaml.YAMLError, text: str) -> int:
    position = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else 1


def _line_of(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


class _Reader:
    """Follows the events with a stack of its own, so that no nesting is too deep for it."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._open: list[_Level] = []

    def take(self, event: Event) -> None:
        """Note what an event begins or ends."""
        if isinstance(event, MappingStartEvent):
            self._begin(event, Form.TABLE)
        elif isinstance(event, SequenceStartEvent):
            self._begin(event, Form.LIST)
        elif isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, AliasEvent):
            self._value(_line_of(event), Form.VALUE, f"*{event.anchor}")
        elif isinstance(event, MappingEndEvent | SequenceEndEvent) and self._open:
            self._open.pop()

    def _begin(self, event: MappingStartEvent | SequenceStartEvent, form: Form) -> None:
        if len(self._open) > _MOST_OPEN:
            raise RecursionError
        path = self._value(_line_of(event), form, "")
        self._open.append(_Level(path, is_mapping=form is Form.TABLE))

    def _scalar(self, event: ScalarEvent) -> None:
        level = self._open[-1] if self._open else None
        line = _line_of(event)
        if level is not None and level.is_mapping and level.key is None:
            level.key, level.line = event.value, line
        else:
            self._value(line, Form.VALUE, event.value)

    def _value(self, line: int, form: Form, value: str) -> Path | None:
        """Note a value where it is; return its path, None if it is not looked at."""
        if not self._open:
            return ()
        level = self._open[-1]
        path = level.next_path()
        if path is None or len(path) > DEEPEST or len(self.entries) >= MOST_ENTRIES:
            return None
        if level.is_mapping:
            line = level.line
        self.entries.append(Entry(path, line, form, value))
        return path


class _Level:
    """A mapping or list that is open."""

    def __init__(self, path: Path | None, *, is_mapping: bool) -> None:
        self.path = path
        self.is_mapping = is_mapping
        self.key: str | None = None
        self.line = 0
        self._count = 0

    def next_path(self) -> Path | None:
        """Return the path of the value that comes next; None for what has no name."""
        if self.is_mapping:
            key, self.key = self.key, None
            if key is None:
                # A mapping or list is the key: what follows is the value.
                self.key = ""
                return None
            return (*self.path, key) if self.path is not None and key else None
        self._count += 1
        return (*self.path, self._count - 1) if self.path is not None else None
