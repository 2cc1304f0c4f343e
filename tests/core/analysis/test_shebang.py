"""The language of files whose name does not tell it."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import analyse
from tests.core.fixtures import Link, Planned


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("#!/usr/bin/env python3", "Python"),
        ("#! /usr/bin/python", "Python"),
        ("#!/usr/bin/python3.11", "Python"),
        ("#!/usr/local/bin/python3.13t -u", "Python"),
        ("#!/usr/bin/env -S uv run --script", "Python"),
        ("#!/usr/bin/env -S uv run --with rich python", "Python"),
        ("#!/usr/bin/env -S PYTHONPATH=. python3 -u", "Python"),
        ("#!/usr/bin/env -Spython3 -u", "Python"),
        ("#!/usr/bin/env -i -u HOME pypy3", "Python"),
        ("#!/usr/bin/env -S pipx run", "Python"),
        ("#!/usr/bin/env -S conda run -n tide python", "Python"),
        ("#!/usr/bin/env nix-shell\n#! nix-shell -i python3 -p python3", "Python"),
        (r"#!C:\Python311\python.exe", "Python"),
        ("#!/bin/bash", "Bash"),
        ("#!/bin/sh -e", "Bash"),
        ("#!/usr/bin/env zsh", "Bash"),
        ("#!/bin/busybox sh", "Bash"),
        ("#!/usr/bin/env bats", "Bash"),
        ("#!/bin/csh -f", "Tcsh"),
        ("#!/usr/bin/perl5.36 -w", "Perl"),
        ("#!/usr/bin/env ruby", "Ruby"),
        ("#!/usr/bin/env node", "JavaScript"),
        ("#!/usr/bin/env -S node --no-warnings", "JavaScript"),
        ("#!/usr/bin/env -S deno run --allow-net", "TypeScript"),
        ("#!/usr/bin/env bun", "TypeScript"),
        ("#!/usr/bin/env Rscript", "R"),
        ("#!/usr/bin/make -f", "Makefile"),
        ("#!/usr/bin/awk -f", "Awk"),
        ("#!/usr/bin/env php8.2", "PHP"),
        ("#!/usr/bin/env lua5.4", "Lua"),
        ("#!/usr/bin/tclsh8.6", "Tcl"),
        ("#!/usr/bin/env -S uv run ruff", "Python"),
        ("#!/usr/bin/env unheard-of", "Text"),
        ("#!/usr/bin/env", "Text"),
        ("#!", "Text"),
        ("# python3", "Text"),
        (" #!/bin/bash", "Text"),
        ("#!/usr/bin/" + "env " * 5000, "Text"),
        ("#!/opt/" + "1" * 5000, "Text"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_first_line_tells_the_language_of_a_file_whose_name_does_not(
    line: str, language: str, end: str, mark: str
) -> None:
    data = f"{mark}{line}\nx = 1\n".replace("\n", end).encode()
    assert analyse("tool", data).language == language


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("tool.unheard-of", "Python"),
        ("pre-commit", "Python"),
        (".tool", "Python"),
        ("notes.txt", "Text"),
        ("a.js", "JavaScript"),
        ("data.csv", "CSV"),
        ("Makefile", "Makefile"),
    ],
)
def test_first_line_counts_only_where_the_name_says_nothing(name: str, language: str) -> None:
    assert analyse(name, b"#!/usr/bin/env python3\nx = 1\n").language == language


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Rakefile", "Ruby"), ("Gemfile", "Ruby"), ("Vagrantfile", "Ruby"), ("Podfile", "Ruby"),
        ("config.ru", "Ruby"), ("Jenkinsfile", "Groovy"), ("SConstruct", "Python"),
        ("wscript", "Python"), ("BUILD", "Python"), ("WORKSPACE", "Python"), (".bashrc", "Bash"),
        (".envrc", "Bash"), (".profile", "Bash"), ("PKGBUILD", "Bash"), ("Procfile", "Procfile"),
        (".flake8", "INI"), ("GNUmakefile", "Makefile"), ("LICENSE", "Text"),
    ],
)  # fmt: skip
def test_well_known_names_tell_the_language(name: str, language: str) -> None:
    assert analyse(name, b"x = 1\n").language == language


def test_notes_for_readers_may_have_the_name_of_a_file_for_bazel() -> None:
    analysis = analyse("BUILD", b"How to build this\n=================\n\nRun make, then wait.\n")
    assert (analysis.language, analysis.problem) == ("Text", None)


SCRIPT = (
    "#!/usr/bin/env python3\n'''Measure the tide.'''\nfrom pk import mod\ndef rise(): ...\n"
    "if __name__ == '__main__':\n    rise()\n"
)


def test_script_imports_and_defines_but_is_no_module(project: Link) -> None:
    linked = project(
        {"bin/tool": SCRIPT, "pk/__init__.py": "", "pk/mod.py": "", "a.py": "import tool"}
    )
    assert linked.importers_of("pk/mod.py") == ("bin/tool",)
    assert linked.importers_of("bin/tool") == ()
    assert linked.modules.dotted_name("bin/tool") == "tool"


def test_pages_of_a_script_have_its_definitions_and_no_module(
    planned: Planned,
) -> None:
    files = {"bin/tool": SCRIPT, "pk/__init__.py": "", "pk/mod.py": ""}
    plan = planned(files)
    kinds = {(item.kind.value, item.qualname) for item in plan.related.keywords["bin/tool"]}
    assert kinds == {("function", "rise"), ("import", "pk.mod")}
    shown = "".join(
        str(page) for page in plan.pages() if page.docname.startswith("kwindex/bin/tool")
    )
    assert "python bin/tool" in shown
    assert "'Module'" not in shown
    assert "Measure the tide." in shown
