"""The generated pages as files for other programs, in the output of a build."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import jsonschema

from benchmarks.exported_pages import compare
from tests.sphinx.building import Repository, Result

OPTION = 'kwindex_exports = ["json", "llms"]\n'
DATA = "_kwindex/data"


def _times(result: Result) -> dict[str, int]:
    folder = result.outdir / DATA
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def _hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_pages_for_programs_say_what_the_pages_say_and_follow_them(repository: Repository) -> None:
    repository.configure(OPTION)
    first = repository.build()
    assert first.warnings == ""
    folder = first.outdir / DATA
    outcome = compare(first.outdir, number=1000, seed=0)
    assert outcome.pages > 10
    assert outcome.differences == ()

    schema = json.loads(first.output(f"{DATA}/page-schema.json"))
    validator = jsonschema.Draft202012Validator(schema)
    for path in folder.rglob("pages/**/*.json"):
        validator.validate(json.loads(path.read_text()))
    manifest = json.loads(first.output(f"{DATA}/manifest.json"))
    beside = {"manifest.json", "schema.json", "page-schema.json"}
    found = _hashes(folder)
    assert manifest["files"] == {name: found[name] for name in found if name not in beside}
    assert "(pages/kwindex/src/demo/llms.txt)" in first.output(f"{DATA}/llms.txt")
    assert "[core.py](core.py_docs.md): The core." in first.output(
        f"{DATA}/pages/kwindex/src/demo/llms.txt"
    )
    assert (
        'type="text/markdown" href="../../../_kwindex/data/pages/kwindex/src/demo/core.py_docs.md"'
        in first.output("kwindex/src/demo/core.py_docs.html")
    )
    assert "text/markdown" not in first.output("guide.html")

    times = _times(first)
    assert _times(repository.build()) == times

    repository.write({"src/demo/extra.py": '"""More."""\n', "src/demo/new.py": "def f(): ...\n"})
    third = repository.build()
    assert third.warnings == ""
    assert _hashes(folder) == _hashes(repository.clean_build().outdir / DATA)
    assert (
        _times(third)[str(folder / "pages/kwindex/notes.txt_docs.md")]
        == (times[str(folder / "pages/kwindex/notes.txt_docs.md")])
    )

    (folder / "pages/kwindex/notes.txt_docs.md").unlink()
    (folder / "page-schema.json").unlink()
    repository.build()
    assert (folder / "pages/kwindex/notes.txt_docs.md").exists()
    assert (folder / "page-schema.json").exists()

    repository.configure('kwindex_exports = ["json"]\n')
    json_alone = repository.build()
    assert {Path(name).suffix for name in _hashes(folder)} == {".json"}
    assert "text/markdown" not in json_alone.output("kwindex/src/demo/core.py_docs.html")

    repository.configure("")
    repository.build()
    assert _hashes(folder) == {}
