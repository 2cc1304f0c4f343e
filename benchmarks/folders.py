"""The command ``python -m benchmarks.folders WORK``: what a document costs where folders are many.

It makes trees of folders with one small file each, builds each with Sphinx as a whole, and prints
the CPU time of a document.  No cost should grow with folders times pages, so it stays the same
whatever the number of folders is.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import run_measured
from benchmarks.records import Usage

SHAPES = ("flat", "tree", "chain")
"""All folders side by side, ten folders in each, or each in the one before; paths end at 4,096
bytes."""

_WIDTH = 10
_TIMEOUT = 3600.0


@dataclass(frozen=True)
class Measured:
    """What the build of one tree took."""

    shape: str
    folders: int
    documents: int
    usage: Usage

    @property
    def milliseconds(self) -> float:
        """CPU time of a document."""
        return 1000 * self.usage.cpu_seconds / self.documents if self.documents else 0.0


def folder_paths(shape: str, number: int) -> Iterator[str]:
    """Yield the paths of the folders of a tree.

    Parameters
    ----------
    shape:
        One of :data:`SHAPES`.
    number:
        How many folders.
    """
    paths: list[str] = []
    for position in range(number):
        if shape == "chain":
            around = paths[-1] if paths else ""
        elif shape == "tree" and position >= _WIDTH:
            around = paths[position // _WIDTH - 1]
        else:
            around = ""
        name = "d" if shape == "chain" else f"d{position:04}"
        paths.append(f"{around}/{name}" if around else name)
    yield from paths


def write_tree(root: Path, paths: Iterable[str]) -> None:
    """Write a repository with its Sphinx project, each folder with one small file.

    Parameters
    ----------
    root:
        An empty folder.
    paths:
        Of the folders.
    """
    (root / "docs").mkdir(parents=True)
    (root / "pyproject.toml").write_text('[project]\nname = "folders"\n')
    (root / "docs" / "index.rst").write_text("Folders\n=======\n")
    for position, path in enumerate(paths):
        folder = root / path
        folder.mkdir(parents=True, exist_ok=True)
        text = f'"""Task {position}."""\n\n\ndef run_{position}(host):\n    return host\n'
        (folder / "task.py").write_text(text)


def measure(work: Path, shape: str, number: int, options: Sequence[str]) -> Measured:
    """Build a tree from nothing, and remove it.

    Parameters
    ----------
    work:
        Where trees and sites lie meanwhile.
    shape:
        One of :data:`SHAPES`.
    number:
        How many folders.
    options:
        Further arguments of ``sphinx-build``.
    """
    root, out = work / f"{shape}-{number}", work / f"{shape}-{number}-out"
    for old in (root, out):
        shutil.rmtree(old, ignore_errors=True)
    write_tree(root, folder_paths(shape, number))
    out.mkdir()
    usage = run_measured(
        [
            *(sys.executable, "-m", "sphinx", "-C", "-q", "-D", "extensions=sphinx_kwindex"),
            *("-D", "project=Folders", "-D", "kwindex_exclude=docs/"),
            *options,
            *(str(root / "docs"), str(out / "site")),
        ],
        folder=Path.cwd(),
        environment=os.environ,
        stdout=out / "stdout",
        stderr=out / "stderr",
        timeout=_TIMEOUT,
    )
    documents = sum(1 for _ in out.rglob("*.doctree"))
    said = (out / "stderr").read_text(errors="replace")
    if said.strip():
        print(said, file=sys.stderr)
    for old in (root, out):
        shutil.rmtree(old)
    return Measured(shape, number, documents, usage)


def as_row(measured: Measured) -> str:
    """Return a measurement as a row of the table."""
    usage = measured.usage
    return (
        f"| {measured.shape} | {measured.folders:,} | {measured.documents:,} "
        f"| {usage.cpu_seconds:.1f} | {measured.milliseconds:.1f} | {usage.peak_mib:.0f} |"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.folders", description=__doc__)
    parser.add_argument("work", type=Path, help="an empty folder for trees and sites")
    parser.add_argument("--shapes", default=",".join(SHAPES))
    parser.add_argument("--folders", default="200,800")
    parser.add_argument("--theme", default="alabaster")
    parser.add_argument("--jobs", default="1")
    chosen = parser.parse_args(arguments)
    print("| shape | folders | documents | CPU s | CPU ms a document | peak MiB |")
    print("|---|---:|---:|---:|---:|---:|")
    options = ["-D", f"html_theme={chosen.theme}", "-j", chosen.jobs]
    failed = False
    for shape in chosen.shapes.split(","):
        for number in map(int, chosen.folders.split(",")):
            measured = measure(chosen.work, shape, number, options)
            failed = failed or measured.usage.exit_code != 0
            print(as_row(measured), flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
