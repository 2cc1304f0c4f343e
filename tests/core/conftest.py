"""Fixtures that turn a few lines of text into trees, facts, projects and pages."""

from __future__ import annotations

import os
import signal
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from sphinx_kwindex.blocks.blocks import Page
from sphinx_kwindex.blocks.myst import write_page
from sphinx_kwindex.build import page_staging
from sphinx_kwindex.build.contents import Outcome
from sphinx_kwindex.build.pipeline import run
from sphinx_kwindex.build.progress import Item
from sphinx_kwindex.config import Settings
from sphinx_kwindex.discovery import discover, find_roots
from sphinx_kwindex.limits import DEFAULT_LIMITS, Limits
from sphinx_kwindex.pages.files.sections import chosen_sections
from sphinx_kwindex.pages.site.plan import Plan, plan
from sphinx_kwindex.project import Project, ProjectMetadata, link, project_metadata
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.relations.repository import relate_repository
from sphinx_kwindex.store.staging import StagingArea
from tests.core.analysed import facts_by_path, facts_of
from tests.core.fixtures import AnalysePython, Build, Find, Link, Planned, Staged, Tree, WriteTree

hypothesis_settings.register_profile(
    "kwindex",
    # Always the same ones; `KWINDEX_EXAMPLES` asks for more.
    max_examples=int(os.environ.get("KWINDEX_EXAMPLES", "25")),
    deadline=None,
    derandomize=True,
    database=None,
)
hypothesis_settings.load_profile("kwindex")


def _write(root: Path, files: Tree) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not name.endswith("/"):
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        else:
            path.mkdir(exist_ok=True)
    return root


def _shown_nowhere(items: Iterable[Item], summary: str, length: int) -> Iterable[Item]:
    return items


_SECONDS = 30
"""Of the processor, a multiple of what the tests take that are bounded by it."""


APART: Mapping[str, object] = {"small_folder": 1}
"""So that most folders of trees of a few files have the three pages that larger ones have."""


@pytest.fixture
def bounded() -> Iterator[None]:
    """End a test that takes the square of its input, or does not end at all."""

    def stop(*_: object) -> None:
        pytest.fail(f"took more than {_SECONDS} seconds of the processor")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """The folder in which `write_tree` writes; it is not inside a Git work tree."""
    return tmp_path / "repo"


@pytest.fixture
def write_tree(repo: Path) -> WriteTree:
    """Write files (a name that ends with a slash is an empty folder) and return their root."""
    return lambda files: _write(repo, files)


@pytest.fixture
def find(write_tree: WriteTree) -> Find:
    """Write files and return the paths that discovery lists, options as keywords."""

    def found(files: Tree, **options: object) -> list[str]:
        root = write_tree(files)
        settings = Settings(**{"roots": (str(root),), **options})  # type: ignore[arg-type]
        return [file.path for file in discover(settings, find_roots(settings, root)).files]

    return found


@pytest.fixture(scope="session")
def python() -> AnalysePython:
    """Analyse Python source."""
    return lambda source, name="m.py": facts_of(name, source).analysis


@pytest.fixture(scope="session")
def symbols(python: AnalysePython) -> Callable[[str], dict[str, Symbol]]:
    """Analyse Python source and return its symbols by anchor."""

    def by_anchor(source: str) -> dict[str, Symbol]:
        analysis = python(source)
        assert not analysis.approximate
        return {symbol.anchor: symbol for symbol in analysis.symbols}

    return by_anchor


@pytest.fixture(scope="session")
def project() -> Link:
    """Link files given as a mapping of path to content."""

    def linked(
        files: Tree,
        tops: Mapping[str, str] | None = None,
        metadata: Mapping[str, ProjectMetadata] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Project:
        facts = [facts_of(path, files[path], limits=limits) for path in sorted(files)]
        return link(facts, metadata, tops)

    return linked


@pytest.fixture(scope="session")
def planned(project: Link) -> Planned:
    """Plan the pages of files given as a mapping of path to content, options as keywords."""

    def of(files: Tree, **options: object) -> Plan:
        def text(facts: FileFacts) -> str:
            content = files[facts.path]
            return textwrap.dedent(content) if isinstance(content, str) else content.decode()

        declaring = {path: files[path] for path in files if path == "pyproject.toml"}
        metadata = {"": project_metadata("", facts_by_path(declaring))}
        settings = Settings(**{**APART, **options})  # type: ignore[arg-type]
        sections = chosen_sections(settings)
        shows_patterns = any(section.name == "patterns" for section in sections)
        linked = project(files, metadata=metadata, limits=settings)
        return plan(
            relate_repository(linked, settings, shows_patterns=shows_patterns), sections, text
        )

    return of


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Run the whole pipeline on a folder; what it writes lies under `tmp_path / state`."""

    def built(root: Path, *, state: str = "state", jobs: int = 1, **options: object) -> Outcome:
        folder = tmp_path / state
        chosen = {"roots": (str(root),), **APART, **options}
        settings = Settings(**chosen)  # type: ignore[arg-type]
        area = StagingArea(folder / "staged")
        return run(settings, root, area, folder / "cache", jobs=jobs, progress=_shown_nowhere)

    return built


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The docnames of the pages that are made."""
    docnames: list[str] = []

    def write(page: Page) -> str:
        docnames.append(page.docname)
        return write_page(page)

    monkeypatch.setattr(page_staging, "write_page", write)
    return docnames


@pytest.fixture
def staged(tmp_path: Path) -> Staged:
    """Return the text of the staged pages by docname."""

    def read(state: str = "state") -> dict[str, str]:
        pages = tmp_path / state / "staged" / "pages"
        return {
            path.relative_to(pages).as_posix().removesuffix(".kwmd"): path.read_text("utf-8")
            for path in sorted(pages.rglob("*.kwmd"))
        }

    return read
