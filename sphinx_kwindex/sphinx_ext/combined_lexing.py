"""Lexing with one regular expression for each state of a lexer.

Pygments tries the rules of a state one by one, about thirty for each token, which was a tenth of
a build.  An alternation of all rules that can be joined finds the same rule in one go: it tries
them in the same order, and nothing follows it that could make it try another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cache, partial
from typing import Any, NamedTuple, TypeGuard

from pygments.lexer import Lexer, RegexLexer
from pygments.token import Error, Whitespace, _TokenType

_REFERS_TO_GROUPS = re.compile(r"\\[1-9]|\(\?P|\(\?\(")
r"""A part that counts groups, or names them: ``(['"]).*?\1``."""

_LEADING_FLAGS = re.compile(r"\(\?([ims]+)\)")
"""Flags of a whole rule, as in ``(?i)select``."""

_FLAGS_WITHIN = re.compile(r"\(\?[aiLmsux]+\)")

_TO_A_GROUP = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?!\?)", re.DOTALL)
r"""An escaped character, a set of characters, or the opening of a group: ``\(``, ``[(]``, ``(``."""

_Found = tuple[int, _TokenType, str]
_Match = Callable[[str, int], "re.Match[str] | None"]


class _Rule(NamedTuple):
    """A rule as Pygments has it."""

    match: _Match
    action: Any
    new_state: Any


class _Step(NamedTuple):
    """What is tried in one go: a rule, or several."""

    match: _Match
    rules: Sequence[_Rule]
    is_joined: bool


def hasten(lexer: Lexer) -> Lexer:
    """Return a lexer that finds the same tokens faster, or the same one if there is no such.

    Sphinx uses some for all documents; those are left as they are.

    Parameters
    ----------
    lexer:
        Of some text.
    """
    if not _is_known(lexer):
        return lexer
    hastened = copy(lexer)
    vars(hastened)["get_tokens_unprocessed"] = partial(_tokens, hastened)
    return hastened


def join_rules(lexer: Lexer) -> None:
    """Join the rules of all states: what is joined here need not be in each copy of the process.

    Parameters
    ----------
    lexer:
        Of any text in its language.
    """
    if _is_known(lexer):
        kind: Any = type(lexer)
        for state in kind._tokens:
            _steps(kind, state)


def _is_known(lexer: Lexer) -> TypeGuard[RegexLexer]:
    """Return whether a lexer works as most do; some have a way or rules of their own."""
    return (
        isinstance(lexer, RegexLexer)
        and type(lexer).get_tokens_unprocessed is RegexLexer.get_tokens_unprocessed
        and "_tokens" in vars(type(lexer))
        and "_tokens" not in vars(lexer)
    )


def _tokens(lexer: RegexLexer, text: str, stack: Iterable[str] = ("root",)) -> Iterator[_Found]:
    """Yield what ``RegexLexer.get_tokens_unprocessed`` yields."""
    states, current = _States(type(lexer)), [*stack]
    steps = states[current[-1]]
    at = 0
    while True:
        for match, rules, is_joined in steps:
            found = match(text, at)
            if found is None:
                continue
            own_match, action, new_state = rules[(found.lastindex or 0) - 1 if is_joined else 0]
            if type(action) is _TokenType:
                yield at, action, found.group()
            elif action is not None:
                # It asks for the groups of the rule's own expression.
                yield from action(lexer, own_match(text, at) if is_joined else found)
            at = found.end()
            if new_state is not None:
                _change(current, new_state)
                steps = states[current[-1]]
            break
        else:
            if at >= len(text):
                return
            if text[at] == "\n":
                current = ["root"]
                steps = states["root"]
                yield at, Whitespace, "\n"
            else:
                yield at, Error, text[at]
            at += 1


def _change(stack: list[str], new_state: Any) -> None:
    """Change the stack of states as a rule says."""
    if isinstance(new_state, tuple):
        for state in new_state:
            if state != "#pop":
                stack.append(stack[-1] if state == "#push" else state)
            elif len(stack) > 1:
                stack.pop()
    elif isinstance(new_state, int):
        del stack[max(1, len(stack) + new_state) :]
    elif new_state == "#push":
        stack.append(stack[-1])


class _States(dict[str, Sequence[_Step]]):
    """The steps of each state of a lexer, joined when a text needs them."""

    def __init__(self, kind: type[RegexLexer]) -> None:
        super().__init__()
        self._kind = kind

    def __missing__(self, state: str) -> Sequence[_Step]:
        steps = self[state] = _steps(self._kind, state)
        return steps


@cache
def _steps(kind: type[RegexLexer], state: str) -> Sequence[_Step]:
    definitions: Mapping[str, Iterable[tuple[Any, Any, Any]]] = vars(kind)["_tokens"]
    steps: list[_Step] = []
    together: list[tuple[_Rule, str]] = []
    for rule in (_Rule(*one) for one in definitions[state]):
        branch = _branch(rule, kind.flags)
        if branch:
            together.append((rule, branch))
            continue
        steps += _joined(together, kind.flags)
        steps.append(_Step(rule.match, (rule,), is_joined=False))
        together = []
    return (*steps, *_joined(together, kind.flags))


def _joined(together: Sequence[tuple[_Rule, str]], flags: int) -> Iterator[_Step]:
    if together:
        match = re.compile("|".join(branch for _, branch in together), flags).match
        yield _Step(match, tuple(rule for rule, _ in together), is_joined=True)


def _branch(rule: _Rule, flags: int) -> str:
    """Return the expression of a rule with one group, an empty one at its end; empty for none.

    So the number of the last group is that of the rule, and the expression still begins with
    what it looks for, which ``re`` takes as a reason not to try it.
    """
    expression: Any = getattr(rule.match, "__self__", None)
    if not isinstance(expression, re.Pattern):
        return ""
    pattern, own = str(expression.pattern), ""
    leading = _LEADING_FLAGS.match(pattern)
    if leading:
        pattern, own = pattern[leading.end() :], leading[1]
    if (
        flags & re.VERBOSE
        or expression.flags
        != re.compile("", flags).flags | re.compile(f"(?{own})" * bool(own)).flags
        or _REFERS_TO_GROUPS.search(pattern)
        or _FLAGS_WITHIN.search(pattern)
    ):
        return ""
    uncaptured = _TO_A_GROUP.sub(lambda part: "(?:" if part[0] == "(" else part[0], pattern)
    return f"(?{own}:{uncaptured})()"
