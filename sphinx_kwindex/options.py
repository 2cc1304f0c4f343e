"""The options as ``conf.py`` knows them: their names and values, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from sphinx_kwindex.config import Settings
from sphinx_kwindex.file_options import FileOptions
from sphinx_kwindex.gitignore_syntax import fault_of
from sphinx_kwindex.limits import Limits
from sphinx_kwindex.option_errors import PREFIX, OptionError
from sphinx_kwindex.tool_options import ToolOptions


class Option(msgspec.Struct, frozen=True):
    """One option as ``conf.py`` knows it."""

    name: str
    default: object
    allowed: str
    """What may be written, in words."""
    description: str
    """What it is for, in Markdown."""
    types: tuple[type, ...]
    """Python types that Sphinx accepts without a warning."""


@cache
def options() -> tuple[Option, ...]:
    """Return the options as they are declared, those on limits and then on other tools last."""
    hints = get_type_hints(Settings, include_extras=True)
    about_tools = set(ToolOptions.__struct_fields__).difference(FileOptions.__struct_fields__)
    fields = msgspec.structs.fields(Settings)

    def place(field: msgspec.structs.FieldInfo) -> tuple[bool, bool]:
        return field.name in about_tools, field.name in Limits.__struct_fields__

    declared = []
    for field in sorted(fields, key=place):
        annotated = hints[field.name]
        plain, meta = get_args(annotated)
        is_list = get_origin(plain) is tuple
        declared.append(
            Option(
                name=PREFIX + field.name,
                default=list(field.default) if is_list else field.default,
                allowed=meta.title,
                description=meta.description,
                types=_types(plain),
            )
        )
    return tuple(declared)


def _types(plain: Any) -> tuple[type, ...]:
    """Return the types of the values that a field takes, as they are written in ``conf.py``."""
    if get_origin(plain) in (UnionType, Union):
        return tuple(accepted for part in get_args(plain) for accepted in _types(part))
    origin = get_origin(plain)
    if origin is tuple:
        return (list, tuple)
    return (type(get_args(plain)[0]),) if origin is Literal else (plain,)


def read_settings(values: Mapping[str, object]) -> Settings:
    """Validate option values.

    Parameters
    ----------
    values:
        Values by full option name (``kwindex_private``); missing ones keep their default.

    Raises
    ------
    OptionError
        For the first option, in declaration order, whose value is not allowed.
    """
    accepted: dict[str, object] = {}
    for option in options():
        if option.name not in values:
            continue
        field = option.name.removeprefix(PREFIX)
        value = values[option.name]
        try:
            checked = msgspec.convert({field: value}, Settings)
        except (ValueError, OverflowError, RecursionError):  # msgspec's own, or of a surrogate
            raise OptionError(field, value, option.allowed) from None
        accepted[field] = getattr(checked, field)
    settings = Settings(**accepted)  # type: ignore[arg-type]
    for field in ("include", "exclude", "secret_files"):
        for pattern in getattr(settings, field):
            if fault := fault_of(pattern):
                allowed = f"a list of patterns in .gitignore syntax; {pattern!r} is none: {fault}"
                raise OptionError(field, values[PREFIX + field], allowed)
    return settings
