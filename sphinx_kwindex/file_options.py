"""The options on which files are documented, and which of them are read."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from sphinx_kwindex.limits import Limits


class FileOptions(Limits, frozen=True):
    """A part of the options of a build; see :mod:`sphinx_kwindex.config`."""

    roots: Annotated[
        tuple[str, ...],
        Meta(
            title="a list of folders, absolute or relative to conf.py",
            description=(
                "The repositories to document. Empty: the nearest folder at or above `conf.py` "
                "that holds `pyproject.toml`, `setup.py`, `setup.cfg` or `.git`; without one, the "
                "folder of `conf.py`. With several roots each becomes a top-level folder of the "
                "generated pages, under its own name."
            ),
        ),
    ] = ()
    include: Annotated[
        tuple[str, ...],
        Meta(
            title="a list of patterns in .gitignore syntax",
            description="Document only the files that match one of these. Empty: all files.",
        ),
    ] = ()
    exclude: Annotated[
        tuple[str, ...],
        Meta(
            title="a list of patterns in .gitignore syntax",
            description=(
                "Leave these files out, in addition to the built-in rules (hidden files, virtual "
                "environments, build output, caches). A pattern that starts with `!` brings back "
                "what a built-in rule or a `.gitignore` leaves out, for example `!.github/`."
            ),
        ),
    ] = ()
    respect_gitignore: Annotated[
        bool,
        Meta(
            title="True or False",
            description="Whether files that the repository's `.gitignore` files name are left out.",
        ),
    ] = True
    secret_files: Annotated[
        tuple[str, ...],
        Meta(
            title="a list of patterns in .gitignore syntax",
            description=(
                "Files whose content nobody should read: they are listed, and nothing of what they "
                "hold is shown. These patterns come after the built-in ones, which name private "
                "keys, stores of passwords and the like. A pattern that starts with `!` clears "
                "files, also those with lines in the form of a token or a private key, for "
                "example `!tests/certificates/`."
            ),
        ),
    ] = ()
    outside_links: Annotated[
        bool,
        Meta(
            title="True or False",
            description=(
                "Whether a link to a file that is not documented itself is followed: one outside "
                "of the roots, hidden or ignored. Sandboxes such as Bazel's have such a link "
                "for every file."
            ),
        ),
    ] = False
