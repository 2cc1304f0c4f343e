"""Reading measurements and stations, writing tables and JSON."""

from .readers import (
    Measurement,
    Quality,
    follow,
    iter_measurements,
    load_stations,
    open_text,
    read_measurements,
)
from .writers import TableStyle, format_table, sparkline, to_json

__all__ = [
    "Measurement",
    "Quality",
    "TableStyle",
    "follow",
    "format_table",
    "iter_measurements",
    "load_stations",
    "open_text",
    "read_measurements",
    "sparkline",
    "to_json",
]
