"""Repositories to document, and what a build of them did."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from docutils.parsers.rst import directives, roles
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.util.docutils import additional_nodes, unregister_node

CHECKOUT = Path(__file__).parent.parent.parent
CONF = (
    'project = "Demo"\nextensions = ["sphinx_kwindex"]\nhtml_theme = "alabaster"\n'
    'kwindex_exclude = ["docs/"]\n'
)
"""Documents of the user have pages of their own only where a test asks for it: a third fewer."""
WITH_DOCUMENTS = "kwindex_exclude = []\n"
INDEX = "Demo\n====\n\n.. toctree::\n\n   guide\n"
GUIDE = "Guide\n=====\n\nWords of the user.\n"

SMALL_TREE: Mapping[str, str | bytes] = {
    "pyproject.toml": '[project]\nname = "demo"\ndescription = "A demo."\n',
    "src/demo/__init__.py": '"""The demo package."""\nfrom demo.core import Engine\n',
    "src/demo/core.py": (
        '"""The core."""\n\nLIMIT = 3\n\n\nclass Engine:\n    """Runs things."""\n\n'
        "    def run(self) -> int:\n        return LIMIT\n"
    ),
    "src/demo/extra.py": "from . import core\n\n\ndef helper():\n    return core.Engine()\n",
    "tests/test_core.py": "from demo.core import Engine\n\n\ndef test_run():\n    Engine().run()\n",
    "notes.txt": "Some notes.\n",
    "data.bin": b"\x00\x01\x02",
    "docs/conf.py": CONF,
    "docs/index.rst": INDEX,
    "docs/guide.rst": GUIDE,
}


@dataclass(frozen=True)
class Result:
    """What a build did."""

    app: Sphinx
    warnings: str
    status: str
    read: frozenset[str]
    outdir: Path

    def output(self, name: str) -> str:
        """Return the text of an output file."""
        return (self.outdir / name).read_text(encoding="utf-8")

    def snapshot(self, pattern: str = "*") -> dict[str, str]:
        """Return a hash for each output file."""
        return snapshot_of(self.outdir, pattern)


@dataclass
class Repository:
    """A repository on disk with Sphinx documentation in ``docs/``."""

    root: Path
    work: Path

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files."""
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                path.write_bytes(content)
            else:
                path.write_text(content, encoding="utf-8")

    def configure(self, lines: str) -> None:
        """Append to ``conf.py``."""
        self.write({"docs/conf.py": CONF + lines})

    def _apart(self) -> dict[str, object]:
        """Return what gives most folders of small trees the three pages of larger ones."""
        conf = self.root / "docs" / "conf.py"
        is_chosen = conf.is_file() and b"kwindex_small_folder" in conf.read_bytes()
        return {} if is_chosen else {"kwindex_small_folder": 1}

    def build(
        self,
        builder: str = "html",
        *,
        place: str | Path = "build",
        jobs: int = 1,
        options: Mapping[str, object] = MappingProxyType({}),
        **more: object,
    ) -> Result:
        """Build, incrementally where ``place`` was used before; options by name or as keywords."""
        status, warning = StringIO(), StringIO()
        outdir = self.work / place / builder
        nodes_before = set(additional_nodes)
        known = dict(vars(directives)["_directives"]), dict(vars(roles)["_roles"])
        read: set[str] = set()
        try:
            app = Sphinx(
                self.root / "docs",
                self.root / "docs",
                outdir,
                self.work / place / "doctrees",
                builder,
                # Sphinx writes registered suffixes into the default value, for all builds of a
                # process; a value of our own keeps them apart.
                confoverrides={
                    "source_suffix": {".rst": "restructuredtext"},
                    **self._apart(),
                    **options,
                    **more,
                },
                status=status,
                warning=warning,
                parallel=jobs,
            )
            # It notes each event and each registered name otherwise, where nobody reads it.
            logging.getLogger("sphinx").setLevel(logging.INFO)
            app.connect("env-before-read-docs", lambda _app, _env, names: read.update(names))
            app.build()
        finally:
            vars(directives)["_directives"], vars(roles)["_roles"] = known
            # Sphinx keeps the first language of a process for all builds after it.
            locale.translators.clear()
            for node in set(additional_nodes) - nodes_before:
                unregister_node(node)
                additional_nodes.discard(node)
        return Result(
            app, _plain(warning.getvalue()), _plain(status.getvalue()), frozenset(read), outdir
        )

    def clean_build(self, builder: str = "html", **overrides: object) -> Result:
        """Build from nothing, in a place of its own."""
        shutil.rmtree(self.work / "clean", ignore_errors=True)
        return self.build(builder, place="clean", options=overrides)


def snapshot_of(folder: Path, pattern: str = "*") -> dict[str, str]:
    """Return a hash for each file of an output folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(_content(path)).hexdigest()
        for path in sorted(folder.rglob(pattern))
        if path.is_file()
    }


def _content(path: Path) -> bytes:
    """Return the content of a file; of the search index what Sphinx keeps equal.

    That is all but the entries of ``index`` directives, which a build that writes some pages only
    loses (https://github.com/sphinx-doc/sphinx/issues/12599), the order, and words of no page.
    """
    if path.name != "searchindex.js":
        return path.read_bytes()
    text = path.read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    del index["indexentries"]
    for name in ("terms", "titleterms"):
        index[name] = {term: pages for term, pages in index[name].items() if pages != []}
    return json.dumps(index, sort_keys=True).encode()


def _plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


class MakeRepository(Protocol):
    """Writes a repository; the small one by default."""

    def __call__(self, files: Mapping[str, str | bytes] = SMALL_TREE) -> Repository: ...


class Built(Protocol):
    """Returns a build to look at, made once for all tests that ask for the same."""

    def __call__(
        self,
        conf: str = "",
        builder: str = "html",
        *,
        files: Mapping[str, str | bytes] = SMALL_TREE,
        jobs: int = 1,
        options: Mapping[str, object] = MappingProxyType({}),
    ) -> Result: ...


class BuildExample(Protocol):
    """Returns a build of the example project to look at, made once for each builder."""

    def __call__(self, builder: str) -> Result: ...


def new_repository(folder: Path, number: str, files: Mapping[str, str | bytes]) -> Repository:
    """Write a repository; the number tells those in a folder apart."""
    repository = Repository(folder / f"repo{number}", folder / f"work{number}")
    repository.root.mkdir()
    repository.work.mkdir()
    repository.write(files)
    return repository


def copy_example(repository: Repository) -> None:
    """Fill a repository with the files of the example project."""
    shutil.copytree(
        CHECKOUT / "example_project",
        repository.root,
        dirs_exist_ok=True,
        ignore=shutil.ignore_patterns("_build", "__pycache__", ".pytest_cache"),
    )
