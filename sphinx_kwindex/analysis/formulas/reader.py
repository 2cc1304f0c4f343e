"""The grammar of formulas, as far as all renderers have it in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from sphinx_kwindex.analysis.formulas.plain import (
    accented,
    double_struck,
    fraction,
    root,
    scripted,
)
from sphinx_kwindex.analysis.formulas.tokens import Tokens, UnknownError
from sphinx_kwindex.analysis.formulas.vocabulary import (
    ACCENTS,
    BINOMIALS,
    BRACKETED,
    DROPPED,
    ENVIRONMENTS,
    ESCAPED,
    FONTS,
    FRACTIONS,
    FUNCTIONS,
    INFIX,
    LENGTHS,
    NOTHING,
    OPERATORS,
    PASSED,
    RENAMED,
    SIZES,
    SPACES,
    STACKED,
    SYMBOLS,
    WORDS,
)

_DEEPEST = 25
"""Groups in each other."""

_NO_ARGUMENT = frozenset({"}", "&", "^", "_", "'", "\\\\", "\\right", "\\end", ""})
_AS_SCRIPT = FONTS | WORDS | {"frac"}
"""Commands with arguments that LaTeX takes for a script without braces around them."""


class _Rows:
    """Counts the columns of rows."""

    def __init__(self, most: int) -> None:
        self.most = most
        """How many signs between columns a row may have."""
        self.columns = 0


_MOST_COLUMNS = {"gathered": 0, "cases": 1, "aligned": 19}
_MOST_OF_OTHERS = 9
"""LaTeX makes matrices of ten columns."""


class FormulaReader(Tokens):
    """Reads the tokens of a formula once, each of them into ``written`` and into plain text."""

    def __init__(self, text: str, *, is_block: bool) -> None:
        super().__init__(text)
        self._depth = 0
        # Sphinx aligns an equation, at one sign, only if it has several lines.
        has_lines = is_block and "\\\\" in self.tokens
        self._rows = _Rows(most=1 if has_lines else 0) if is_block else None

    def whole(self) -> str:
        """Read all, and return it in plain characters.

        Raises
        ------
        UnknownError
            If it is not to be typeset.
        """
        plain = self._sequence(lambda item: not item, has_infix=True)
        if self.at < len(self.tokens):
            raise UnknownError
        return plain

    def _sequence(self, is_end: Callable[[str], bool], *, has_infix: bool = False) -> str:
        """Read up to a token; one that only ends something else is an error."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnknownError
        found: list[str] = []
        while not is_end(self.next()):
            name = self.next()[1:]
            if name in INFIX and self.next()[0] == "\\" and has_infix:
                has_infix = False
                found.append(INFIX[self.take()[1:]])
            elif self.next().isspace() or self.next() == "~":
                self.take()
                found.append(" ")
            elif name in SPACES | NOTHING | DROPPED and self.next()[0] == "\\":
                self.take("" if name in DROPPED else None)
                found.append(" " if name in SPACES and name != "!" else "")
            elif self.next() in ("&", "\\\\"):
                found.append(self._separator())
            else:
                found.append(self._scripts(self._nucleus()))
        self._depth -= 1
        return "".join(found)

    def _within(self, rows: _Rows | None, is_end: Callable[[str], bool]) -> str:
        """Read a sequence that has rows of its own, or none."""
        former, self._rows = self._rows, rows
        plain = self._sequence(is_end)
        self._rows = former
        return plain

    def _separator(self) -> str:
        if self._rows is None:
            raise UnknownError
        if self.take() == "&":
            self._rows.columns += 1
            if self._rows.columns > self._rows.most:
                raise UnknownError
            return " "
        self._rows.columns = 0
        if self.next() == "[":
            self.length("]")
        elif self.next_written().startswith(("[", "*")):
            self.written.append("{}")  # lest it be taken for an argument
        return "; "

    def _scripts(self, plain: str) -> str:
        """Read what is raised and lowered behind something: one of each."""
        seen: set[str] = set()
        while True:
            self.skip_spaces_before(("^", "_", "'"))
            sign = self.next()
            if sign == "'" and "^" not in seen:
                while self.next() == "'":
                    self.take()
                    plain += "′"
                seen.add("'")
            elif sign in ("^", "_") and sign and sign not in seen:
                self.take()
                seen.add(sign)
                plain += scripted(sign, self._argument(is_script=True))
            elif sign in ("^", "_", "'") and sign:
                raise UnknownError
            else:
                return plain

    def _nucleus(self) -> str:
        """Read a sign, a group, or a command with its arguments."""
        item = self.next()
        if item in ("^", "_"):
            return ""  # nothing that has a script, as in ``{}^3H``
        if item == "{":
            return self._group()
        if item.startswith("\\"):
            return self._command(item[1:])
        return self.sign()

    def _group(self, rows: _Rows | None = None) -> str:
        self.take()
        former, self._rows = self._rows, rows
        plain = self._sequence(lambda item: item == "}", has_infix=True)
        self._rows = former
        self.take()
        return plain

    def _argument(self, *, is_script: bool = False) -> str:
        """Read an argument: a group, or one sign, or one command that has no arguments itself."""
        self.skip_spaces()
        item = self.next()
        if item in _NO_ARGUMENT:
            raise UnknownError
        if item == "{":
            return self._group()
        if not item.startswith("\\"):
            return self.sign()
        name = item[1:]
        if not (name in SYMBOLS or name in ESCAPED or (is_script and name in _AS_SCRIPT)):
            raise UnknownError
        return self._command(name)

    def _command(self, name: str) -> str:
        name = self._named(name)
        read = self._READERS.get(name)
        if read is None:
            raise UnknownError
        return read(self, name)

    def _named(self, name: str) -> str:
        renamed = RENAMED.get(name, name)
        self.tokens[self.at] = f"\\{renamed}"
        return renamed

    def _symbol(self, name: str) -> str:
        self.take()
        return SYMBOLS.get(name) or ESCAPED[name]

    def _operator(self, name: str) -> str:
        self.take()
        self.skip_spaces_before(("\\limits", "\\nolimits"))
        if self.next() in ("\\limits", "\\nolimits"):
            self.take()
        if name in OPERATORS:
            return OPERATORS[name]
        follows = self.next_written()
        return f"{name} " if follows[:1].isalnum() or follows[:1] == "\\" else name

    def _with_argument(self, name: str) -> str:
        self.take()
        is_stack = name == "substack" and self.next() == "{"
        plain = self._group(_Rows(most=0)) if is_stack else self._argument()
        if name in ACCENTS:
            return accented(plain, ACCENTS[name])
        return double_struck(plain) if name == "mathbb" else plain

    def _with_two(self, name: str) -> str:
        self.take()
        first, second = self._argument(), self._argument()
        if name in FRACTIONS:
            return fraction(first, second)
        if name in STACKED:
            return second
        return f"({first} choose {second})"

    def _root(self, _name: str) -> str:
        self.take()
        index = ""
        self.skip_spaces_before(("[",))
        if self.next() == "[":
            self.take()
            index = self._within(None, lambda item: item == "]")
            self.take()
        return root(self._argument(), index)

    def _sized(self, _name: str) -> str:
        self.take()
        return self.delimiter()

    def _text(self, _name: str) -> str:
        self.take()
        return self.words()

    def _space(self, name: str) -> str:
        self.take()
        for _ in range(LENGTHS[name]):
            if self.next() != "{":
                raise UnknownError
            self.length("}")
        return " "

    def _modulus(self, name: str) -> str:
        self.take()
        return f" (mod {self._argument()})" if name == "pmod" else " mod "

    def _between_delimiters(self, _name: str) -> str:
        self.take()
        found = [self.delimiter()]
        ends = ("\\middle", "\\right")
        while True:
            found.append(self._within(None, lambda item: item in ends))
            is_last = self.take() == "\\right"
            found.append(self.delimiter())
            if is_last:
                return "".join(found)

    def _environment(self, _name: str) -> str:
        begin = self.at
        self.take("")
        name = self.name()
        if name not in ENVIRONMENTS:
            raise UnknownError
        shown = ENVIRONMENTS[name]
        self.written.append(f"\\begin{{{shown}}}" if shown else "")
        most = _MOST_COLUMNS.get(shown, _MOST_OF_OTHERS)
        if name.startswith("eqnarray"):
            self.written.append("{rcl}")
            most = 2
        elif name == "array":
            self.skip_spaces()
            most = self.column_types() - 1
        # What an equation is around has the rows of the block.
        if not shown and (begin or self._rows is None):
            raise UnknownError
        rows = _Rows(most=most) if shown else self._rows
        plain = self._within(rows, lambda item: item == "\\end")
        self.take("")
        if self.name() != name:
            raise UnknownError
        self.written.append(f"\\end{{{shown}}}" if shown else "")
        brackets = BRACKETED.get(shown, "  ")
        return f"{brackets[0]}{plain.strip().removesuffix(';')}{brackets[1:].strip()}"

    _READERS: ClassVar[dict[str, Callable[[FormulaReader, str], str]]] = {
        **dict.fromkeys((*SYMBOLS, *ESCAPED), _symbol),
        **dict.fromkeys((*FUNCTIONS, *OPERATORS), _operator),
        **dict.fromkeys((*FONTS, *PASSED, *ACCENTS), _with_argument),
        **dict.fromkeys((*FRACTIONS, *STACKED, *BINOMIALS), _with_two),
        **dict.fromkeys(WORDS, _text),
        **dict.fromkeys(SIZES, _sized),
        **dict.fromkeys(LENGTHS, _space),
        **dict.fromkeys(("mod", "bmod", "pmod"), _modulus),
        "sqrt": _root,
        "left": _between_delimiters,
        "begin": _environment,
    }
    """What reads a command."""
