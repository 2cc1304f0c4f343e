"""What the finder says of a file and its definitions that only other files tell."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.tests.naming import unnamed_definitions


class FindingAids(msgspec.Struct, frozen=True, array_like=True):
    """What ranks and filters the entries of a file."""

    is_aside: bool = False
    """Whether it is of tests or examples."""
    untested: tuple[int, ...] = ()
    """Positions of its public definitions that no test file mentions."""


def finding_aids_of_files(context: Context) -> Callable[[FileFacts], FindingAids]:
    """Relate each file to what tells its entries from others in the finder.

    Returns
    -------
    function from the facts of a file to its aids
    """

    def of(facts: FileFacts) -> FindingAids:
        is_tested = facts.is_python and not context.project.is_test_file(facts.path)
        return FindingAids(
            context.project.is_aside(facts.path),
            tuple(unnamed_definitions(context, facts)) if is_tested else (),
        )

    return of
