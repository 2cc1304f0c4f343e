"""Patterns of access to attributes."""

from __future__ import annotations

from sphinx_kwindex.patterns.pattern import Decorated, Defines, ModuleDefines, Pattern

_REFERENCE = "https://docs.python.org/3/reference/"
_LIBRARY = "https://docs.python.org/3/library/"

ATTRIBUTES = (
    Pattern(
        "Property",
        "A method that is read like an attribute.",
        f"{_LIBRARY}functions.html#property",
        (Decorated(("builtins.property", "abc.abstractproperty")),),
    ),
    Pattern(
        "Cached property",
        "A method that is read like an attribute; its result is kept on the instance.",
        f"{_LIBRARY}functools.html#functools.cached_property",
        (
            Decorated(
                (
                    "functools.cached_property",
                    "werkzeug.utils.cached_property",
                    "django.utils.functional.cached_property",
                )
            ),
        ),
    ),
    Pattern(
        "Descriptor",
        "As an attribute of a class, an instance of it decides what access to that attribute does.",
        "https://docs.python.org/3/howto/descriptor.html",
        (Defines(("__get__",)), Defines(("__set__",)), Defines(("__delete__",))),
    ),
    Pattern(
        "Computed attributes",
        "`__getattr__` or `__getattribute__` of the class answers for attributes by their name.",
        f"{_REFERENCE}datamodel.html#customizing-attribute-access",
        (Defines(("__getattr__",)), Defines(("__getattribute__",))),
    ),
    Pattern(
        "Lazy module attributes",
        "`__getattr__` of the module is asked for names that the module does not have.",
        f"{_REFERENCE}datamodel.html#customizing-module-attribute-access",
        (ModuleDefines("__getattr__"),),
    ),
)
"""In the order in which pages list them."""
