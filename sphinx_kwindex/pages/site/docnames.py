"""Which docname each page has: readable, unique under every builder, the same in every build."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Container, Iterable, Mapping
from types import MappingProxyType

import msgspec

from sphinx_kwindex.pages.site.anchors import ABOUT_ANCHOR, FOLDER_ANCHOR, KEYWORDS_ANCHOR
from sphinx_kwindex.relations.folders.index_order import words_of_key

LIST = "//"
"""Before the slug of a list where the path of a folder may stand."""
_NONE: Mapping[str, str] = MappingProxyType({})
_UNSAFE = re.compile(r"[^\w.+@=,~()-]")
_LONGEST_PART = 150
_MOST_FOLDERS, _LONGEST_FOLDERS = 30, 1000
"""Of a docname: folders, and bytes of them.  What makes and walks folders recurses, and the path of
an output file has an end."""

_OUTPUT_SUFFIX = re.compile(r"\.(?:html?|xhtml|kwmd|md|txt|xml|f?json|pickle)$", re.IGNORECASE)
"""What builders and the staging area append to a docname."""


class PageNames(msgspec.Struct, frozen=True):
    """Docnames by the path of the file or folder that a page is about."""

    file_docs: Mapping[str, str]
    file_keywords: Mapping[str, str]
    folder_index: Mapping[str, str]
    folder_doc: Mapping[str, str]
    folder_keywords: Mapping[str, str]
    ranges: Mapping[str, Mapping[str, str]]
    """Pages of the indexes that are split: by folder, or the slug of a list after two slashes, and
    the prefix with which a page begins."""
    lists: Mapping[str, str] = {}
    """The (first) page of each list of the repository, by the slug of its kind."""
    file_uses: Mapping[str, str] = {}
    """The pages of what uses the definitions of a file, where its own page has no room for it."""
    coverage: str = ""
    """The page on documentation coverage, empty where there is nothing to cover."""
    changes: str = ""
    """The page on what changed since an earlier build, empty without one."""
    guide: str = ""
    """The page for readers, on how to read the others."""
    irregular: tuple[tuple[str, str], ...] = ()
    """The docnames with a number, since another page has that of the rule: each after the parts
    that the rule makes it from; sorted.  All others follow from paths alone."""
    chains: Mapping[str, str] = {}
    """Folders without pages, by path, each with the one inside whose pages are theirs."""
    joined: Mapping[str, tuple[str, str]] = {}
    """The docnames that pages would have which are parts of another, each with the page and the
    anchor there."""
    joined_files: Mapping[str, tuple[str, str]] = {}
    """The same of the keyword pages of files.  Where one of these is follows from what is known of
    its file."""
    pageless: tuple[str, ...] = ()
    """Paths of the files without pages: a link to one of them is plain text."""

    def all(self) -> Iterable[str]:
        """Return every docname, each once."""
        found: dict[str, None] = {}
        for names in (
            self.folder_index,
            self.folder_doc,
            self.folder_keywords,
            self.lists,
            *self.ranges.values(),
            self.file_docs,
            self.file_keywords,
            self.file_uses,
        ):
            found.update(dict.fromkeys(names.values()))
        whole = (self.coverage, self.changes, self.guide)
        found.update(dict.fromkeys(name for name in whole if name))
        return found

    def first_page(self, subject: str) -> str:
        """Return the page of an index; of one that is split, that which leads to the others.

        Parameters
        ----------
        subject:
            Path of a folder, or the slug of a list after two slashes.
        """
        if subject.startswith(LIST):
            return self.lists[subject.removeprefix(LIST)]
        return self.folder_keywords[subject]

    def has_one_page(self, folder: str) -> bool:
        """Return whether index, description and keywords of a folder are one page."""
        return self.folder_index[folder] == self.folder_keywords[folder]


class _Allocator:
    """Hands out docnames, each once.

    Two docnames clash when they differ in case only, or when ``dirhtml`` would write both to one
    file: ``a/doc`` and ``a/doc/index`` both become ``a/doc/index.html``.  A folder may not have
    the name of the file that a page becomes, either: ``a/doc.html/index`` next to ``a/doc``.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._taken: set[str] = set()
        self.irregular: list[tuple[str, str]] = []
        """Docnames that got a number, each after what it stands for."""

    def take(self, *parts: str) -> str:
        folders = _shortened([_safe_folder(part) for part in parts[:-1]])
        wanted = "/".join([self._prefix, *folders, _safe_part(parts[-1])])
        docname, count = wanted, 1
        while (key := _clash_key(docname)) in self._taken:
            count += 1
            docname = f"{wanted}-{count}"
        self._taken.add(key)
        if count > 1:
            self.irregular.append(("/".join(parts), docname))
        return docname

    def of_files(self, paths: Iterable[str], ending: str) -> dict[str, str]:
        """Return a docname for each file: its path with an ending."""
        return {path: self.take(*f"{path}{ending}".split("/")) for path in paths}


def name_pages(
    prefix: str,
    *,
    folders: Collection[str],
    files: Mapping[str, bool],
    with_keywords: Mapping[str, str],
    splits: Mapping[str, tuple[str, ...]],
    lists: Mapping[str, str] = _NONE,
    with_uses: Iterable[str] = (),
    chains: Mapping[str, str] = _NONE,
    small: Container[str] = (),
    whole: Container[str] = (),
) -> PageNames:
    """Give every page its docname.

    Parameters
    ----------
    prefix:
        What all docnames start with.
    folders:
        Paths of all folders, in order.
    files:
        Paths of all files, in order, each with whether it has pages.
    with_keywords:
        Paths of the files with keywords, each with the place that stands for a page of them.
    splits:
        Where the pages begin of each index that is split; see :attr:`PageNames.ranges`.
    lists:
        What lists of the repository are called, by slug.
    with_uses:
        Paths of the files with a page of uses, in order.
    chains:
        Folders without pages, each with the one inside whose pages are theirs.
    small:
        Folders with one page.
    whole:
        Which pages on the whole repository there are: ``coverage``, ``changes``.
    """
    allocator = _Allocator(prefix)
    index, keywords, doc = _name_folders(allocator, folders)
    file_docs = allocator.of_files(filter(files.get, files), "_docs")
    named = allocator.of_files(with_keywords, "_kw")
    return PageNames(
        file_docs=file_docs,
        file_keywords={p: name for p, name in named.items() if not with_keywords[p]},
        folder_index=index,
        folder_doc=doc,
        folder_keywords=keywords,
        lists={slug: allocator.take(page) for slug, page in lists.items()},
        ranges=_name_ranges(allocator, splits, lists),
        file_uses=allocator.of_files(with_uses, "_uses"),
        coverage=allocator.take("coverage") if "coverage" in whole else "",
        guide=allocator.take("how-to-read"),
        changes=allocator.take("changes") if "changes" in whole else "",
        chains=chains,
        joined=_join(index, doc, keywords, chains, small),
        irregular=tuple(sorted(allocator.irregular)),
        joined_files={named[p]: (file_docs[p], at) for p, at in with_keywords.items() if at},
        pageless=tuple(path for path, has_pages in files.items() if not has_pages),
    )


def _name_folders(
    allocator: _Allocator, folders: Collection[str]
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return the three pages that each folder would have: of all the first, then the others."""
    index = {path: allocator.take(*_parts(path), "index") for path in folders}
    keywords = {path: allocator.take(*_parts(path), _keyword_page(path)) for path in folders}
    doc = {path: allocator.take(*_parts(path), "doc") for path in folders}
    return index, keywords, doc


def _name_ranges(
    allocator: _Allocator,
    splits: Mapping[str, tuple[str, ...]],
    lists: Mapping[str, str],
) -> dict[str, dict[str, str]]:
    """Return the pages of each index that is split; those of a list are at the top."""
    ranges: dict[str, dict[str, str]] = {}
    for subject, keys in splits.items():
        if not keys:
            continue
        is_list = subject.startswith(LIST)
        page = lists.get(subject.removeprefix(LIST)) if is_list else None
        names = {key: f"{page or _keyword_page(subject)}-{words_of_key(key)}" for key in keys}
        parts = [] if is_list else _parts(subject)
        ranges[subject] = {key: allocator.take(*parts, name) for key, name in names.items()}
    return ranges


def _parts(folder: str) -> list[str]:
    return folder.split("/") if folder else []


def _keyword_page(folder: str) -> str:
    return "sub" if folder else "keywords"


def _join(
    index: dict[str, str],
    doc: dict[str, str],
    keywords: dict[str, str],
    chains: Mapping[str, str],
    small: Container[str],
) -> dict[str, tuple[str, str]]:
    """Give folders the docname of the page that theirs is a part of, and return what they had."""
    joined: dict[str, tuple[str, str]] = {}
    own_index = dict(index)
    for names, anchor in ((index, FOLDER_ANCHOR), (doc, ABOUT_ANCHOR), (keywords, KEYWORDS_ANCHOR)):
        for path, docname in list(names.items()):
            end = chains.get(path, path)
            names[path] = own_index[end] if end in small else names[end]
            if names[path] != docname:
                joined[docname] = (names[path], anchor)
    return joined


def _shortened(folders: list[str]) -> list[str]:
    """Return the folders of a docname; a hash stands for those that are too deep or too long."""
    length = 0
    for kept, folder in enumerate(folders):
        length += len(folder.encode()) + 1
        if kept == _MOST_FOLDERS or length > _LONGEST_FOLDERS:
            digest = hashlib.blake2b("/".join(folders[kept:]).encode(), digest_size=8)
            return [*folders[:kept], f"deeper-{digest.hexdigest()}"]
    return folders


def _safe_folder(part: str) -> str:
    safe = _safe_part(part)
    return f"{safe}_" if _OUTPUT_SUFFIX.search(safe) else safe


def _safe_part(part: str) -> str:
    safe = _UNSAFE.sub("_", part)
    if safe.startswith("."):
        safe = f"dot-{safe[1:]}"
    if len(safe.encode()) > _LONGEST_PART:
        digest = hashlib.blake2b(part.encode("utf-8", "surrogateescape"), digest_size=6)
        head = safe.encode()[: _LONGEST_PART - 30].decode(errors="ignore")
        tail = safe.encode()[-15:].decode(errors="ignore")
        safe = f"{head}-{digest.hexdigest()}-{tail}"
    return safe


def _clash_key(docname: str) -> str:
    return unicodedata.normalize("NFC", docname).casefold().removesuffix("/index")
