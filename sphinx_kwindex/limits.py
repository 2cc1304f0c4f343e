"""The options on what one file may cost."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

LARGEST = 2**63 - 1


class Limits(msgspec.Struct, frozen=True):
    """A part of the options of a build; see :mod:`sphinx_kwindex.config`."""

    max_file_size: Annotated[
        int,
        Meta(
            ge=1,
            le=LARGEST,
            title="a number of bytes, at least 1",
            description=(
                "Larger files are listed with their metadata, but not read; for one of text, "
                "there is a warning."
            ),
        ),
    ] = 2_000_000
    max_definitions: Annotated[
        int,
        Meta(
            ge=1,
            le=LARGEST,
            title="a number, at least 1",
            description=(
                "Of a file with more definitions, imports or values than this, the first so many "
                "are listed, and there is a warning. People write no such file. Each definition "
                "costs an entry on several pages and in the finder."
            ),
        ),
    ] = 10_000
    max_statements: Annotated[
        int,
        Meta(
            ge=1,
            le=LARGEST,
            title="a number, at least 1",
            description=(
                "Of a Python file with more statements than this, or a document with more lines, "
                "the first so many are read, and there is a warning. The page shows all of the "
                "source."
            ),
        ),
    ] = 50_000


DEFAULT_LIMITS = Limits()
