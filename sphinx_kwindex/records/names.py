"""What the names in a Python file stand for, and where they are written, as far as the file tells.

An *expression* is a tuple of numbers: an operation, and what it applies to.  Equal expressions of a
file are one, so that what ``self.client`` means is asked once, however often it is written.  The
expressions that other files may need come first and make the *interface*; the others, with the
places of all, make the *body*.  No line is in an interface, nor anything that only the body of a
function needs: its hash stays the same when such things change.
"""

from __future__ import annotations

from enum import IntEnum, IntFlag

import msgspec

UNKNOWN = 0
"""Anything."""
NAME = 1
"""(scope, word): a name that is not looked up yet; none is left when a file is analysed."""
GLOBAL = 2
"""(word): a name of the module, or one that a star import brings."""
MEMBER = 3
"""(class, word): a name of a class, in its body."""
BUILTIN = 4
"""(word): a name that only Python itself binds."""
ATTRIBUTE = 5
"""(expression, word)."""
CALL = 6
"""(function, arguments): what a call returns; few functions need their arguments."""
VALUE = 7
"""(expression): what a variable is bound to."""
FLOW = 8
"""(expressions): any of them."""
INSTANCE = 9
"""(expression): something of the type that an annotation names."""
SELF = 10
"""(class): an instance of the class around a method, or of one that derives from it."""
CLS = 11
"""(class): that class itself."""
SUPER = 12
"""(class): what ``super()`` gives in its methods."""
SUBSCRIPT = 13
"""(expression, indexes)."""
AWAITED = 14
"""(expression)."""
ITEM = 15
"""(expression): what a loop over it gives."""
ENTERED = 16
"""(expression, whether asynchronous): what ``with`` binds."""
CLASS = 17
"""(class): a class of the file."""
FUNCTION = 18
"""(function): a function of the file."""
MODULE = 19
"""(level, word): an imported module."""
FROM = 20
"""(level, word, word): a name that is imported from a module."""
ALIAS = 21
"""(expression, word): an import under another name, where that name is written."""
TUPLE = 22
"""(expressions): a tuple of known length."""
PART = 23
"""(expression, index): an element of such a tuple."""
LIST = 24
"""(expressions): a list, a set or a generator of any of these."""
DICT = 25
"""(expressions): a dictionary with these values."""
NARROWED = 26
"""(expression, expression): the second where that is one thing for certain, else the first."""
KEYWORD = 27
"""(function, word): the name of an argument, where it is written."""
FIXTURE = 28
"""(expression, word): what pytest gives a parameter; the expression is ``self`` in a class."""
LAMBDA = 29
"""(expression): a function without a name that gives it."""
JOINED = 30
"""(expression): what is added to something, as one list to another."""

PARTS = {
    UNKNOWN: "",
    NAME: "nw",
    GLOBAL: "w",
    MEMBER: "cw",
    BUILTIN: "w",
    ATTRIBUTE: "ew",
    CALL: "*",
    VALUE: "e",
    FLOW: "*",
    INSTANCE: "e",
    SELF: "c",
    CLS: "c",
    SUPER: "c",
    SUBSCRIPT: "*",
    AWAITED: "e",
    ITEM: "e",
    ENTERED: "en",
    CLASS: "c",
    FUNCTION: "f",
    MODULE: "nw",
    FROM: "nww",
    ALIAS: "ew",
    TUPLE: "*",
    PART: "en",
    LIST: "*",
    DICT: "*",
    NARROWED: "ee",
    KEYWORD: "ew",
    FIXTURE: "ew",
    LAMBDA: "e",
    JOINED: "e",
}
"""What the numbers after an operation are: ``c`` a class, ``e`` an expression, ``f`` a function,
``n`` a number, ``w`` a word; all of ``*`` are expressions."""

Expression = tuple[int, ...]


class Role(IntEnum):
    """How a place uses what it names."""

    READ = 0
    CALL = 1
    WRITE = 2
    """It is bound, bound again or deleted."""
    IMPORT = 3
    BASE = 4
    ANNOTATION = 5
    DECORATOR = 6


class FunctionFlag(IntFlag):
    """What tells what a call of a function returns."""

    PLAIN = 0
    PROPERTY = 1
    STATIC = 2
    OF_CLASS = 4
    ASYNC = 8
    GENERATOR = 16
    """An asynchronous one, or a fixture."""
    OVERLOAD = 32
    ACCESSOR = 64
    """A setter or deleter."""
    CONTEXT = 128
    """``contextlib.contextmanager``, or its asynchronous brother."""
    OPAQUE = 256
    """A decorator may return something else than the function."""
    ANNOTATED = 512
    """What it returns is an annotation."""


class FunctionNames(msgspec.Struct, frozen=True, array_like=True):
    """What others may need of a function."""

    qualname: str
    flags: int
    returns: tuple[int, ...] = ()
    """The annotation, or else the expressions that it returns."""
    decorators: tuple[int, ...] = ()
    """Those that may return something else than the function."""
    fixture: str = ""
    """The name by which tests take it, where a decorator seems to make it a fixture."""


class ClassNames(msgspec.Struct, frozen=True, array_like=True):
    """What others may need of a class."""

    qualname: str
    bases: tuple[int, ...] = ()
    members: dict[str, tuple[int, ...]] = {}
    """What its body binds."""
    attributes: dict[str, tuple[int, ...]] = {}
    """What its methods bind on ``self``."""
    metaclass: int = 0
    """The expression after ``metaclass=``."""


class Interface(msgspec.Struct, frozen=True, array_like=True):
    """What other files may need of a file; an empty one stands for a file that is not parsed."""

    words: tuple[str, ...] = ()
    expressions: tuple[Expression, ...] = ((UNKNOWN,),)
    classes: tuple[ClassNames, ...] = ()
    functions: tuple[FunctionNames, ...] = ()
    bound: dict[str, tuple[int, ...]] = {}
    """What the module binds."""
    stars: tuple[int, ...] = ()
    """Modules of which it takes all names."""
    exports: tuple[str, ...] | None = None
    export_lists: tuple[str, ...] = ()
    """As :class:`~sphinx_kwindex.records.analysis.Analysis` has them."""


class Body(msgspec.Struct, frozen=True, array_like=True):
    """The rest of the names of a file; its tables go on where those of the interface end."""

    words: tuple[str, ...] = ()
    expressions: tuple[Expression, ...] = ()
    classes: tuple[ClassNames, ...] = ()
    functions: tuple[FunctionNames, ...] = ()
    places: tuple[int, ...] = ()
    """Of each occurrence three numbers, in source order: lines since the one before, eight times
    the column (in characters) plus the :class:`Role`, and the expression."""


class EncodedNames(msgspec.Struct, frozen=True, array_like=True):
    """The names of one file as they are kept: few are needed at a time."""

    interface: bytes
    """The :class:`Interface`, encoded."""
    body: bytes
    """The :class:`Body`, encoded."""


class FileNames(msgspec.Struct, frozen=True, array_like=True):
    """The names of one file."""

    interface: Interface = Interface()
    body: Body = Body()

    def encoded(self) -> EncodedNames:
        """Return the names as they are kept."""
        return EncodedNames(
            msgspec.msgpack.encode(self.interface), msgspec.msgpack.encode(self.body)
        )
