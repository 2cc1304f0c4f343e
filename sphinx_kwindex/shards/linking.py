"""The second step: what holds between files, and the pages, cut into slices for the shards."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from sphinx_kwindex.blocks.blocks import Heading
from sphinx_kwindex.blocks.chapters import Chapters
from sphinx_kwindex.blocks.myst import ORPHAN, write_page
from sphinx_kwindex.blocks.reading import read_page
from sphinx_kwindex.build.contents import Outcome, look_at
from sphinx_kwindex.build.pipeline import run
from sphinx_kwindex.build.progress import Progress
from sphinx_kwindex.config import Settings
from sphinx_kwindex.discovery import discover, find_roots
from sphinx_kwindex.disk.writing import read_own
from sphinx_kwindex.export.formats import write_export
from sphinx_kwindex.records.catalogue import Catalogue
from sphinx_kwindex.records.data_lines import formats_of_facts
from sphinx_kwindex.records.source_files import TextState
from sphinx_kwindex.shards.archives import (
    Archive,
    all_shards,
    header_of,
    options_key,
    write_archive,
)
from sphinx_kwindex.shards.errors import ShardError
from sphinx_kwindex.shards.facts import shards_of_files
from sphinx_kwindex.shards.partition import Shard, partition, subject_folder
from sphinx_kwindex.shards.slices import (
    CATALOGUE,
    ENTRIES,
    HOMES,
    MANIFEST,
    PARTS,
    RUN,
    Parts,
    export_member,
    page_member,
)
from sphinx_kwindex.store.exports import staged_export
from sphinx_kwindex.store.facts import CACHE_FILE, join_facts, schema_key
from sphinx_kwindex.store.page_keys import LastRun
from sphinx_kwindex.store.staging import Manifest, StagingArea

SITE_FILE = "site.zip"

_COST_OF_PAGE = 10_000
"""What a page costs whatever is on it, in bytes of its text."""

_encoded = msgspec.msgpack.encode


def slice_name(shard: Shard) -> str:
    """Return what the file of the pages of a shard is called."""
    return f"pages-{shard.number}-of-{shard.count}.zip"


def write_slices(
    settings: Settings,
    conf_folder: Path,
    facts: Sequence[Path],
    output: Path,
    *,
    jobs: int,
    progress: Progress,
) -> Outcome:
    """Make all pages from the facts of all shards, and write what each step after this needs.

    Parameters
    ----------
    settings:
        The options.
    conf_folder:
        The folder of ``conf.py``.
    facts:
        What the first step wrote, of all shards.
    output:
        The folder to write to.
    jobs:
        How many processes may run at once.
    progress:
        Shows how far this is.

    Raises
    ------
    ShardError
        If facts are missing, or are those of another tree, of other options or another version.
    """
    archives = {str(path): Archive(path, "facts", settings) for path in facts}
    all_shards({name: archive.header for name, archive in archives.items()}, "facts")
    count = next(iter(archives.values())).header.count
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stored = (archive.read(CACHE_FILE) for archive in archives.values())
        known = join_facts(folder, stored, settings)
        _check_known(settings, conf_folder, output, known, count)
        area = StagingArea(folder)
        outcome = run(
            settings,
            conf_folder,
            area,
            folder,
            generated=[output],
            jobs=jobs,
            progress=progress,
            write_export=write_export,
        )
        if outcome.analysed:
            raise ShardError("the tree changed while it was linked; run all steps again")
        exports = {
            name: read_own(staged_export(folder, name, outcome.manifest.fingerprint)) or b""
            for name in formats_of_facts(settings.exports)
        }
        state = _state(settings, area, exports)
        manifest = msgspec.structs.replace(outcome.manifest, fingerprint=state)
        _write(settings, manifest, area, exports, output=output, count=count)
    return outcome


def _check_known(
    settings: Settings, conf_folder: Path, output: Path, known: frozenset[str], count: int
) -> None:
    """Make sure that the facts of all files are there."""
    files = discover(settings, find_roots(settings, conf_folder), [output]).files
    for file in files:
        content = look_at(file, settings.max_file_size)
        if content.state is TextState.TEXT and content.digest not in known:
            number = shards_of_files(files, settings, count)[file.path]
            raise ShardError(
                f"the facts are of another state of the tree: {file.path} is not among them; "
                f"run facts --shard {number}/{count} again"
            )


def _state(settings: Settings, area: StagingArea, exports: Mapping[str, bytes]) -> str:
    """Return a hash of all that was made, wherever the repository lies."""
    digest = hashlib.blake2b(f"{schema_key()}\n{options_key(settings)}\n".encode(), digest_size=20)
    texts = (text for pages in area.last_run().pages.values() for text in pages.texts)
    for text in sorted(texts, key=lambda text: text.docname):
        digest.update(f"{text.docname} {text.digest}\n".encode())
    digest.update(f"{area.catalogue_digest()}\n".encode())
    digest.update(_encoded(area.entries()))
    digest.update(_encoded(exports))
    return digest.hexdigest()


def _write(
    settings: Settings,
    manifest: Manifest,
    area: StagingArea,
    exports: Mapping[str, bytes],
    *,
    output: Path,
    count: int,
) -> None:
    homes = _homes(area.last_run(), count)
    listed = tuple(name for name in manifest.docnames if not _text(area, name).startswith(_ORPHAN))
    heads = {name: _head(area, name) for name in listed}
    catalogue, state = area.catalogue(), manifest.fingerprint
    for number in range(1, count + 1):
        shard = Shard(number, count)
        own = tuple(name for name in manifest.docnames if homes[name] == number)
        header = header_of("pages", str(shard), settings, state)
        members = _slice_members(manifest, own, heads, area, catalogue)
        write_archive(output / slice_name(shard), header, members)
    header = header_of("site", f"0/{count}", settings, state)
    members = _site_members(manifest, homes, listed, area, exports)
    write_archive(output / SITE_FILE, header, members)


def _homes(last: LastRun, count: int) -> dict[str, int]:
    """Return the number of the shard of each page, by its docname."""
    texts = {subject: pages.texts for subject, pages in last.pages.items()}
    costs = {
        subject: sum(_COST_OF_PAGE + text.size for text in found)
        for subject, found in texts.items()
    }
    shards = partition(costs, count, subject_folder)
    return {text.docname: shards[subject] for subject in texts for text in texts[subject]}


_ORPHAN = ORPHAN.encode()


def _text(area: StagingArea, docname: str) -> bytes:
    return read_own(area.page_path(docname)) or b""


def _head(area: StagingArea, docname: str) -> bytes:
    """Return of a page what tables of contents on other pages show of it, as a page."""
    page = read_page(docname, _text(area, docname).decode())
    title = next(block for block in page.blocks if isinstance(block, Heading))
    chapters = (block for block in page.blocks if isinstance(block, Chapters))
    return write_page(msgspec.structs.replace(page, blocks=(title, *chapters))).encode()


def _slice_members(
    manifest: Manifest,
    own: tuple[str, ...],
    heads: Mapping[str, bytes],
    area: StagingArea,
    catalogue: Catalogue,
) -> Iterator[tuple[str, bytes]]:
    """Yield what the build of a shard needs: its pages, and what they show of others."""
    is_own = frozenset(own).__contains__
    part = Catalogue(
        targets=tuple(target for target in catalogue.targets if is_own(target.docname)),
        mentions=tuple(mentions for mentions in catalogue.mentions if is_own(mentions.docname)),
        sections=catalogue.sections,
    )
    yield MANIFEST, _encoded(msgspec.structs.replace(manifest, diagnostics=()))
    yield PARTS, _encoded(Parts(own, tuple(heads)))
    yield CATALOGUE, _encoded(part)
    for docname in sorted({*own, *heads}):
        yield page_member(docname), _text(area, docname) if is_own(docname) else heads[docname]


def _site_members(
    manifest: Manifest,
    homes: Mapping[str, int],
    listed: tuple[str, ...],
    area: StagingArea,
    exports: Mapping[str, bytes],
) -> Iterator[tuple[str, bytes]]:
    """Yield what is left to do for a site when all pages are there."""
    yield MANIFEST, _encoded(manifest)
    yield PARTS, _encoded(Parts((), listed))
    yield HOMES, _encoded(homes)
    yield CATALOGUE, _encoded(area.catalogue())
    yield ENTRIES, _encoded(area.entries())
    yield RUN, _encoded(_without_times(area.last_run()))
    for name, data in exports.items():
        yield export_member(name), data
    for docname in manifest.docnames:
        yield page_member(docname), _text(area, docname)


def _without_times(run: LastRun) -> LastRun:
    """Return of a run what holds of its pages on any machine."""
    pages = {
        subject: msgspec.structs.replace(
            it, texts=tuple(msgspec.structs.replace(text, written=0) for text in it.texts)
        )
        for subject, it in run.pages.items()
    }
    return LastRun(pages=pages)
