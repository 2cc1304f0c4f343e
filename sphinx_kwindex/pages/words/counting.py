"""Figures in words."""

from __future__ import annotations

_UNITS = ("kB", "MB", "GB")


def count(number: int, singular: str, plural: str = "") -> str:
    """Return ``1 file``, ``2,345 files``, ``2 classes``.

    Parameters
    ----------
    number:
        How many there are.
    singular:
        What one of them is called.
    plural:
        What several are called; by default the singular with an ``s``.
    """
    return f"{number:,} {singular if number == 1 else plural or f'{singular}s'}"


def byte_size(size: int) -> str:
    """Return a size in decimal units: ``734 bytes``, ``16.8 kB``."""
    if size < 1000:
        return count(size, "byte")
    value = float(size)
    for unit in _UNITS:
        value /= 1000
        if value < 999.95 or unit == _UNITS[-1]:
            break
    return f"{value:,.1f} {unit}"


def in_words(parts: list[str]) -> str:
    """Return ``a``, ``a and b``, ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
