"""What a file says of itself after notices, directives and names of tools."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import analyse
from tests.core.docstrings import written


def _purpose(name: str, text: str) -> str:
    prose = analyse(name, text.encode()).prose
    return written(prose.summary) if prose is not None else ""


@pytest.mark.parametrize(
    "notice",
    [
        "Created on Mon Jan  1 12:00:00 2020\n\n@author: A. Name",
        "Author: A. Name\nDate: 2020",
        "Copyright (c) 2020 A. Name\n\nLicensed under the MIT License.",
        "tide.py",
        "$Id: tide.py 12 2020-01-01 name $",
        "-*- coding: utf-8 -*-",
        "https://example.org/tide",
        ".. module:: tide\n   :synopsis: Other words.",
        ".. versionadded:: 1.0",
        ".. deprecated:: 1.0\n   Use another.",
    ],
)
def test_docstring_of_a_module_begins_behind_its_notices(notice: str) -> None:
    assert _purpose("a.py", f'"""\n{notice}\n\nReads tides.\n"""\n') == "Reads tides."
    assert _purpose("a.py", f'"""\n{notice}\n"""\n') == ""


@pytest.mark.parametrize("words", ["[summary]", "_summary_", "TODO: write this.", "..."])
def test_placeholders_describe_nothing(words: str) -> None:
    found = analyse(
        "a.py", f'def read():\n    """{words}\n\n    Args:\n        x: y\n    """\n'.encode()
    )
    assert written(found.symbols[0].summary) == ""


@pytest.mark.parametrize(
    ("name", "text", "summary"),
    [
        ("a.py", '"""tide.py - Reads tides."""\n', "Reads tides."),
        (
            "FindTide.cmake",
            "# - Finds tides\n# Once done this defines\n#  TIDE\nset(x)\n",
            "Finds tides",
        ),
        (
            "FindTide.cmake",
            "#.rst:\n# FindTide\n# --------\n#\n# Finds the tides.\n",
            "Finds the tides.",
        ),
        ("a.cmake", "# - one\n# - two\nset(x)\n", ""),
        ("a.bat", "@echo off\nREM Reads tides.\n", "Reads tides."),
        ("a.bat", ":: Reads tides.\n@echo off\n", "Reads tides."),
        ("a.ps1", "<#\n.PARAMETER x\n  The x.\n.SYNOPSIS\n  Reads tides.\n#>\n", "Reads tides."),
        (
            "a.pl",
            "use strict;\n\n=head1 NAME\n\nTide - reads tides\n\n=cut\n",
            "reads tides",
        ),
        ("a.sql", "/*+ PARALLEL */\n\n/* Reads tides. */\nselect 1;\n", "Reads tides."),
        ("a.sql", "/*!40101 SET NAMES utf8 */;\n", ""),
        (
            "Dockerfile",
            "# hadolint global ignore=DL3008\n\n# Reads tides.\nFROM x\n",
            "Reads tides.",
        ),
        (
            "a.sh",
            "#!/bin/sh\n# Adds licence headers.\n# Licensed under the MIT License.\n\nx=1\n",
            "Adds licence headers.",
        ),
        (
            "a.scala",
            "//===--- a.scala - Reads tides ----*- C -*-===//\n//\n"
            "// Copyright (c) 2020 A. Name\n\nx\n",
            "Reads tides",
        ),
    ],
)
def test_comment_at_the_head_is_found_in_each_form(name: str, text: str, summary: str) -> None:
    assert _purpose(name, text) == summary
