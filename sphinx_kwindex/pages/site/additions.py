"""What a project adds to its pages: sections and kinds of keyword of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

from sphinx_kwindex.keywords import Keyword, KeywordSource, custom_keywords
from sphinx_kwindex.pages.files.section import Section
from sphinx_kwindex.records.analysis import FileFacts


class Additions(msgspec.Struct, frozen=True):
    """Sections and kinds of keyword, in the order in which they were added."""

    sections: tuple[Section, ...] = ()
    keyword_sources: tuple[KeywordSource, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is added."""
        return not self.sections and not self.keyword_sources

    @property
    def names(self) -> tuple[str, ...]:
        """What is added; the functions themselves cannot be compared from build to build."""
        sections = (section.name for section in self.sections)
        return (*sections, *(source.kind for source in self.keyword_sources))


NO_ADDITIONS = Additions()


class AdditionError(RuntimeError):
    """A function that the project adds failed; the text says which, on what file, and how."""


@contextmanager
def added_function(name: str, path: str) -> Iterator[None]:
    """Say which function of the project failed.

    Parameters
    ----------
    name:
        What the function is, as the message names it.
    path:
        Path of the file that it looks at.

    Raises
    ------
    AdditionError
        For any error in the body.
    """
    try:
        yield
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise AdditionError(f"{name} failed on {path}: {reason}") from error


def added_keywords(
    additions: Additions, read_text: Callable[[FileFacts], str]
) -> Callable[[FileFacts], list[Keyword]]:
    """Return what finds the keywords of a file that the project adds.

    Parameters
    ----------
    additions:
        What the project adds.
    read_text:
        Returns the content of a text file, with line feeds as line ends.

    Returns
    -------
    function from the facts of a file to its keywords
        It raises :class:`AdditionError` if a source of keywords fails.
    """

    def of(facts: FileFacts) -> list[Keyword]:
        if not facts.is_text or not additions.keyword_sources:
            return []
        with added_function("a source of keywords", facts.path):
            return list(custom_keywords(additions.keyword_sources, facts, read_text))

    return of
