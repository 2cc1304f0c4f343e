"""Real Sphinx builds of small repositories."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from copy import copy
from functools import cache, partial
from pathlib import Path
from types import CodeType, MappingProxyType
from typing import Any

import pytest
from docutils import SettingsSpec
from docutils import utils as docutils_utils
from docutils.frontend import OptionParser
from jinja2 import BytecodeCache, Template, nodes
from jinja2.bccache import Bucket
from jinja2.sandbox import SandboxedEnvironment
from sphinx import jinja2glue, theming
from sphinx.builders import html as html_builder
from sphinx.util import docutils

from tests.sphinx.building import (
    SMALL_TREE,
    BuildExample,
    Built,
    MakeRepository,
    Repository,
    Result,
    copy_example,
    new_repository,
)


class _CompiledTemplates(BytecodeCache):
    """Templates of themes as Jinja compiled them."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template from an earlier build."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template for later builds."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


def _templates_kept() -> Callable[..., SandboxedEnvironment]:
    """Return what makes environments of Jinja that compile each template once.

    Those that Sphinx copies, style sheets and scripts, are no files for Jinja, which compiles
    them from a string.
    """
    templates = _CompiledTemplates()
    strings: dict[tuple[str, frozenset[str]], CodeType] = {}

    class Environment(SandboxedEnvironment):
        def from_string(
            self,
            source: str | nodes.Template,
            globals: MutableMapping[str, Any] | None = None,  # noqa: A002
            template_class: type[Template] | None = None,
        ) -> Template:
            if not isinstance(source, str):
                return super().from_string(source, globals, template_class)
            asked = source, frozenset(self.extensions)
            if asked not in strings:
                strings[asked] = self.compile(source)
            made = template_class or self.template_class
            return made.from_code(self, strings[asked], self.make_globals(globals))

    return partial(Environment, bytecode_cache=templates)


def _options_kept() -> type[OptionParser]:
    """Return the parser of options of docutils that declares those of a component once."""
    declared = ("defaults", "lists", "relative_path_settings")
    kept: dict[tuple[type, ...], dict[str, object]] = {}

    class Options(OptionParser):
        def populate_from_components(self, components: Iterable[SettingsSpec]) -> None:
            parts = [part for part in components if part]
            asked = tuple(part if isinstance(part, type) else type(part) for part in parts)
            if asked not in kept:
                super().populate_from_components(parts)
                kept[asked] = {name: copy(vars(self)[name]) for name in declared}
            vars(self).update({name: copy(value) for name, value in kept[asked].items()})

    return Options


@pytest.fixture(scope="session", autouse=True)
def _what_builds_share_is_made_once() -> Iterator[None]:
    """Spare every build what is the same in all of them, and none of the work of ours.

    The templates of its theme take an eighth of a small one, declaring the options of docutils for
    each document a fifteenth, looking for style sheets and installed themes again as much.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2glue, "SandboxedEnvironment", _templates_kept())
        if hasattr(docutils, "OptionParser"):  # Before version 9 Sphinx asks docutils for it.
            patch.setattr(docutils, "OptionParser", _options_kept())
        # Sphinx keeps the sum of a file by its path, which it resolves for each link in a page.
        patch.setattr(html_builder, "_file_checksum", cache(vars(html_builder)["_file_checksum"]))
        patch.setattr(theming, "entry_points", cache(vars(theming)["entry_points"]))
        # docutils looks for the style sheet that Sphinx does not take, for each piece of HTML.
        patch.setattr(docutils_utils, "get_stylesheet_list", lambda _settings: [])
        yield


@pytest.fixture
def make_repository(tmp_path: Path) -> MakeRepository:
    """Return a function that writes a repository; the small one by default."""
    made: list[Repository] = []

    def make(files: Mapping[str, str | bytes] = SMALL_TREE) -> Repository:
        made.append(new_repository(tmp_path, str(len(made)), files))
        return made[-1]

    return make


@pytest.fixture(scope="module")
def shared_repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Return an empty repository for what the tests of a module build once."""
    return new_repository(tmp_path_factory.mktemp("shared"), "", {})


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a build to look at; nobody may build there again, or change what is there.

    Most of what these tests take is builds, and many look at the same one.
    """
    results: dict[str, Result] = {}

    def build(
        conf: str = "",
        builder: str = "html",
        *,
        files: Mapping[str, str | bytes] = SMALL_TREE,
        jobs: int = 1,
        options: Mapping[str, object] = MappingProxyType({}),
    ) -> Result:
        asked = repr((conf, builder, sorted(files.items()), jobs, sorted(options.items())))
        if asked not in results:
            repository = new_repository(tmp_path_factory.mktemp("built"), "", files)
            repository.configure(conf)
            results[asked] = repository.build(builder, jobs=jobs, options=options)
        return results[asked]

    return build


@pytest.fixture
def repository(make_repository: MakeRepository) -> Repository:
    """Return the small repository."""
    return make_repository()


@pytest.fixture(scope="module")
def _first_build(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Return the small repository after a build, and put copies of its folders beside them.

    Each module has its own: what foreign extensions change in Sphinx when they are loaded makes
    it read all pages again.
    """
    repository = new_repository(tmp_path_factory.mktemp("first"), "", SMALL_TREE)
    repository.build()
    for folder in (repository.root, repository.work):
        shutil.copytree(folder, folder.with_suffix(".copy"), symlinks=True)
    return repository


@pytest.fixture
def built_repository(_first_build: Repository) -> Repository:
    """Return the small repository after a build for HTML, which all tests share.

    Files of a build hold its absolute paths, so each test gets it at the same place, as it was.
    """
    for folder in (_first_build.root, _first_build.work):
        shutil.rmtree(folder)
        shutil.copytree(folder.with_suffix(".copy"), folder, symlinks=True)
    return _first_build


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> BuildExample:
    """Return what builds the example project, which is read once for all builders."""
    repository = new_repository(tmp_path_factory.mktemp("example"), "", {})
    copy_example(repository)
    results: dict[str, Result] = {}

    def build(builder: str) -> Result:
        if builder not in results:
            # Sphinx wants doctrees with other marks for it.
            place = "marked" if builder == "gettext" else "build"
            options = {"copyright": "2026", "version": "1", "nitpicky": True}
            results[builder] = repository.build(builder, place=place, options=options)
        return results[builder]

    return build
