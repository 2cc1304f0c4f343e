"""The steps without Sphinx: what they write, and what they refuse."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from sphinx_kwindex.config import Settings
from sphinx_kwindex.records.catalogue import Catalogue
from sphinx_kwindex.shards import archives
from sphinx_kwindex.shards.__main__ import main
from sphinx_kwindex.shards.archives import Archive, Header, header_of
from sphinx_kwindex.shards.parts import RECORD_FILE, Part, WrittenPage, digest_of, write_part
from sphinx_kwindex.shards.slices import CATALOGUE, PARTS, Parts, homes_of

TREE = {
    "pyproject.toml": '[project]\nname = "demo"\n',
    "a/one.py": "from b import two\n\n\ndef run():\n    return two.Thing()\n",
    "b/two.py": '"""Two."""\n\n\nclass Thing:\n    pass\n',
    "b/__init__.py": "",
    "c/three.txt": "Words.\n",
    "docs/conf.py": 'kwindex_exclude = ["docs/"]\nkwindex_small_folder = 1\n',
}

Step = Callable[..., tuple[int, str]]


@pytest.fixture
def step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Step:
    """Return what does a step in a small repository: its status, and what it says."""
    for name, text in TREE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")

    def run(name: str, *arguments: object, **named: object) -> tuple[int, str]:
        options = [text for key, value in named.items() for text in (f"--{key}", str(value))]
        status = main([name, str(tmp_path / "docs"), *options, *map(str, arguments)])
        return status, capsys.readouterr().err

    return run


def _facts(step: Step, folder: Path, count: int = 2) -> list[Path]:
    """Return the facts of all shards."""
    made = [folder / "_build" / f"facts-{number}-of-{count}.zip" for number in range(1, count + 1)]
    for number, path in enumerate(made, 1):
        assert step("facts", shard=f"{number}/{count}", output=path)[0] == 0
    return made


def _archive(path: Path, kind: archives.Kind) -> Archive:
    return Archive(path, kind, Settings(exclude=("docs/",), small_folder=1))


def test_each_page_is_in_one_slice_with_what_can_be_referred_to_on_it(
    step: Step, tmp_path: Path
) -> None:
    linked = tmp_path / "_build" / "linked"
    assert step("link", *_facts(step, tmp_path), output=linked)[0] == 0
    slices = [_archive(linked / f"pages-{number}-of-2.zip", "pages") for number in (1, 2)]
    site = _archive(linked / "site.zip", "site")
    whole = site.record(CATALOGUE, Catalogue)
    own = [part.record(PARTS, Parts).own for part in slices]
    assert sorted(name for names in own for name in names) == sorted(homes_of(site))
    assert all(own)
    targets = [part.record(CATALOGUE, Catalogue).targets for part in slices]
    assert sorted(target for found in targets for target in found) == sorted(whole.targets)
    for names, found in zip(own, targets, strict=True):
        assert {target.docname for target in found} <= set(names)


def test_the_same_tree_makes_the_same_bytes_wherever_it_lies(step: Step, tmp_path: Path) -> None:
    first = tmp_path / "_build" / "first"
    step("link", *_facts(step, tmp_path), output=first)
    there = tmp_path.with_name(f"{tmp_path.name}-there")
    for name in TREE:
        (there / name).parent.mkdir(parents=True, exist_ok=True)
        (there / name).write_bytes((tmp_path / name).read_bytes())
    again = there / "_build" / "facts.zip"
    assert main(["facts", str(there / "docs"), "--shard", "1/2", "-o", str(again)]) == 0
    assert again.read_bytes() == (tmp_path / "_build" / "facts-1-of-2.zip").read_bytes()
    facts = [str(again), str(tmp_path / "_build" / "facts-2-of-2.zip")]
    second = there / "_build" / "second"
    assert main(["link", str(there / "docs"), *facts, "-o", str(second)]) == 0
    made = sorted(path.name for path in first.iterdir())
    assert made == ["pages-1-of-2.zip", "pages-2-of-2.zip", "site.zip"]
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in made)


def test_facts_that_do_not_fit_together_are_refused_in_one_line(
    step: Step, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = _facts(step, tmp_path)
    third = tmp_path / "_build" / "other.zip"
    step("facts", shard="3/3", output=third)
    linked = tmp_path / "_build" / "linked"

    def refusal(*facts: Path, more: tuple[str, ...] = ()) -> str:
        status, said = step("link", *facts, *more, output=linked)
        assert status == 2
        assert not linked.exists()
        assert said.startswith("kwindex: error: ")
        assert said.count("\n") == 1
        return said.removeprefix("kwindex: error: ").strip()

    assert refusal(first) == "the facts of shard 2/2 are missing"
    copy = third.with_name("copy.zip")
    copy.write_bytes(first.read_bytes())
    assert refusal(first, copy, second) == f"{first} and {copy} are both of shard 1/2"
    assert refusal(first, third) == "the facts are of 2, 3 shards; all must be of one number"
    other = f"{first} was made with other values of the options kwindex_*"
    assert refusal(first, second, more=("-D", "kwindex_private=0")) == other
    assert "no file that the step facts wrote" in refusal(first, tmp_path / "pyproject.toml")
    assert "no file that the step facts wrote" in refusal(first, tmp_path / "missing.zip")
    (tmp_path / "b" / "two.py").write_text("changed = 1\n", "utf-8")
    changed = "the facts are of another state of the tree: b/two.py is not among them; run facts "
    assert refusal(first, second).startswith(changed)
    monkeypatch.setattr(archives, "schema_key", lambda: "abc; Python 4.0.0")
    assert refusal(first, second).startswith(f"{first} was made by another version: ")


def test_options_come_from_conf_py_and_the_command_line(step: Step, tmp_path: Path) -> None:
    output = tmp_path / "_build" / "facts.zip"
    (tmp_path / "docs" / "conf.py").write_text("raise SystemExit('no')\n", "utf-8")
    status, said = step("facts", shard="1/1", output=output)
    assert (status, "conf.py cannot be run: SystemExit('no')" in said) == (2, True)
    conf = (
        "import os\nassert os.path.exists('conf.py') and not tags.has('x')\nkwindex_private = 1\n"
    )
    (tmp_path / "docs" / "conf.py").write_text(conf, "utf-8")
    status, said = step("facts", shard="1/1", output=output)
    assert (status, "kwindex_private is 1, but should be True or False" in said) == (2, True)
    more = ("-D", "kwindex_private=0", "-D", "html_theme=x", "-D", "kwindex_exclude=a,b")
    assert step("facts", *more, shard="1/1", output=output)[0] == 0
    with zipfile.ZipFile(output) as archive:
        header = msgspec.json.decode(archive.read("header.json"), type=Header)
    assert header == header_of("facts", "1/1", Settings(private=False, exclude=("a", "b")))
    status, said = step("facts", "-D", "kwindex_privat=0", shard="1/1", output=output)
    assert (status, "-D kwindex_privat is no option" in said) == (2, True)


def test_a_merge_names_the_shard_that_is_missing_or_does_not_fit(
    step: Step, tmp_path: Path
) -> None:
    linked = tmp_path / "_build" / "linked"
    step("link", *_facts(step, tmp_path), output=linked)
    site, output = linked / "site.zip", tmp_path / "_build" / "html"
    homes = homes_of(_archive(site, "site"))

    def part(number: int, *, documents: str = "same", state: str = "") -> Path:
        folder = tmp_path / "_build" / f"part-{number}"
        folder.mkdir(parents=True, exist_ok=True)
        archive = _archive(linked / f"pages-{number}-of-2.zip", "pages")
        header = msgspec.structs.replace(archive.header, state=state or archive.header.state)
        pages = []
        for position, name in enumerate(name for name in homes if homes[name] == number):
            (folder / f"{position}.html").write_text(name, "utf-8")
            digest = digest_of(folder / f"{position}.html")
            pages.append(WrittenPage(name, name, f"{position}.html", digest, None))
        write_part(folder, Part(header, "same", documents, tuple(pages)))
        return folder

    def refusal(*parts: Path) -> str:
        status, said = step("merge", site, *parts, output=output)
        assert (status, output.exists(), said.count("\n")) == (2, False, 1)
        return said.removeprefix("kwindex: error: ").strip()

    one, two = part(1), part(2)
    assert refusal(one) == "the pages of shard 2/2 are missing"
    (two / RECORD_FILE).rename(two / "away")
    assert refusal(one, two).startswith(f"{two} holds no pages of a shard whose build has ended")
    (two / RECORD_FILE).write_text("{", "utf-8")
    assert refusal(one, two).startswith(f"{two / RECORD_FILE} is damaged: ")
    assert "build shard 2/2 again" in refusal(one, part(2, state="another"))
    assert "beside other documents of yours" in refusal(one, part(2, documents="others"))
    (part(2) / "0.html").write_text("half", "utf-8")
    assert refusal(one, two) == (
        f"{two}: 0.html is not as the build left it; build shard 2/2 again"
    )
    part(2)
    output.mkdir()
    (output / "mine.txt").write_text("mine", "utf-8")
    status, said = step("merge", site, one, two, output=output)
    assert (status, "is not empty" in said) == (2, True)
    assert (output / "mine.txt").exists()
