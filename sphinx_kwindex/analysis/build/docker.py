"""Dockerfiles: their stages, what these build on, and what an image runs."""

from __future__ import annotations

import json
import re

from sphinx_kwindex.analysis.build.docker_lines import docker_instructions
from sphinx_kwindex.analysis.comments import leading_comment
from sphinx_kwindex.analysis.data.requirement import split_image
from sphinx_kwindex.analysis.inline import inline
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.notes import Notes
from sphinx_kwindex.analysis.outline import Outline, printable
from sphinx_kwindex.records.analysis import Analysis, Prose
from sphinx_kwindex.records.documents import LinkKind
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_FROM = re.compile(r"(?:--\S+\s+)*(?P<image>\S+)(?:\s+AS\s+(?P<name>\S+))?", re.IGNORECASE)
"""``--platform=linux/amd64 python:3.12 AS base``."""
_ASSIGNED = re.compile(r"(?<!\S)([A-Za-z_]\w*)=(\"(?:[^\"\\]|\\.)*\"|'[^']*'|(?:\\.|\S)*)")
"""``PATH="/opt/my tools"``."""
_NAMED = re.compile(r"(?<!\S)([A-Za-z_]\w*)(?!\S)()")
_OLD_FORM = re.compile(r"([A-Za-z_]\w*)\s+(.*)\Z")
_VARIABLE = re.compile(r"\$(?:(?P<bare>\w+)|\{(?P<name>\w+)(?::?-(?P<default>[^{}]*))?\})")
"""``${BASE:-python}``."""
_OPTION = re.compile(r"--(?P<name>[a-z-]+)=?(?P<value>\S*)\s*")
_MOUNTED = re.compile(r"(?:\A|,)from=(?P<image>[^,\s]+)")
"""``,from=build`` of ``type=bind,from=build``."""
_MOST_LINES = 100
_LONGEST_LINE = 20_000
_SAID = ("WORKDIR", "USER", "EXPOSE", "VOLUME", "HEALTHCHECK", "ENTRYPOINT", "CMD")
"""Instructions that tell what an image is for."""


def analyse_docker(text: str, language: Language) -> Analysis:
    """Return the facts of a Dockerfile."""
    reader = _Reader(text)
    for line, instruction, rest in docker_instructions(text):
        reader.take(line, instruction, rest)
    reader.finish()
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=leading_comment(text, language.lexer) or _purpose(reader.stages, reader.said),
        symbols=reader.outline.symbols(text.count("\n") + 1),
        document=reader.notes.document(reader.outline.omitted),
    )


class _Reader:
    """Follows the instructions."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self.outline = Outline()
        self.notes = Notes()
        self.stages: list[tuple[str, str, int]] = []
        """Name, image and line of each."""
        self.said: list[str] = []
        self._stage = -1
        self._names: set[str] = set()
        self._images: set[tuple[int, str]] = set()
        self._defaults: dict[str, str] = {}
        """Of arguments for all stages."""

    def take(self, line: int, instruction: str, rest: str) -> None:
        """Note what an instruction tells."""
        if instruction == "ONBUILD":
            word, _, rest = rest.partition(" ")
            instruction = word.upper() if word.upper() in ("ADD", "COPY", "RUN") else ""
        if instruction == "FROM" and (found := _FROM.match(rest)):
            self._from(found["image"], found["name"] or "", line)
        elif instruction in ("ARG", "ENV"):
            self._variables(instruction, rest, line)
        elif instruction in ("COPY", "ADD", "RUN"):
            self._needs(instruction, rest, line)
        elif instruction in _SAID:
            self.said.append(printable(f"{instruction} {rest}", 120))

    def finish(self) -> None:
        """End the last stage."""
        self.outline.summarise(self._stage, "; ".join(self.said))

    def _from(self, image: str, name: str, line: int) -> None:
        self.finish()
        self.said = []
        self._stage = self.outline.add(
            SymbolKind.STAGE, name or image, line, signature=f" from {image}"
        )
        self._image(image, line)
        self.stages.append((name, image, line))
        self._names |= {name.lower()} if name else set()

    def _image(self, written: str, line: int) -> None:
        """Add an image as a dependency of the stage, unless it is a stage itself."""
        image = self._resolved(written)
        is_stage = image.lower() in self._names or image.isdigit()
        if is_stage or image == "scratch" or (self._stage, image) in self._images:
            return
        base, version = split_image(image)
        if base and "$" not in base:
            self._images.add((self._stage, image))
            signature = f" {version}" if version else ""
            self.outline.add(
                SymbolKind.DEPENDENCY, base, line, parent=self._stage, signature=signature
            )

    def _resolved(self, written: str) -> str:
        """Return a text with the defaults of arguments in it; what has none stays as it is."""

        def value(found: re.Match[str]) -> str:
            name = found["bare"] or found["name"]
            return self._defaults.get(name) or found["default"] or found[0]

        return _VARIABLE.sub(value, written)

    def _variables(self, instruction: str, rest: str, line: int) -> None:
        """Add the variables that are set: several, or one in the old form, or only named."""
        old = _OLD_FORM.match(rest) if instruction == "ENV" else None
        pairs = [old.groups()] if old is not None else _ASSIGNED.findall(rest)
        pairs += _NAMED.findall(rest) if instruction == "ARG" else []
        for name, value in pairs:
            if not self.stages and instruction == "ARG":
                self._defaults[name] = value.strip("\"'")
            shown = f" = {value}" if value else ""
            at = self._line_of(name, line)
            self.outline.add(SymbolKind.KEY, name, at, parent=self._stage, signature=shown)

    def _needs(self, instruction: str, rest: str, line: int) -> None:
        """Note the images and files that an instruction takes something from."""
        end = 0
        is_elsewhere = False
        while option := _OPTION.match(rest, end):
            end = option.end()
            name, value = option["name"], option["value"].strip("\"'")
            mounted = _MOUNTED.search(value) if name == "mount" else None
            source = value if name == "from" else mounted["image"] if mounted else ""
            if source:
                self._image(source, self._line_of(source, line))
            is_elsewhere |= name == "from"
        if instruction == "RUN" or is_elsewhere:
            return
        words = _listed(rest[end:])
        if not words or words[0].startswith("<<"):
            return
        for source in words[:-1]:
            if source not in (".", "./") and not re.search(r"[$*?<]", source):
                at = self._line_of(source, line)
                self.notes.link(source.removeprefix("/"), at, "", LinkKind.INCLUDE)

    def _line_of(self, written: str, line: int) -> int:
        """Return on which line of an instruction something stands."""
        place = re.compile(rf"(?<![\w.-]){re.escape(written)}(?![\w-])")
        for number, current in enumerate(self._lines[line - 1 : line - 1 + _MOST_LINES], line):
            if place.search(current, 0, _LONGEST_LINE):
                return number
        return line


def _listed(rest: str) -> list[str]:
    """Return the files of an instruction, which may be a list of JSON."""
    if rest.startswith("["):
        try:
            found = json.loads(rest)
        except (ValueError, RecursionError):
            return []
        return [word for word in found if isinstance(word, str)]
    return rest.split()


def _purpose(stages: list[tuple[str, str, int]], said: list[str]) -> Prose | None:
    """Return what the last stage builds on and starts; the others only help to build it."""
    if not stages:
        return None
    _, image, line = stages[-1]
    runs = next((words for words in said if words.startswith(("ENTRYPOINT", "CMD"))), "")
    number = f", in {len(stages)} stages" if len(stages) > 1 else ""
    starts = f"; it starts {runs.partition(' ')[2]}" if runs else ""
    return Prose(inline(f"Builds an image from {image}{number}{starts}."), (), line, "FROM")
