"""Patterns of classes: what generates them, what they promise, how they know each other."""

from __future__ import annotations

from sphinx_kwindex.patterns.pattern import (
    Calls,
    Decorated,
    Defines,
    Derives,
    MadeBy,
    Pattern,
    Shows,
    named,
)
from sphinx_kwindex.records.traits import Construct

_LIBRARY = "https://docs.python.org/3/library/"
_REFERENCE = "https://docs.python.org/3/reference/"
_ENUMS = named("Enum IntEnum StrEnum Flag IntFlag ReprEnum", "enum.")
_METACLASSES = ("builtins.type", "abc.ABCMeta", "enum.EnumMeta", "enum.EnumType")
_EXCEPTIONS = named(
    "BaseException BaseExceptionGroup Exception ExceptionGroup GeneratorExit KeyboardInterrupt "
    "SystemExit ArithmeticError AssertionError AttributeError BlockingIOError BrokenPipeError "
    "BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError "
    "ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError EncodingWarning "
    "EnvironmentError FileExistsError FileNotFoundError FloatingPointError FutureWarning IOError "
    "ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError "
    "KeyError LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError "
    "NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError "
    "ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError "
    "RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError "
    "TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError "
    "UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning "
    "ZeroDivisionError",
    "builtins.",
)

CLASSES = (
    Pattern(
        "Dataclass",
        "The decorator generates special methods of the class from its annotated fields.",
        f"{_LIBRARY}dataclasses.html",
        (Decorated(("dataclasses.dataclass",)),),
    ),
    Pattern(
        "attrs class",
        "The decorator of attrs generates special methods of the class from its fields.",
        "https://www.attrs.org/en/stable/overview.html",
        (
            Decorated(
                (
                    *named("s attrs attributes dataclass define mutable frozen", "attr."),
                    *named("define mutable frozen", "attrs."),
                )
            ),
        ),
    ),
    Pattern(
        "Dataclass transform",
        "Type checkers treat what this makes like a dataclass.",
        f"{_LIBRARY}typing.html#typing.dataclass_transform",
        (Decorated(("typing.dataclass_transform",)),),
    ),
    Pattern(
        "Named tuple",
        "A tuple whose elements have names.",
        f"{_LIBRARY}collections.html#collections.namedtuple",
        (
            Derives(("typing.NamedTuple",)),
            Calls(("collections.namedtuple", "typing.NamedTuple")),
        ),
    ),
    Pattern(
        "Typed dictionary",
        "A dictionary of which type checkers know the keys, and the type of each value.",
        f"{_LIBRARY}typing.html#typing.TypedDict",
        (Derives(("typing.TypedDict",)), Calls(("typing.TypedDict",))),
    ),
    Pattern(
        "Enumeration",
        "A class that derives from `Enum`, for a fixed set of named members.",
        f"{_LIBRARY}enum.html",
        (Derives(_ENUMS),),
    ),
    Pattern(
        "Slots",
        "`__slots__` declares the attributes of the instances that the class itself adds.",
        f"{_REFERENCE}datamodel.html#slots",
        (Defines(("__slots__",)),),
    ),
    Pattern(
        "Protocol",
        "An interface that a class meets by its structure, without deriving from it.",
        f"{_LIBRARY}typing.html#typing.Protocol",
        (Derives(("typing.Protocol",), directly=True),),
    ),
    Pattern(
        "Abstract base class",
        "A class made by `ABCMeta`: it can require methods of its subclasses, and have others "
        "registered as such.",
        f"{_LIBRARY}abc.html",
        (Derives(("abc.ABC",), directly=True), MadeBy(("abc.ABCMeta",))),
    ),
    Pattern(
        "Abstract method",
        "Marked as one that subclasses have to define.",
        f"{_LIBRARY}abc.html#abc.abstractmethod",
        (
            Decorated(
                named(
                    "abstractmethod abstractproperty abstractclassmethod abstractstaticmethod",
                    "abc.",
                )
            ),
        ),
    ),
    Pattern(
        "Generic class",
        "A class that takes types as parameters.",
        f"{_LIBRARY}typing.html#user-defined-generic-types",
        (Derives(("typing.Generic",), directly=True),),
    ),
    Pattern(
        "Exception",
        "An error, or another condition to be raised, with a class of its own.",
        "https://docs.python.org/3/tutorial/errors.html#user-defined-exceptions",
        (Derives(_EXCEPTIONS),),
    ),
    Pattern(
        "Exception hierarchy",
        "An exception from which others of the repository derive, so that one `except` can catch "
        "them all.",
        f"{_LIBRARY}exceptions.html#exception-hierarchy",
        (Derives(_EXCEPTIONS, has_children=True),),
    ),
    Pattern(
        "Metaclass",
        "A class whose instances are classes.",
        f"{_REFERENCE}datamodel.html#metaclasses",
        (Derives(_METACLASSES),),
    ),
    Pattern(
        "Class with a metaclass",
        "`metaclass=` names what makes the class.",
        f"{_REFERENCE}datamodel.html#metaclasses",
        (MadeBy(others=("abc.ABCMeta",)),),
    ),
    Pattern(
        "Hook for subclasses",
        "`__init_subclass__` runs whenever a subclass is defined.",
        f"{_REFERENCE}datamodel.html#object.__init_subclass__",
        (Defines(("__init_subclass__",)),),
    ),
    Pattern(
        "Registry",
        "Adds a function or class to a collection when it is defined: as a decorator that returns "
        "what it was given, or in `__init_subclass__`.",
        "https://docs.python.org/3/glossary.html#term-decorator",
        (
            Shows(Construct.REGISTERING, only_applied=True),
            Shows(Construct.SUBCLASS_REGISTRY),
        ),
    ),
    Pattern(
        "Singleton",
        "`__new__` keeps an instance on the class, and returns what it kept.",
        f"{_REFERENCE}datamodel.html#object.__new__",
        (Shows(Construct.SINGLETON),),
    ),
    Pattern(
        "C structure",
        "A class with the layout of a C structure or union.",
        f"{_LIBRARY}ctypes.html#structures-and-unions",
        (
            Derives(
                named(
                    "Structure Union BigEndianStructure LittleEndianStructure BigEndianUnion "
                    "LittleEndianUnion",
                    "ctypes.",
                )
            ),
        ),
    ),
)
"""In the order in which pages list them."""
