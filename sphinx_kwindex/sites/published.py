"""What the finder of a site that lies in a folder has: all that can be found there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx_kwindex.disk.reading import is_file
from sphinx_kwindex.disk.writing import read_own
from sphinx_kwindex.finder.index import Subject
from sphinx_kwindex.finder.root import Root, digests_in, root_in
from sphinx_kwindex.finder.shards import digest_of, lines_in_script
from sphinx_kwindex.finder.trie import lines_of

FINDER_FOLDER = "_kwindex/finder"
"""Where the data of a finder lie in a site."""
ROOT_FILE, OWN_ROOT_FILE = "root.js", "own.js"
"""What pages load first, and what that was before the site was joined with others."""


_NAMES, _LINES = 0, 2
"""Of the families, in the order of directories."""
_GUIDE = "how-to-read"


class UnreadableSiteError(Exception):
    """A folder is no site with a finder, or its data are damaged; the text says which and why."""


class PublishedSite:
    """A site below a folder.

    Parameters
    ----------
    top:
        The folder that holds all sites.
    name:
        The path of the site below it, which is also what it is called.

    Raises
    ------
    UnreadableSiteError
        If there is no finder.
    """

    def __init__(self, top: Path, name: str) -> None:
        if Path(name).is_absolute() or ".." in Path(name).parts:
            raise UnreadableSiteError(f"{name} does not lie below {top}")
        self.name = name
        self.folder = top / name / FINDER_FOLDER
        self.root = self._own_root()

    def _own_root(self) -> Root:
        """Return what the finder begins with when the site is for itself."""
        for file in (ROOT_FILE, OWN_ROOT_FILE):
            data = read_own(self.folder / file)
            if data is None:
                break
            try:
                root = root_in(data.decode())
            except ValueError:
                break
            if not root.top:
                return root
        raise UnreadableSiteError(
            f"{self.name} is no site with a finder: {self.folder} does not hold one"
        )

    def subjects(self) -> Iterator[Subject]:
        """Yield what is found on each page, seen from the folder of all sites.

        Raises
        ------
        UnreadableSiteError
            If something is damaged.
        """
        pages: dict[str, set[str]] = {}
        for header, line in self._lines(_NAMES):
            pages.setdefault(header, set()).add(line)
        for header in sorted(pages):
            yield Subject(((self._joined(header), tuple(sorted(pages[header]))),))
        for path, places in sorted(self._lines(_LINES)):
            yield Subject((), places, f"{self.name}/{path}")

    def _keyed(self, position: int) -> list[str]:
        """Return the digests of a family: in the root, or in the directories of its letters."""
        if not self.root.letters:
            return digests_in((self.root.names, self.root.words, self.root.lines)[position])
        bodies = map(self._body, digests_in(self.root.letters))
        found = (digests_in(body.split("\n")[position]) for body in bodies)
        return sorted({digest for part in found for digest in part})

    def _lines(self, position: int) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        for digest in self._keyed(position):
            found.update(lines_of(self._body(digest)))
        return found

    def _body(self, digest: str) -> str:
        path = self.folder / f"{digest}.js"
        try:
            body = lines_in_script((read_own(path) or b"").decode())
        except ValueError:
            body = ""
        if digest_of(body) != digest:
            raise UnreadableSiteError(f"{path} is not what a build wrote")
        return body

    def _joined(self, header: str) -> str:
        """Return the page that a header names, as the joined finder names it."""
        path, _, docname = header.partition("\t")
        return f"{self.name}/{path}\t{self.name}/{docname or self._usual_docname(path)}"

    def _usual_docname(self, path: str) -> str:
        """Return the docname of a page whose path tells it, as the script of the finder does."""
        if path == "./":
            return f"{self.root.prefix}/index"
        return f"{self.root.prefix}/{path}{'index' if path.endswith('/') else '_docs'}"


def common_suffix(top: Path, sites: Iterable[PublishedSite]) -> str:
    """Return what follows the docname of a page in its address.

    Parameters
    ----------
    top:
        The folder that holds all sites.
    sites:
        The sites.

    Raises
    ------
    UnreadableSiteError
        If that is not the same for all: the script knows one.
    """
    found = {_suffix_of(top / site.name / site.root.prefix): site.name for site in sites}
    if len(found) > 1:
        raise UnreadableSiteError(
            f"{' and '.join(sorted(found.values()))} are of different builders"
        )
    return next(iter(found))


def _suffix_of(folder: Path) -> str:
    """Return the suffix of pages, a slash for ``dirhtml``: each site has the page for readers."""
    return "/" if is_file(folder / _GUIDE / "index.html") else ".html"
