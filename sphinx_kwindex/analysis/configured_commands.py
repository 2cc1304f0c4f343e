"""The commands by which a project's own configuration runs its tests, quoted with their line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sphinx_kwindex.records.testing import ConfiguredCommand

_RUNNER = re.compile(r"(?<![\w-])(?:pytest|py\.test|unittest)(?![\w-])|\bmanage\.py\s+test\b")
_SECTION = re.compile(r"\[(?P<name>[^\]]+)\]")
_KEY = re.compile(r"(?P<key>\w+)\s*=\s*(?P<value>.*)")
_TARGET = re.compile(r"(?P<name>[\w.-]+)\s*::?(?!=)")
"""``test:``."""
_SCRIPTS = re.compile(r"\[tool\.(?:hatch\.envs\.(?P<env>[\w-]+)\.scripts|pdm\.scripts)\]")
"""``[tool.hatch.envs.test.scripts]``."""


def configured_commands(name: str, text: str) -> tuple[ConfiguredCommand, ...]:
    """Return the lines of a file of configuration that run tests.

    Parameters
    ----------
    name:
        Its name, which tells how it is written.
    text:
        What is in it.
    """
    reader = _READERS.get(name)
    return tuple(reader(text.split("\n"))) if reader is not None else ()


def _of_tox(lines: list[str]) -> Iterator[ConfiguredCommand]:
    """Yield the commands of the environments, one a line."""
    environment, key = "", ""
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if section := _SECTION.match(line):
            environment, key = section["name"], ""
            continue
        if not bare or bare[0] in "#;":
            continue
        if not line[0].isspace():
            found = _KEY.match(line)
            key, bare = (found["key"], found["value"].strip()) if found else ("", "")
        if key == "commands" and environment.startswith("testenv") and _RUNNER.search(bare):
            single = environment.partition(":")[2]
            is_name = re.fullmatch(r"[\w.-]+", single) is not None
            yield ConfiguredCommand(f"tox -e {single}" if is_name else "tox", number, bare)


def _of_make(lines: list[str]) -> Iterator[ConfiguredCommand]:
    target = ""
    for number, line in enumerate(lines, 1):
        if found := _TARGET.match(line):
            target = found["name"]
        elif target and line.startswith("\t") and _RUNNER.search(line):
            yield ConfiguredCommand(f"make {target}", number, line.strip())


def _of_hatch_and_pdm(lines: list[str]) -> Iterator[ConfiguredCommand]:
    """Yield the scripts that are one line each."""
    lead = ""
    for number, line in enumerate(lines, 1):
        if line.startswith("["):
            found = _SCRIPTS.match(line)
            lead = ""
            if found:
                environment = found["env"]
                lead = "pdm run " if environment is None else f"hatch run {environment}:"
        elif lead and _RUNNER.search(line):
            script = re.match(r"(?P<key>[\w-]+)\s*=\s*[\"'](?P<value>.*)[\"']\s*$", line)
            if script:
                call = f"{lead.replace('default:', '')}{script['key']}"
                yield ConfiguredCommand(call, number, script["value"])


_READERS: dict[str, Callable[[list[str]], Iterator[ConfiguredCommand]]] = {
    "tox.ini": _of_tox,
    "Makefile": _of_make,
    "pyproject.toml": _of_hatch_and_pdm,
}
