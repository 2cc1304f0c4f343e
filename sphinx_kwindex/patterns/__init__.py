"""The table of patterns and idioms that overview pages recognise.

To add one, add a row to the module of its subject; everything else follows.
"""

from sphinx_kwindex.patterns.attributes import ATTRIBUTES
from sphinx_kwindex.patterns.behaviour import BEHAVIOUR
from sphinx_kwindex.patterns.classes import CLASSES
from sphinx_kwindex.patterns.command_line import COMMAND_LINE
from sphinx_kwindex.patterns.frameworks import FRAMEWORKS
from sphinx_kwindex.patterns.pattern import Calls, Pattern
from sphinx_kwindex.patterns.testing import TESTING
from sphinx_kwindex.patterns.web import WEB

__all__ = ["METHODS", "PATTERNS", "SUBJECTS", "Pattern"]

SUBJECTS: tuple[tuple[str, tuple[Pattern, ...]], ...] = (
    ("Classes", CLASSES),
    ("Attributes", ATTRIBUTES),
    ("Functions and control flow", BEHAVIOUR),
    ("Tests", TESTING),
    ("Command lines", COMMAND_LINE),
    ("Web and data", WEB),
    ("Other frameworks", FRAMEWORKS),
)
"""The rows by their subject, in the order in which pages list them."""

PATTERNS = tuple(pattern for _, patterns in SUBJECTS for pattern in patterns)

METHODS = frozenset(
    name.rpartition(".")[2]
    for pattern in PATTERNS
    for matcher in pattern.matchers
    if isinstance(matcher, Calls)
    for name in matcher.names
    if "()" in name
)
"""Last parts of the calls that go through an object: the analysis looks only for these."""
