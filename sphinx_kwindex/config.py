"""The options, declared once.

Each field of :class:`Settings` is one option ``kwindex_<field>`` of ``conf.py``.  Registration with
Sphinx, validation and the reference page of the documentation all come from this declaration, by
:mod:`sphinx_kwindex.options`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from sphinx_kwindex.limits import LARGEST
from sphinx_kwindex.patterns.own_rows import OwnRow
from sphinx_kwindex.tool_options import ToolOptions

_LETTER = r"[^\\/:*?\"<>|\s\x00-\x1f\x7f-\x9f\ud800-\udfff]"
_PART = rf"(?!\.){_LETTER}{{1,60}}"
"""Of a docname.  File systems allow 255 bytes in a name, of which a letter takes up to four."""

_RULE = r"^(?:(?:S|PERF|ASYNC|C90|C4)[0-9]*|B019|RUF017)\Z"
"""A selector of rules that belong on a page about security or performance."""


class Settings(ToolOptions, frozen=True, forbid_unknown_fields=True):
    """The options of one build, validated."""

    docname_prefix: Annotated[
        str,
        Meta(
            pattern=rf"^(?=.{{1,200}}\Z){_PART}(/{_PART})*\Z",
            title="a relative path without spaces, such as 'kwindex' or 'reference/code', of at "
            "most 200 characters, and 60 in each part",
            description="The docname under which all generated pages lie.",
        ),
    ] = "kwindex"
    sections: Annotated[
        tuple[str, ...],
        Meta(
            title="a list of section names, or ['classic']",
            description=(
                "The sections of a file's overview page, in this order. Empty: all of them, in "
                "the default order. `['classic']`: those of a handbook, all open, metadata first."
            ),
        ),
    ] = ()
    private: Annotated[
        bool,
        Meta(
            title="True or False",
            description=(
                "Whether names that start with one underscore are documented. They are by "
                "default: the site answers where a name is defined, and a private one is defined "
                "too."
            ),
        ),
    ] = True
    show_source: Annotated[
        bool,
        Meta(
            title="True or False",
            description="Whether overview pages hold the whole source of their file.",
        ),
    ] = True
    full_books: Annotated[
        bool,
        Meta(
            title="True or False",
            description=(
                "Whether a book, as `epub`, `latex`, `singlehtml`, `texinfo` and `man` make it, "
                "holds the sources of the files, and chapters for files of data: JSON, YAML, TOML, "
                "INI, XML, CSV. A site has both in any case."
            ),
        ),
    ] = False
    navigation: Annotated[
        Literal["folders", "files"],
        Meta(
            title="'folders' or 'files'",
            description=(
                "What the theme's table of contents lists below the generated index: folders, or "
                "folders and the pages of every file. `'files'` is for small projects: the cost "
                "of most themes grows with the square of the number of entries."
            ),
        ),
    ] = "folders"
    navigation_limit: Annotated[
        int,
        Meta(
            ge=0,
            le=LARGEST,
            title="a number",
            description=(
                "The most folders that the theme's table of contents lists: those nearest to the "
                "top, and of a folder all or none. Most themes write the table into every page. "
                "With `kwindex_navigation = 'files'` there is no limit."
            ),
        ),
    ] = 100
    small_folder: Annotated[
        int,
        Meta(
            ge=0,
            le=LARGEST,
            title="a number of files",
            description=(
                "A folder with at most this many files, those of all folders below it counted, has "
                "one page instead of three: index, description and keywords together. And a folder "
                "that holds one folder and nothing else has no page of its own: it is shown as one "
                "with that, such as `src/main/java/`. `0`: every folder has its three pages."
            ),
        ),
    ] = 4
    general_index: Annotated[
        bool | Literal["books"],
        Meta(
            title="True, False or 'books'",
            description=(
                "Whether the general index (`genindex` of a site, and the index at the back of a "
                "book) lists the definitions of the repository. `'books'`: only that of a book, as "
                "`latex`, `texinfo`, `epub` and `singlehtml` make. The index of a site stays as "
                "you wrote it, and small: the keyword pages list what the repository defines."
            ),
        ),
    ] = "books"
    dead_links: Annotated[
        bool,
        Meta(
            title="True or False",
            description=(
                "Whether a link of a document to a file that is not in the repository is a "
                "warning. The page of the document lists such links in any case."
            ),
        ),
    ] = False
    layers: Annotated[
        tuple[Annotated[str, Meta(pattern=r"^[^\W\d]\w*(\.[^\W\d]\w*)*\Z")], ...],
        Meta(
            title="a list of dotted names of modules or packages, such as ['app.cli', 'app.core']",
            description=(
                "The layers of the code, from the top to the bottom. A module may import modules "
                "of its own layer and of those below. An import that leads upwards is shown on "
                "the page of its file, and is a warning. A package means all modules in it; "
                "a module of several layers belongs to the one with the longest name. Imports for "
                "type checking are exempt."
            ),
        ),
    ] = ()
    pictures: Annotated[
        bool,
        Meta(
            title="True or False",
            description=(
                "Whether pages of folders show their code by size and, where "
                "[Graphviz](https://graphviz.org/) is installed, their imports as pictures."
            ),
        ),
    ] = True
    keywords_per_page: Annotated[
        int,
        Meta(
            ge=10,
            le=LARGEST,
            title="a number, at least 10",
            description=(
                "A keyword index with more entries than this is split over pages, most of which "
                "have about two thirds as many. A folder with more of them, those of all folders "
                "below it counted, lists only what its own files have."
            ),
        ),
    ] = 1500
    keyword_pages: Annotated[
        bool,
        Meta(
            title="True or False",
            description=(
                "Whether files have keyword pages. Without them a site has little more than half "
                "the pages. The indexes of folders and of the repository list the same names, "
                "and the overview of a file shows what it defines."
            ),
        ),
    ] = True
    small_file: Annotated[
        int,
        Meta(
            ge=0,
            le=LARGEST,
            title="a number of names",
            description=(
                "A file with at most this many names, its module and what it imports not counted, "
                "has one page instead of two: its keywords are the last section of its overview. "
                "`0`: every file with a name of its own has two."
            ),
        ),
    ] = 0
    findings: Annotated[
        bool | tuple[Annotated[str, Meta(pattern=_RULE)], ...],
        Meta(
            title="True, False, or a list of ruff's rules or groups of them out of "
            "S, PERF, ASYNC, C90, C4, B019 and RUF017",
            description=(
                "Whether pages show what the security and performance rules of "
                "[ruff](https://docs.astral.sh/ruff/rules/) match, and which rules these are. "
                "`True`: the groups S, PERF, ASYNC and C90, and B019, C414, C419 and RUF017."
            ),
        ),
    ] = True
    patterns: Annotated[
        tuple[OwnRow, ...],
        Meta(
            title="a list of mappings with the keys name, explanation, at least one of base, "
            "decorator and call (each a dotted name, or a list of them), and, if there is one, url",
            description=(
                "Rows of your own for the section *Patterns*, after the built-in "
                "ones. `base` is a base class, `decorator` a decorator, `call` a function or class "
                "that is called, each under the name by which it is imported. `explanation` is "
                "one sentence, `url` the address of the documentation."
            ),
        ),
    ] = ()
    coverage: Annotated[
        bool,
        Meta(
            title="True or False",
            description=(
                "Whether pages say how much of the public interface has docstrings and "
                "annotations, and a page for the whole repository lists what has none."
            ),
        ),
    ] = True
    finder: Annotated[
        bool | Literal["generated"],
        Meta(
            title="True, False or 'generated'",
            description=(
                "Whether pages of an HTML site have the finder, which opens with a button or a key "
                "and finds definitions, files, messages and documents. `'generated'`: the "
                "generated pages and the page of search results alone."
            ),
        ),
    ] = True
    finder_key: Annotated[
        str,
        Meta(
            pattern=r"^[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]?\Z",
            title="one character, or '' for none",
            description="The key that opens the finder where nobody is typing.",
        ),
    ] = "s"
