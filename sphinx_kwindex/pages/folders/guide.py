"""The page for readers: what the other pages show, and what their words and figures mean."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.analysis.inline import marked_up
from sphinx_kwindex.blocks.blocks import Block, Heading, Page, Paragraph, Row, Table, Trail
from sphinx_kwindex.blocks.chapters import Crumb
from sphinx_kwindex.pages.site import guide_anchors as at
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.records.text import Span

_QUESTIONS = (
    (
        "Where is something defined?",
        "Open the finder and type a part of the name. The keyword pages list the same names from "
        "A to Z.",
    ),
    (
        "Where do I begin to read?",
        "At *Start here* on the front page: commands and other ways in, the names that the project "
        "offers, and the files in an order in which each builds on those before it.",
    ),
    (
        "What is this file for?",
        "The first sentence on its page, with the place it is from. Files without words of their "
        "own are described by what others use of them.",
    ),
    (
        "Who uses this?",
        "The line below each definition on the page of its file, and *Who Uses It* for all of it.",
    ),
    (
        "What happens if I change it?",
        "The page of its file says which files a change can reach, and which tests name it.",
    ),
    (
        "Which code prints this message?",
        "Paste the line into the finder, with its figures and names: the message is found without.",
    ),
    (
        "How does the code hang together?",
        "The maps of the front page and of each folder, and *Imports inside* on the page about a "
        "folder.",
    ),
)
_WORDS = (
    (
        "Map",
        at.MAP,
        "Each box is a file of code or a folder, as large as its lines. The colour of a folder is "
        "the mean of its files. Boxes without a colour are those of which the question cannot be "
        "asked: a test has no tests. Sizes are rounded, and very small files are left out.",
    ),
    (
        "Used by",
        at.USED_BY,
        "Definitions elsewhere in the repository that name this one: they call it, derive from it, "
        "or mention it. Who only imports a name and does nothing with it is counted apart.",
    ),
    (
        "Probably",
        at.CERTAIN,
        "Scopes, imports and base classes tell exactly what a name means. Where only a type says "
        "what it is, as in `x.close()`, the page says *probably*. What nobody can tell is left "
        "out, so that there may be more uses than are shown.",
    ),
    (
        "Public, private",
        at.PUBLIC,
        "A name that begins with an underscore is private by convention; all others are public. "
        "The public names of a package are those in its `__all__`, or those that its `__init__` "
        "imports from its own modules.",
    ),
    (
        "Layer",
        at.LAYER,
        "How many files deep the imports below a file go: 0 is for a file that imports none of "
        "this repository, 3 for one that imports a file of layer 2. A high layer is near to the "
        "programs, a low one near to the foundations.",
    ),
    (
        "A way through the files",
        at.ORDER,
        "The files that most others import, from the lowest layer to the highest: whoever reads "
        "them in this order meets nothing that was not there before, cycles aside.",
    ),
    (
        "Imported by, imports (fan-in, fan-out)",
        at.FAN,
        "How many files of this repository import a file when they run, and how many it imports. "
        "Files for tests do not count, nor do imports for type checking only.",
    ),
    (
        "Instability",
        at.INSTABILITY,
        "What a file imports, divided by that and by what imports it: 0 if others depend on it and "
        "it depends on none, 1 the other way round. A file near to 0 is best changed with care.",
    ),
    (
        "Import cycle",
        at.CYCLE,
        "Files that import each other in a circle while they are loaded, so that none of them can "
        "be understood, or moved, without the others.",
    ),
    (
        "Later",
        at.LATER,
        "An import in a function, or for when a file runs as a program. It does not run when the "
        "file is imported, and closes no cycle.",
    ),
    (
        "What a change reaches",
        at.REACH,
        "The files that import a file, those that import them, and so on. It is an upper limit: "
        "most changes reach few of them.",
    ),
    (
        "No import leads here",
        at.UNREACHED,
        "No file and no entry point of the repository imports the module. It may be a program, be "
        "imported by name, or be for others.",
    ),
    (
        "Tests that name it",
        at.TESTS,
        "Tests in which the name of a definition stands, by way of an import. A test may well run "
        "code that it does not name.",
    ),
    (
        "Documentation coverage",
        at.COVERAGE,
        "How many public modules, classes, functions and methods have a docstring, and how many "
        "parameters and results of public functions have an annotation. Tests and programs do not "
        "count.",
    ),
    (
        "Finding",
        at.FINDING,
        "A line that a rule of the checker ruff matches, on security or performance. It is a hint "
        "where to look, not an error.",
    ),
    (
        "Code pattern",
        at.PATTERN,
        "A way of doing something that has a name, such as a dataclass or a registry, told by base "
        "classes, decorators and calls.",
    ),
    (
        "Keyword",
        at.KEYWORD,
        "A name or text that somebody may look for: a definition, a message, an option, a "
        "variable of the environment, a heading, a key.",
    ),
)


def guide_pages(site: Site) -> Iterator[Page]:
    """Yield the page for readers.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    """
    crumbs = (*site.folder_crumbs(""), Crumb(at.GUIDE_TITLE, ""))
    blocks: tuple[Block, ...] = (
        Heading(1, at.GUIDE_TITLE, at.GUIDE_ANCHOR),
        Trail(crumbs, about="/"),
        Paragraph(
            marked_up(
                "A build makes these pages from the sources alone; nothing in them was run. Each "
                "statement names what it is from: a line, a file, or a rule. What is not known "
                "is left out."
            )
        ),
        Heading(2, "What is where", "what-is-where"),
        Table(
            ("Page", "What it shows"),
            tuple(
                Row(((Span(name, docname=docname),), marked_up(words)))
                for name, docname, words in _pages(site)
            ),
        ),
        Heading(2, "Questions and where they are answered", "questions"),
        Table(
            ("Question", "Answer"),
            tuple(Row((marked_up(asked), marked_up(answer))) for asked, answer in _QUESTIONS),
        ),
        Heading(2, "Words and figures", "words"),
        Table(
            ("Word", "What it means"),
            tuple(
                Row((marked_up(word), marked_up(words)), anchor)
                for word, anchor, words in _WORDS
                if anchor != at.COVERAGE or site.names.coverage
            ),
        ),
    )
    yield Page(site.names.guide, blocks, site.settings.navigation == "files")


def _pages(site: Site) -> Iterator[tuple[str, str, str]]:
    names = site.names
    yield "Front page", names.folder_index[""], "What the project is, where to begin, the map."
    yield (
        "Page about a folder",
        names.folder_doc[""],
        "How its parts import each other, its cycles, patterns and tests. Each folder has an index "
        "of what is in it, too.",
    )
    yield (
        "Page of a file",
        "",
        "What it is for, what it defines, who uses that, what it needs, its tests, its source.",
    )
    yield (
        "Keywords",
        names.folder_keywords[""],
        "All names and messages from A to Z: of a file, a folder, or the whole repository.",
    )
    if names.coverage:
        yield "Coverage", names.coverage, "What has no docstring or annotation yet."
    if names.changes:
        yield "Changes", names.changes, "What is new, gone or different since an earlier build."
