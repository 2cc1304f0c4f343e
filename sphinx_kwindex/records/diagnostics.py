"""What can go wrong, as values.

The pure stages return diagnostics; only the Sphinx shell logs them, as warnings of the type
``kwindex`` with the code as subtype, so that ``suppress_warnings = ["kwindex.syntax_error"]``
silences one kind and nothing else.
"""

from __future__ import annotations

from enum import Enum

import msgspec


class DiagnosticCode(Enum):
    """A kind of problem; each member's text is the reference documentation of it."""

    SYNTAX_ERROR = "syntax_error"
    """A file cannot be parsed: Python that is not valid for the running interpreter, or malformed
    TOML, YAML or JSON; or a document is read without what is nested too deeply.

    The file keeps its pages; its keywords come from a tolerant reading and are marked as
    approximate.  Fix the file, run the build with a newer Python, or exclude the file with
    ``kwindex_exclude``."""

    UNFIT_GRAMMAR = "unfit_grammar"
    """A grammar that is installed is of a version that does not fit, so that what the pages say of
    its language comes from syntax highlighting and is marked as approximate.

    Install the versions that the extra asks for: ``pip install -U sphinx-kwindex[languages]``."""

    UNDECODABLE = "undecodable"
    """A text file is not in the encoding that it declares, or not in UTF-8.

    The file keeps a page with its metadata.  Re-save it as UTF-8, or exclude it."""

    UNREADABLE = "unreadable"
    """A file or folder could not be read: permissions, a broken link, or gone since it was listed.

    A file keeps a page that says so."""

    SENSITIVE_FILE = "sensitive_file"
    """A file has the name of one that holds secrets, such as a private key, or a line in the form
    of a token that a service gives out.

    The file is listed with its size, and nothing of its content is read or shown.  Revoke the
    secret and take it out of the repository; or, if it is none, say so with
    ``kwindex_secret_files``, for example ``["!tests/certificates/"]``."""

    LINK_OUTSIDE = "link_outside"
    """A file is a link to one that is not documented: outside of the repository, hidden or ignored.

    It is not followed, and its page says so.  Exclude it, document what it leads to, or set
    ``kwindex_outside_links``."""

    MALFORMED_PATTERN = "malformed_pattern"
    """A line of a ``.gitignore`` file is a pattern that matches nothing, to Git as well.

    All other lines count.  Close the bracket, or put a backslash before what is meant literally."""

    OVER_LIMIT = "over_limit"
    """A file of text is larger than ``kwindex_max_file_size``, or has more than
    ``kwindex_max_definitions`` or ``kwindex_max_statements``.

    The file keeps its pages.  Of one that is too large they hold what the file system knows; of
    another, what is in its first part.  Raise the option that the warning names, or leave the file
    out with ``kwindex_exclude``: a program made it."""

    DOCNAME_COLLISION = "docname_collision"
    """A document of your own has the name of a generated page; yours is used.

    Rename it, or move the generated pages with ``kwindex_docname_prefix``."""

    EMPTY_ROOT = "empty_root"
    """No file to document was found under the roots.

    Check ``kwindex_roots``, ``kwindex_include`` and ``kwindex_exclude``."""

    UNKNOWN_OPTION = "unknown_option"
    """``conf.py`` sets a name that looks like an option but is not.

    It has no effect.  Correct the name; the message suggests one.  A variable of your own
    should have another name."""

    UNKNOWN_REFERENCE = "unknown_reference"
    """A role or directive of the ``kw`` domain names something that is not in the repository.

    Correct the name; the message suggests some.  ``nitpick_ignore`` works as for any other
    reference."""

    AMBIGUOUS_REFERENCE = "ambiguous_reference"
    """A role or directive of the ``kw`` domain has a short name that fits several things.

    Write one of the names that the message lists."""

    FINDINGS_UNAVAILABLE = "findings_unavailable"
    """ruff could not be run, so that no page shows what its rules match; or it crashed, or took too
    long, because of the file that the warning names, and the page of that file alone does without.

    Everything else is there.  Unless the warning names a file, the next build tries again.
    Reinstall ruff, correct the rules in ``kwindex_findings``, set it to ``False``, or leave the
    file out with ``kwindex_exclude``."""

    PICTURES_UNAVAILABLE = "pictures_unavailable"
    """Graphviz is installed, but fails, takes too long, or draws something else.

    The pages say in tables what the pictures would show.  Repair Graphviz, allow it more time with
    ``kwindex_tool_timeout``, or set ``kwindex_pictures`` to ``False``."""

    UNUSABLE_INDEX = "unusable_index"
    """An index that ``kwindex_scip`` names cannot be read, or not all of it: it is not there, cut
    off, or something else.

    What can be read of it counts, and all else is as without it.  Correct the path, or make the
    index anew."""

    STALE_INDEX = "stale_index"
    """An index that ``kwindex_scip`` names speaks of other files, or of places where the files have
    something else by now.

    These places are left out.  Make the index anew before the build, in the state of the repository
    that is documented."""

    PRECISE_UNAVAILABLE = "precise_unavailable"
    """Pyrefly, which ``kwindex_precise`` asks for, is not installed, failed, or took too long.

    The pages say what they say without it.  Install it with
    ``pip install sphinx-kwindex[precise]``, or remove the option."""

    UNUSABLE_DATA = "unusable_data"
    """The data of an earlier build that ``kwindex_changes_since`` names are not there, were changed
    by something else, or are of another format.

    The pages are as without the option, but for *Changes*, which says so.  Correct the path, or
    make the data anew from the earlier state, with
    ``python -m sphinx_kwindex.export files messages symbols uses``."""

    DEAD_LINK = "dead_link"
    """A document links to a file that is not in the repository; given with ``kwindex_dead_links``.

    Correct the link.  The page of the document lists all of them, with and without the warning."""

    LAYER_VIOLATION = "layer_violation"
    """A module imports one from a layer above its own, against ``kwindex_layers``.

    Move the import or what it needs, or correct the layers.  An import under ``TYPE_CHECKING``
    is exempt."""

    UNKNOWN_LAYER = "unknown_layer"
    """``kwindex_layers`` names a layer that no module of the repository belongs to.

    Nothing is checked for it.  Correct the name: it is the dotted name by which Python imports the
    module or package."""


class Diagnostic(msgspec.Struct, frozen=True):
    """One problem, ready to be logged.

    ``location`` is an absolute path on this machine or empty; ``line`` counts from 1, or is 0.
    """

    code: DiagnosticCode
    message: str
    location: str = ""
    line: int = 0


class Unparsed(msgspec.Struct, frozen=True, array_like=True):
    """Lines that are no valid code, as far as the file alone tells."""

    lines: int
    first: int
    """The first of them."""
