"""The table of the expressions of a file, in which equal ones are one."""

from __future__ import annotations

from sphinx_kwindex.records.names import FLOW, UNKNOWN, VALUE, Expression

_MOST_ALTERNATIVES = 4
"""Values that a variable may have at one place; with more, nobody could use the answer."""


class Expressions:
    """Expressions and words by their numbers; it grows while a file is read."""

    def __init__(self) -> None:
        self.table: list[Expression] = [(UNKNOWN,)]
        self.words: list[str] = []
        self._numbers: dict[Expression, int] = {(UNKNOWN,): UNKNOWN}
        self._words: dict[str, int] = {}

    def add(self, *expression: int) -> int:
        """Return the number of an expression."""
        number = self._numbers.get(expression)
        if number is None:
            number = self._numbers[expression] = len(self.table)
            self.table.append(expression)
        return number

    def word(self, text: str) -> int:
        """Return the number of a word."""
        number = self._words.get(text)
        if number is None:
            number = self._words[text] = len(self.words)
            self.words.append(text)
        return number

    def of(self, operation: int, expression: int) -> int:
        """Return what an operation gives; nothing is known of it where nothing is known.

        Parameters
        ----------
        operation:
            Number of the expression of the operation.
        expression:
            Number of the expression.
        """
        return self.add(operation, expression) if expression else UNKNOWN

    def value(self, expression: int) -> int:
        """Return what a variable is once it is bound to an expression."""
        return self.of(VALUE, expression)

    def any_of(self, expressions: list[int]) -> int:
        """Return what stands for one of some expressions."""
        found: dict[int, None] = {}
        for number in expressions:
            expression = self.table[number]
            if expression[0] == FLOW:
                found.update(dict.fromkeys(expression[1:]))
            elif number:
                found[number] = None
        if len(found) > _MOST_ALTERNATIVES or not found:
            return UNKNOWN
        return next(iter(found)) if len(found) == 1 else self.add(FLOW, *sorted(found))
