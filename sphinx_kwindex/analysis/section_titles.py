"""Titles of the sections that docstrings have, in the styles of Google and NumPy."""

from __future__ import annotations

PARAMETERS = "Parameters"
OF_PARAMETERS = frozenset({PARAMETERS, "Other parameters", "Keyword arguments", "Receives"})

NAMED = {
    **dict.fromkeys(("args", "arguments", "params", "parameters", "parameter"), PARAMETERS),
    **dict.fromkeys(
        ("keyword args", "keyword arguments", "kwargs", "keywords"), "Keyword arguments"
    ),
    **dict.fromkeys(
        ("other args", "other arguments", "other params", "other parameters"), "Other parameters"
    ),
    "receives": "Receives",
    **dict.fromkeys(("raises", "raise", "exceptions", "throws"), "Raises"),
    "warns": "Warns",
    "attributes": "Attributes",
    "methods": "Methods",
}
"""Sections of named things, by their title in lower case."""

RESULTS = {
    **dict.fromkeys(("return", "returns"), "Returns"),
    **dict.fromkeys(("yield", "yields"), "Yields"),
}

TEXT = {
    **dict.fromkeys(
        ("example", "examples", "usage", "references", "see also", "todo", "notes"), ""
    ),
    **dict.fromkeys(("note", "tip", "hint", "important"), "note"),
    **dict.fromkeys(("warning", "warnings", "caution", "danger"), "warning"),
}
"""Sections of text, with how they are set apart."""

EXAMPLES = frozenset({"example", "examples", "usage"})

EXCEPTIONS = frozenset({"Raises", "Warns"})

KNOWN = {*NAMED, *RESULTS, *TEXT}


def title_key(title: str) -> str:
    """Return a title as the tables have it."""
    return " ".join(title.strip().rstrip(":").split()).lower()


def is_section_title(line: str) -> bool:
    """Return whether a line is the title of a section, and nothing else."""
    return line.lstrip()[:1].isupper() and title_key(line) in KNOWN
