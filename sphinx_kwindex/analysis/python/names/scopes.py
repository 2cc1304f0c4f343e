"""Scopes of Python, and what their variables hold at the place where the reader is."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto

import msgspec

from sphinx_kwindex.analysis.python.names.expressions import Expressions


class ScopeKind(Enum):
    """How names are looked up in a scope."""

    MODULE = auto()
    CLASS = auto()
    FUNCTION = auto()
    IMMEDIATE = auto()
    """A comprehension: it runs where it stands."""
    TYPES = auto()
    """The parameters of a generic class or function."""


Outer = tuple[dict[str, int | None], set[str]]
"""What was changed around a branch."""


class Branch(msgspec.Struct, frozen=True):
    """What one way through the code changes."""

    changes: dict[str, int]
    ends: bool
    """Whether it never comes to its end: it returns, raises or leaves a loop."""
    tested: frozenset[str]
    """The changes that only a test makes: the variable holds what it held, but more is known."""


class Flow:
    """What variables hold, changed and taken back in time linear in the number of changes.

    Besides names it knows dotted ones (``self.client``), once they are bound or tested.
    """

    def __init__(self, expressions: Expressions) -> None:
        self.values: dict[str, int] = {}
        self.ends = False
        self.has_dotted = False
        self._expressions = expressions
        self._before: dict[str, int | None] = {}
        """Of each change of this branch: what was there."""
        self._tested: set[str] = set()

    def set(self, name: str, expression: int) -> None:
        """Let a variable hold an expression from here on.

        Parameters
        ----------
        name:
            The name.
        expression:
            Number of the expression.
        """
        self._before.setdefault(name, self.values.get(name))
        self._tested.discard(name)
        self.values[name] = expression

    def narrow(self, name: str, expression: int) -> None:
        """Let a test tell more of what a variable holds.

        Parameters
        ----------
        name:
            The name.
        expression:
            Number of the expression.
        """
        is_new = name not in self._before
        self.set(name, expression)
        if is_new:
            self._tested.add(name)

    def forget_attributes(self, name: str) -> None:
        """Forget what is known of the attributes of a variable that is bound again."""
        if self.has_dotted:
            lead = f"{name}."
            for known in [key for key in self.values if key.startswith(lead)]:
                self._before.setdefault(known, self.values[known])
                del self.values[known]

    def begin(self) -> Outer:
        """Begin a branch, and return what :meth:`end` needs."""
        outer = self._before, self._tested
        self._before, self._tested, self.ends = {}, set(), False
        return outer

    def end(self, outer: Outer) -> Branch:
        """End a branch: take its changes back, and return them."""
        changes = {}
        for name, before in self._before.items():
            changes[name] = self.values.get(name, -1)
            if before is None:
                self.values.pop(name, None)
            else:
                self.values[name] = before
        branch = Branch(changes, self.ends, frozenset(self._tested))
        self._before, self._tested = outer
        self.ends = False
        return branch

    def join(self, branches: Iterable[Branch]) -> None:
        """Go on after branches, one of which was taken."""
        live = [branch for branch in branches if not branch.ends]
        self.ends = not live
        names = dict.fromkeys(name for branch in live for name in branch.changes)
        for name in names:
            held = [branch.changes.get(name, self.values.get(name, -1)) for branch in live]
            if all(name in branch.tested or name not in branch.changes for branch in live):
                if len(set(held)) == 1:
                    self.narrow(name, held[0])
                continue
            if "." in name and len(set(held)) > 1:
                # What is known of an attribute on one way only is not known.
                self._before.setdefault(name, self.values.get(name))
                self.values.pop(name, None)
                continue
            self.set(name, self._expressions.any_of([item for item in held if item >= 0]))


class Scope:
    """A module, class, function or comprehension while it is read."""

    def __init__(
        self,
        kind: ScopeKind,
        parent: Scope | None,
        number: int,
        flow: Flow | None,
        *,
        qualname_lead: str = "",
        owner: int = -1,
    ) -> None:
        self.kind = kind
        self.parent = parent
        self.number = number
        self.flow = flow
        self.bound: dict[str, list[int]] = {}
        self.qualname_lead = qualname_lead
        self.owner = owner
        """Number of the class around it, -1 without one."""
        self.attributes: dict[str, list[int]] = {}
        """Of a class: what its methods bind on ``self``."""
        self.outer_names: dict[str, bool] = {}
        """Names that are declared to be of another scope, and whether of the module."""
        self.receiver = ""
        """Of a method: the name of the instance."""
        self.returns: list[int] = []
        self.yields = False
        self.given: list[int] = []
        """What ``yield`` gives."""
        self.filled: frozenset[str] = frozenset()
        """Of a class: parameters of its tests that its decorators fill."""

    def bind(self, name: str, expression: int) -> None:
        """Note that the scope binds a name to an expression.

        Parameters
        ----------
        name:
            The name.
        expression:
            Number of the expression.
        """
        self.bound.setdefault(name, []).append(expression)
