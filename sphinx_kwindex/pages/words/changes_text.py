"""What changed since an earlier build, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_kwindex.blocks.blocks import HERE, code, plain
from sphinx_kwindex.blocks.characters import one_line
from sphinx_kwindex.changes.comparing import Changed
from sphinx_kwindex.changes.differences import sentence
from sphinx_kwindex.changes.states import Coverage, Dependent, Head
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.pages.words.coverage_text import percentage
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.change_records import Shown

_MOST_USERS = 5
_LONGEST = 400
"""Characters of a head that are shown."""
_LONGEST_KIND = 40


def since(release: str) -> str:
    """Return what the earlier state is called in a sentence.

    Parameters
    ----------
    release:
        What it calls itself.
    """
    return shown_part(release) if release else "the earlier build"


def shown_part(text: str) -> str:
    """Return a text as it stands in a line, no longer than anybody reads it."""
    text = one_line(text[: 4 * _LONGEST])
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def written(head: Head) -> Text:
    """Return a definition that has no place any more."""
    return plain(f"{_kind(head)} "), code(shown_part(head.qualname))


def linked(site: Site, head: Head, here: str = "") -> Text:
    """Return a definition with its kind, as a link to it.

    Parameters
    ----------
    site:
        Makes the link.
    head:
        The definition.
    here:
        The file whose page it is on.
    """
    link = site.file_link(head.path, shown_part(head.qualname), head.anchor)
    if head.path == here and link.docname:
        link = Span(link.text, code=True, docname=HERE if link.anchor else "", anchor=link.anchor)
    return plain(f"{_kind(head)} "), link


def _kind(head: Head) -> str:
    return one_line(head.kind[:_LONGEST_KIND])


def with_members(shown: Shown) -> Text:
    """Return how many more of them a definition stands for."""
    return (plain(f", with {shown.members:,} more in it"),) if shown.members else ()


def users_of(site: Site, shown: Shown, here: str = "") -> Text:
    """Return what may still use a definition that is gone.

    Parameters
    ----------
    site:
        Makes the links.
    shown:
        The definition.
    here:
        The file whose page it is on.
    """
    spans: list[Span] = []
    for user in shown.users[:_MOST_USERS]:
        spans += [plain(", ")] if spans else []
        spans += _user(site, user, here)
    further = len(shown.users) - _MOST_USERS
    if further > 0:
        spans.append(plain(f" and {further:,} more"))
    return tuple(spans)


def _user(site: Site, user: Dependent, here: str) -> Iterator[Span]:
    if not user.name:
        yield site.file_link(user.path)
        return
    yield site.file_link(user.path, shown_part(user.name), user.anchor)
    if user.path != here:
        yield plain(" in ")
        yield code(one_line(user.path))


def in_what(changed: Changed) -> Text:
    """Return in what a definition differs from what it was."""
    return tuple(
        Span(shown_part(piece.text) if piece.is_code else piece.text, code=piece.is_code)
        for piece in sentence(changed)
        if piece.text
    )


def respelled(site: Site, found: Iterable[Changed], here: str = "") -> Text:
    """Return the definitions whose types are written in another way.

    Parameters
    ----------
    site:
        Makes the links.
    found:
        The definitions.
    here:
        The file whose page it is on.
    """
    links = [linked(site, changed.after, here)[-1] for changed in found]
    if not links:
        return ()
    lead = plain("The same types written in another way: ")
    return (lead, *site.shown_links(links), plain("."))


def documented(coverage: tuple[Coverage, Coverage]) -> Text:
    """Return whether more or less is documented; nothing where that is as it was.

    Parameters
    ----------
    coverage:
        The figures before and now.
    """
    before, now = coverage
    if before == now or not now.of:
        return ()
    share = f"{now.documented:,} of {count(now.of, 'public class or function', _MANY)}"
    words = f"{share} {'has' if now.of == 1 else 'have'} a docstring"
    words += f" ({percentage(now.documented, now.of)})"
    if before.of:
        earlier = f"{before.documented:,} of {before.of:,}"
        words += f", before {earlier} ({percentage(before.documented, before.of)})"
    return (plain(f"{words}."),)


_MANY = "public classes and functions"
