"""How the shards write numbers, hashes and sorted texts; the script reads them alike."""

from __future__ import annotations

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_FOUR_DIGITS = 36**4


def base36(number: int) -> str:
    """Return a number, at least 0, in 36 digits."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits


def shared_length(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike.

    Parameters
    ----------
    one, other:
        The texts.
    """
    for position, (first, second) in enumerate(zip(one, other, strict=False)):
        if first != second:
            return position
    return min(len(one), len(other))


def after(before: str, text: str) -> str:
    """Return a text as it is written after another: how much they share, and the rest.

    Parameters
    ----------
    before:
        The text before it.
    text:
        The text.
    """
    shared = min(shared_length(before, text), len(DIGITS) - 1)
    return f"{DIGITS[shared]}{text[shared:]}"


def read_after(before: str, written: str) -> str:
    """Return a text that :func:`after` wrote.

    Parameters
    ----------
    before:
        The text before it.
    written:
        What was written.
    """
    return before[: DIGITS.index(written[0])] + written[1:]


def fnv1a(text: str, start: int = 0x811C9DC5) -> int:
    """Return a hash of a text of 32 bits: FNV-1a.

    Parameters
    ----------
    text:
        The text.
    start:
        What the hash begins with.
    """
    digest = start
    for byte in text.encode("utf-8", "replace"):
        digest = ((digest ^ byte) * 0x01000193) & 0xFFFFFFFF
    return digest


def four_digits(text: str) -> str:
    """Return a hash of a text in four of 36 digits."""
    return base36(fnv1a(text) % _FOUR_DIGITS).rjust(4, "0")
