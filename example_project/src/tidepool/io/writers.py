"""Write tables, JSON and sparklines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum, StrEnum
from typing import Any, Final

BARS: Final = "▁▂▃▄▅▆▇█"

_MARKDOWN_ESCAPES: Final = str.maketrans(
    {"|": r"\|", "*": r"\*", "`": r"\`", "{": r"\{", "<": "&lt;", ">": "&gt;"}
)


class TableStyle(StrEnum):
    """How a table looks."""

    PLAIN = "plain"
    MARKDOWN = "markdown"


def format_table(
    headers: Sequence[str],
    rows: Iterable[Sequence[object]],
    style: TableStyle = TableStyle.PLAIN,
) -> str:
    """Lay out rows in columns of equal width; numbers stand on the right.

    In the Markdown style the cells are parted by `|`, and the second line says on which side a
    column stands: `---` is left, `--:` is right. So this

        | kind | height |
        | ---- | -----: |
        | high |  4.213 |

    is what a table with one row looks like. Names of stations come from files, so no cell may
    change the page around it: `<b>Quay</b>` is written as `&lt;b&gt;Quay&lt;/b&gt;`, and `|`, `*`,
    `{` and backticks get a backslash. Not even ```` ```{eval-rst} ```` opens a directive. The
    plain style writes every cell as it is.

    Args:
        headers: Titles of the columns.
        rows: Cells; a float is written with three digits, a time without seconds.
        style: `plain` or `markdown`.

    Returns:
        The lines of the table, without a newline at the end.
    """
    body: list[Sequence[object]] = list(rows)
    markdown = style is TableStyle.MARKDOWN
    cells = [[_cell(value, markdown) for value in row] for row in [headers, *body]]
    right = [any(isinstance(row[i], int | float) for row in body) for i in range(len(headers))]
    widths = [max(3, *(len(row[i]) for row in cells)) for i in range(len(headers))]

    def line(row: Sequence[str]) -> str:
        padded = [
            text.rjust(width) if is_right else text.ljust(width)
            for text, width, is_right in zip(row, widths, right, strict=True)
        ]
        return f"| {' | '.join(padded)} |" if markdown else "  ".join(padded).rstrip()

    rule = [
        "-" * (width - 1) + (":" if markdown and is_right else "-")
        for width, is_right in zip(widths, right, strict=True)
    ]
    return "\n".join([line(cells[0]), line(rule), *map(line, cells[1:])])


def to_json(value: object) -> str:
    """Write dataclasses, and lists and dictionaries of them, as JSON.

    >>> to_json({"height": 1.23456, "unit": "m"})
    '{"height": 1.235, "unit": "m"}'

    Raises:
        TypeError: If a value has no form in JSON.
    """
    return json.dumps(_plain(value), ensure_ascii=False)


def sparkline(heights: Iterable[float]) -> str:
    """Draw heights as a line of bars.

    >>> sparkline([0, 2, 5, 7, 5, 2, 0])
    '▁▃▆█▆▃▁'
    """
    known = list(heights)
    if not known:
        return ""
    low, high = min(known), max(known)
    scale = (len(BARS) - 1) / (high - low) if high > low else 0.0
    return "".join(BARS[int((height - low) * scale + 0.5)] for height in known)


def _cell(value: object, markdown: bool) -> str:
    """The text of one cell."""
    match value:
        case float():
            text = f"{value:.3f}"
        case datetime():
            text = value.strftime("%Y-%m-%d %H:%M")
        case _:
            text = str(value)
    return text.translate(_MARKDOWN_ESCAPES) if markdown else text


def _plain(value: object) -> Any:
    """Reduce a value to what the ``json`` module understands."""
    match value:
        case Enum():
            return _plain(value.value)
        case float():
            return round(value, 3)
        case None | bool() | int() | str():
            return value
        case datetime():
            return value.isoformat()
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case _ if is_dataclass(value):
            # A shallow walk: `dataclasses.asdict` would copy, and hide nested enums from us.
            return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        case _:
            raise TypeError(f"{type(value).__name__} has no form in JSON")
