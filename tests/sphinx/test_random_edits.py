"""Any sequence of edits gives the output of a clean build, byte for byte."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_kwindex.sphinx_ext.outputs import OutputRecord
from sphinx_kwindex.store.staging import StagingArea
from tests.sphinx.building import MakeRepository, Repository

pytestmark = pytest.mark.slow

Arguments = ParamSpec("Arguments")
Returned = TypeVar("Returned")

SEEDS = (1, 2, 3, 4)
STEPS = int(os.environ.get("KWINDEX_RANDOM_STEPS", "15"))
"""For each seed; more find more."""
MOST_SOURCES = 5
"""A tree that stays small builds fast."""

SPHINX_LEAVES = (
    # The output of a document of the user that is gone; the test removes it, as the user would
    # (https://github.com/sphinx-doc/sphinx/issues/5908).
    "output of deleted documents",
    # A document that is not UTF-8 ends the build; the test takes it back.
    "undecodable documents",
    # What was warned of a document comes again only when the document is read again.
    "warnings of documents that did not change",
)
"""What Sphinx itself does not keep equal between incremental and clean builds."""

CONF = 'project = "Demo"\nextensions = ["sphinx_kwindex"]\nhtml_theme = "alabaster"\n'
TREE: Mapping[str, str | bytes] = {
    "pyproject.toml": '[project]\nname = "demo"\n',
    "pkg/__init__.py": '"""The package."""\nfrom pkg.core import f0\n',
    "pkg/core.py": '"""The core."""\n\n\ndef f0(): ...\n',
    "docs/guide.rst": "Guide\n=====\n\nWords of the user.\n",
}
FOLDERS = ("", "pkg/", "pkg/sub/", "tools/", "pkg/sub/deep/")
MODULES = ("core", "a", "b", "c", "index", "doc")
OPTIONS: Mapping[str, tuple[object, ...]] = {
    "kwindex_private": (True, False),
    "kwindex_show_source": (True, False),
    "kwindex_sections": ([], ["source", "purpose"], ["structure", "dependencies"]),
    "kwindex_navigation": ("folders", "files"),
    "kwindex_docname_prefix": ("kwindex", "reference/code"),
    "kwindex_keywords_per_page": (1500, 10),
    "kwindex_small_folder": (1, 0, 2),
    "kwindex_navigation_limit": (100, 1),
}
BROKEN_SOURCES = (b"\x00\x01", b"# \xe4\n", "def half(:\n", "")
BROKEN_PAGES = ("Page\n====\n\n.. nonsense::\n", "Page\n==\n\n`x\n", "\x00\x01\n", "")


class Stopped(KeyboardInterrupt):
    """The user stops a build."""


@dataclass
class Edited:
    """A repository that is edited at random."""

    repository: Repository
    choose: random.Random
    monkeypatch: pytest.MonkeyPatch
    files: dict[str, str | bytes] = field(default_factory=lambda: dict(TREE))
    options: dict[str, object] = field(default_factory=dict)
    listed: bool = False
    jobs: int = 1
    _on_disk: dict[str, str | bytes] = field(default_factory=dict)
    _upgrades: int = 0

    # Edits: each changes the state and says what it did.

    def edit_source(self) -> str:
        name = self.choose.choice(self._sources())
        self.files[name] = self._code()
        return f"edit {name}"

    def add_source(self) -> str:
        if len(self._sources()) >= MOST_SOURCES:
            return self.delete_source()
        name = f"{self.choose.choice(FOLDERS)}{self.choose.choice(MODULES)}.py"
        self.files[name] = self._code()
        return f"add {name}"

    def delete_source(self) -> str:
        name = self.choose.choice(self._sources())
        del self.files[name]
        return f"delete {name}"

    def rename_source(self) -> str:
        name = self.choose.choice(self._sources())
        new = f"{self.choose.choice(FOLDERS)}{self.choose.choice(MODULES)}_2.py"
        self.files[new] = self.files.pop(name)
        return f"rename {name} to {new}"

    def break_source(self) -> str:
        name = self.choose.choice(self._sources())
        self.files[name] = self.choose.choice(BROKEN_SOURCES)
        return f"break {name}: {self.files[name]!r}"

    def move_folder(self) -> str:
        old, new = self.choose.sample(FOLDERS[1:], 2)
        for name in [name for name in self.files if name.startswith(old)]:
            self.files[new + name.removeprefix(old)] = self.files.pop(name)
        return f"rename folder {old} to {new}"

    def delete_folder(self) -> str:
        folder = self.choose.choice(FOLDERS[2:])
        for name in [name for name in self.files if name.startswith(folder)]:
            del self.files[name]
        return f"delete folder {folder}"

    def change_option(self) -> str:
        name = self.choose.choice(sorted(OPTIONS))
        self.options[name] = self.choose.choice(OPTIONS[name])
        return f"set {name} = {self.options[name]!r}"

    def edit_page(self) -> str:
        number = self.choose.randrange(3)
        name = f"docs/{('guide', 'other', 'deep/third')[number]}.rst"
        self.files[name] = self._page() + self._about_code(number)
        return f"write {name}: {self.files[name]!r}"

    def delete_page(self) -> str:
        name = self.choose.choice([*self._pages(), "docs/other.rst"])
        self.files.pop(name, None)
        return f"delete {name}"

    def rename_page(self) -> str:
        page = self.files.pop("docs/guide.rst", self._page())
        # Of two descriptions of one object Sphinx takes the one that it read last.
        self.files["docs/renamed.rst"] = str(page).replace(
            "py:function:: pkg.core.f0", "py:data:: f"
        )
        return "rename docs/guide.rst to docs/renamed.rst"

    def break_page(self) -> str:
        self.files["docs/other.rst"] = self.choose.choice(BROKEN_PAGES)
        return f"break docs/other.rst: {self.files['docs/other.rst']!r}"

    def take_name_of_generated_page(self) -> str:
        name = f"docs/{self._prefix()}/doc.rst"
        if name in self.files:
            del self.files[name]
            return f"delete {name}"
        self.files[name] = f":orphan:\n\n{self._page()}"
        return f"add {name}"

    def list_index(self) -> str:
        self.listed = not self.listed
        return f"index.rst lists the generated pages: {self.listed}"

    def upgrade(self) -> str:
        self._upgrades += 1
        digest = f"{self._upgrades:032x}"
        for module in ("store.facts", "sphinx_ext", "sphinx_ext.outputs"):
            self.monkeypatch.setattr(f"sphinx_kwindex.{module}.code_digest", lambda: digest)
        return "upgrade"

    def build_text(self) -> str:
        what = self._any_edit()
        self.save()
        return f"{what}, build as text ({self.compare('text')})"

    def build_in_parallel(self) -> str:
        self.jobs = 2
        return f"{self._any_edit()}, in parallel"

    def stop(self) -> str:
        before = dict(self.files), dict(self.options), self.listed
        what = self._any_edit()
        self.save()
        place, name = self.choose.choice(
            (
                (StagingArea, "stage"),
                (StagingArea, "finish"),
                (Builder, "read_doc"),
                (StandaloneHTMLBuilder, "write_doc"),
                (StandaloneHTMLBuilder, "handle_page"),
                (StandaloneHTMLBuilder, "finish"),
                (OutputRecord, "finish"),
            )
        )
        calls = self.choose.choice((0, 1, 3, 9))
        with self.monkeypatch.context() as patch:
            patch.setattr(place, name, _stops_after(calls, getattr(place, name)))
            what += self._build_stops(f"{name} after {calls} calls")
        if self.choose.random() < 0.5:
            self.files, self.options, self.listed = before
            what += ", taken back"
        return what

    def stop_at_undecodable_page(self) -> str:
        what = self._any_edit()
        before = self.files.get("docs/guide.rst", self._page())
        self.files["docs/guide.rst"] = b"Page\n====\n\n\xe4\n"
        self.save()
        what += self._build_stops("docs/guide.rst, undecodable")
        self.files["docs/guide.rst"] = before
        return what

    def _build_stops(self, where: str) -> str:
        try:
            self.repository.build()
        except (Stopped, UnicodeDecodeError):
            return f", stopped at {where}"
        return ""

    def _any_edit(self) -> str:
        edit = self.choose.choice(EDITS)
        return edit(self)

    # The state.

    def _sources(self) -> list[str]:
        self.files.setdefault("pkg/core.py", self._code())
        return sorted(name for name in self.files if name.endswith(".py"))

    def _pages(self) -> list[str]:
        return sorted(name for name in self.files if name.endswith(".rst"))

    def _prefix(self) -> str:
        return str(self.options.get("kwindex_docname_prefix", "kwindex"))

    def _code(self) -> str:
        other = self.choose.choice(MODULES)
        number = self.choose.randrange(4)
        lines = [
            f'"""Words {number}."""',
            f"import {other}",
            f"from pkg.{other} import f{number}",
            f"VALUE_{number} = {number}",
            f"_hidden = {number}",
            f"def f{number}():\n    '''Return {number}.'''\n    return f{number + 1}()",
            f"class C{number}:\n    def run(self): ...\n    def stop(self): ...",
            *(f"x{n} = {n}" for n in range(number * 3)),
        ]
        return "\n".join(self.choose.sample(lines, 5)) + "\n"

    def _page(self) -> str:
        title = f"Page {self.choose.randrange(3)}"
        text = f"{title}\n{'=' * len(title)}\n\nWords {self.choose.randrange(9)}.\n"
        if self.choose.random() < 0.3:
            text += f"\nMore\n----\n\n.. toctree::\n\n   /{self._prefix()}/index\n"
        return text

    def _about_code(self, number: int) -> str:
        """Return references, excerpts and descriptions; no two pages describe one object."""
        lines = (
            f":kw:symbol:`f{number}`",
            ":kw:module:`pkg.core`",
            ":kw:file:`core.py`",
            ":any:`C1`",
            ".. kw:keywords::\n   :kind: function",
            ".. kw:keywords::\n   :path: pkg/core.py",
            ".. kw:section:: pkg/core.py\n   :section: structure",
            ".. kw:files:: pkg",
            f".. py:function:: pkg.core.f{number}",
            f".. py:function:: pkg.f{number}",
        )
        chosen = self.choose.sample(lines, self.choose.randrange(4))
        return "".join(f"\n{line}\n" for line in chosen)

    def _index(self) -> str:
        own = {f"docs/{self._prefix()}/doc.rst"}
        names = [name.removeprefix("docs/")[:-4] for name in self._pages() if name not in own]
        if self.listed:
            names.insert(0, f"{self._prefix()}/index")
        entries = "".join(f"   {name}\n" for name in names)
        return f"Demo\n====\n\n.. toctree::\n\n{entries}" if entries else "Demo\n====\n"

    def save(self) -> None:
        """Bring the disk to the state."""
        lines = [f"{name} = {value!r}\n" for name, value in sorted(self.options.items())]
        state = {
            **self.files,
            "docs/conf.py": CONF + "".join(lines),
            "docs/index.rst": self._index(),
        }
        for name in self._on_disk.keys() - state.keys():
            (self.repository.root / name).unlink()
            if name.endswith(".rst"):
                self._remove_output(name.removeprefix("docs/")[:-4])
        self.repository.write(
            {name: text for name, text in state.items() if self._on_disk.get(name) != text}
        )
        for folder in sorted(self.repository.root.rglob("*/"), reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        self._on_disk = state

    def _remove_output(self, docname: str) -> None:
        """Do what Sphinx leaves to its user."""
        build = self.repository.work / "build"
        for name in (f"html/{docname}.html", f"html/_sources/{docname}.rst.txt"):
            (build / name).unlink(missing_ok=True)
        (build / f"text/{docname}.txt").unlink(missing_ok=True)

    def compare(self, builder: str = "html") -> str:
        """Return in what an incremental and a clean build differ; nothing if they do not."""
        built = self.repository.build(builder, jobs=self.jobs)
        clean = self.repository.clean_build(builder)
        found, expected = built.snapshot(), clean.snapshot()
        lines = [
            f"{name}: {_difference(built.outdir / name, clean.outdir / name)}"
            for name in sorted(found.keys() | expected.keys())
            if found.get(name) != expected.get(name)
        ]
        ours, theirs = _split(built.warnings)
        clean_ours, clean_theirs = _split(clean.warnings)
        if ours != clean_ours:
            lines.append(f"warnings: {ours} instead of {clean_ours}")
        if not set(theirs) <= set(clean_theirs):
            lines.append(f"warnings of Sphinx: {theirs} instead of {clean_theirs}")
        return "\n".join(lines)


EDITS: tuple[Callable[[Edited], str], ...] = (
    Edited.edit_source,
    Edited.edit_source,
    Edited.add_source,
    Edited.add_source,
    Edited.delete_source,
    Edited.rename_source,
    Edited.break_source,
    Edited.move_folder,
    Edited.delete_folder,
    Edited.change_option,
    Edited.change_option,
    Edited.edit_page,
    Edited.edit_page,
    Edited.delete_page,
    Edited.rename_page,
    Edited.break_page,
    Edited.take_name_of_generated_page,
    Edited.list_index,
    Edited.upgrade,
)
STEP_KINDS = (
    *EDITS,
    *(Edited.build_text,) * 2,
    *(Edited.build_in_parallel,) * 2,
    *(Edited.stop,) * 6,
    Edited.stop_at_undecodable_page,
)


def _stops_after(
    calls: int, function: Callable[Arguments, Returned]
) -> Callable[Arguments, Returned]:
    left = calls

    def stopping(*arguments: Arguments.args, **options: Arguments.kwargs) -> Returned:
        nonlocal left
        if left == 0:
            raise Stopped
        left -= 1
        return function(*arguments, **options)

    return stopping


def _split(warnings: str) -> tuple[list[str], list[str]]:
    """Return our warnings and those of Sphinx, without the places on this machine."""
    lines = [line for line in warnings.splitlines() if "WARNING" in line or "ERROR" in line]
    ours = [line for line in lines if "/repo0/docs/" not in line]
    return ours, [line for line in lines if line not in ours]


def _difference(found: Path, expected: Path) -> str:
    if not found.exists():
        return "is missing"
    if not expected.exists():
        return "should be gone"
    if found.name == "searchindex.js":
        return "differs"
    pairs = zip(
        re.split(r"(?<=>)|\n", found.read_text("utf-8", "replace")),
        re.split(r"(?<=>)|\n", expected.read_text("utf-8", "replace")),
        strict=False,
    )
    return next((f"{a!r} instead of {b!r}" for a, b in pairs if a != b), "has another length")


@pytest.mark.parametrize("seed", SEEDS)
def test_every_step_gives_the_output_and_the_warnings_of_a_clean_build(
    make_repository: MakeRepository, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    edited = Edited(make_repository({}), random.Random(seed), monkeypatch)
    edited.save()
    edited.compare()
    done = []
    for step in range(STEPS):
        edited.jobs = 1
        done.append(edited.choose.choice(STEP_KINDS)(edited))
        edited.save()
        if step % 3 != 2 and step < STEPS - 1:
            # Pages that are wrong now stay so, and are seen after one of the next steps.
            edited.repository.build(jobs=edited.jobs)
            continue

        differences = edited.compare()

        assert differences == "", f"seed {seed}, step {step}: " + "\n".join(done[-3:])
