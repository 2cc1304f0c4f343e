"""One repository of files that stop, hang or fill other tools: built in a process with limits."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MANY = 100_000
DEEP = 20_000
"""Deeper than Python reads, which takes long to find out: 100,000 cost five times as much."""

FILES: dict[str, str] = {
    "pyproject.toml": f"x = {'1' * MANY}\n",
    "toml/dotted.toml": f"{'a.' * MANY}a = 1\n",
    "toml/quoted.toml": '"a" . ' * MANY + "a = 1",
    "toml/header.toml": f"[{'a.' * MANY}a]\n",
    "toml/inline.toml": f"x = {{ {'a.' * MANY}a = 1 }}\n",
    "toml/nested.toml": f"x = {'[' * MANY}{']' * MANY}\n",
    "toml/tables.toml": f"x = {'{a = ' * MANY}1{'}' * MANY}\n",
    "toml/hexadecimal.toml": f"x = 0x{'f' * MANY}\n",
    "toml/strings.toml": f'x = "{"a." * MANY}"  # {"b." * MANY}\n',
    "json/number.json": '{"x": ' + "1" * MANY + "}",
    "json/nested.json": f"{'[' * MANY}{']' * MANY}\n",
    "json/objects.json": '{"a": ' * MANY + "1" + "}" * MANY,
    "json/package.json": '{"exports": ' + "[" * MANY + "]" * MANY + "}",
    "json/unclosed.json": '{"compilerOptions": ' + "{" * MANY,
    "yaml/nested.yaml": f"{'[' * MANY}{']' * MANY}\n",
    "yaml/dashes.yaml": f"{'- ' * MANY}a\n",
    "yaml/aliases.yaml": "a0: &a0 [x, x]\n"
    + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}x]\n" for n in range(1, 60)),
    "rust/Cargo.toml": f"[dependencies]\n{'a.' * MANY}a = 1\n",
    "notebook.ipynb": '{"cells": ' + "[" * MANY + "]" * MANY + "}",
    "number.ipynb": '{"nbformat": ' + "4" * MANY + ', "cells": []}',
    "setup.cfg": "[options.entry_points]\nconsole_scripts =\n"
    + "".join(f"  a{n} = m:f\n" for n in range(3_000)),
    "setup.py": f"setup(entry_points={{'console_scripts': [{'0x' + 'f' * 9_000}]}})\n",
    "sum.py": f"x = {'1 + ' * DEEP}1\n",
    "minus.py": f"x = {'-' * DEEP}1\n",
    "number.py": f"x = {'1' * MANY}\n",
    "default.py": f"def f(x=0x{'f' * MANY}): pass\n",
    "exceptions.py": "class E0(Exception): pass\n"
    + "".join(f"class E{n}(E{n - 1}): pass\n" for n in range(1, 4_000)),
    "names.py": "a0 = 1\n" + "".join(f"a{n} = a{n - 1}\n" for n in range(1, 4_000)),
    "ok.py": '"""All is well."""\n',
    "rules/.gitignore": f"{'*a' * 120}c\n{'a*' * 5_000}/x\n[z-a]\n",
    "rules/" + "a" * 240: "",
}
"""By path; where the tree is read, each is one page, and costs one warning at most."""

RUN = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
from pathlib import Path
from sphinx_kwindex.config import Settings
from sphinx_kwindex.build.pipeline import run
from sphinx_kwindex.store.staging import StagingArea

base = Path(sys.argv[1])
settings = Settings(roots=(str(base / "repo"),), findings=False)
outcome = run(settings, base, StagingArea(base / "s"), base / "c", progress=lambda i, s, n: i)
manifest = outcome.manifest
print(manifest.files, max(map(str.__len__, manifest.docnames)))
for item in manifest.diagnostics:
    print(Path(item.location).relative_to(base / "repo").as_posix(), item.code.value)
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no limits on processes here")
def test_each_file_costs_one_warning_at_most_and_all_have_a_page(tmp_path: Path) -> None:
    for name, text in FILES.items():
        path = tmp_path / "repo" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    repo = tmp_path / "repo"
    os.mkfifo(repo / "pipe.py")
    (repo / "device.py").symlink_to("/dev/zero")
    (repo / "endless.py").symlink_to("/dev/urandom")
    (repo / "toml" / ".gitignore").symlink_to("/dev/zero")
    os.mkfifo(repo / "json" / ".gitignore")
    (repo / "circle.py").symlink_to("circle.py")
    with (repo / "sparse.py").open("wb") as stream:
        stream.truncate(1 << 40)
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr[-2000:]
    first, *lines = done.stdout.splitlines()
    listed = len(FILES) - 1 + len(("circle.py", "sparse.py"))
    assert int(first.split()[0]) == listed
    warned = [line.rpartition(" ")[0] for line in lines]
    assert sorted(set(warned)) == sorted(warned)
    fine = {
        "ok.py", "names.py", "exceptions.py", "default.py", "setup.py", "setup.cfg",
        "toml/strings.toml", "toml/hexadecimal.toml", "json/number.json", "yaml/aliases.yaml",
        "json/unclosed.json",  # braces in a row are the placeholders of a template
        "rules/" + "a" * 240, "sparse.py", "number.ipynb",
    }  # fmt: skip
    expected = {*FILES, "circle.py", "toml/.gitignore", "json/.gitignore"} - {"rules/.gitignore"}
    assert set(warned) == expected - fine
