from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.comments import leading_comment
from sphinx_kwindex.records.text import words_of


@pytest.mark.parametrize(
    ("lexer", "text"),
    [
        ("python", "# Counts the tides.\nx = 1\n"),
        ("python", "#\n# Counts the tides.\n#\n\nx = 1\n"),
        ("c", "// Counts the tides.\nint x;\n"),
        ("c", "/* Counts the tides. */\nint x;\n"),
        ("c", "/*\n * Counts the tides.\n */\nint x;\n"),
        ("cpp", "/** Counts the tides. */\nclass A {};\n"),
        ("cuda", "/// Counts the tides.\n__global__ void f();\n"),
        ("bash", "#!/bin/sh\n# Counts the tides.\nset -e\n"),
        ("bash", "#!/bin/sh\n\n# Counts the tides.\nset -e\n"),
        ("yaml", "# Counts the tides.\na: 1\n"),
        ("toml", "# Counts the tides.\na = 1\n"),
        ("ini", "; Counts the tides.\n[a]\n"),
        ("make", "# Counts the tides.\nall:\n"),
        ("cmake", "# Counts the tides.\nproject(a)\n"),
        ("docker", "# Counts the tides.\nFROM x\n"),
        ("sql", "-- Counts the tides.\nSELECT 1;\n"),
        ("lua", "-- Counts the tides.\nx = 1\n"),
        ("html", "<!-- Counts the tides. -->\n<p>x</p>\n"),
        ("css", "/* Counts the tides. */\na { color: red }\n"),
        ("javascript", "// Counts the tides.\nlet x;\n"),
        ("rust", "// Counts the tides.\nfn f() {}\n"),
        ("haskell", "-- Counts the tides.\nmain = x\n"),
        ("tex", "% Counts the tides.\n\\documentclass{article}\n"),
    ],
)
def test_first_comment_speaks_for_a_file_of_any_language(lexer: str, text: str) -> None:
    found = leading_comment(text, lexer)
    assert found is not None
    assert words_of(found.summary) == "Counts the tides."
    assert found.origin == "leading comment"


@pytest.mark.parametrize(
    "head",
    [
        "#!/usr/bin/env python\n",
        "# -*- coding: utf-8 -*-\n",
        "# vim: set ts=4:\n",
        "# pylint: disable=x\n",
        "#cython: wraparound=False, binding=True\n",
        "# frozen_string_literal: true\n",
        "# pyre-strict\n# mypy: allow-untyped-defs\n",
        "# pyright: basic\n",
        "# Copyright 2020 Somebody.\n\n",
        "# SPDX-License-Identifier: MIT\n\n",
        "# Licensed under the Apache License.\n# See there.\n\n",
        "# ----------\n\n",
        "#!/bin/sh\n# mypy: ignore-errors\n",
    ],
)
def test_licences_and_settings_of_tools_are_passed_over(head: str) -> None:
    found = leading_comment(f"{head}# Counts the tides.\nx = 1\n", "python")
    assert found is not None
    assert words_of(found.summary) == "Counts the tides."
    assert found.line == head.count("\n") + 1


def test_comment_after_code_is_no_leading_comment() -> None:
    assert leading_comment("x = 1  # one\n# Counts the tides.\n", "python") is None


def test_first_block_that_has_words_wins() -> None:
    found = leading_comment("# First block. More.\n# Of it.\n\n# Second block.\n", "python")
    assert found is not None
    assert (words_of(found.summary), tuple(map(words_of, found.paragraphs))) == (
        "First block.",
        ("More. Of it.",),
    )


@pytest.mark.parametrize(
    ("lexer", "text"),
    [
        ("text", "# Counts the tides.\n"),
        ("no-such-lexer", "# Counts the tides.\n"),
        ("python", ""),
        ("python", "x = 1\n"),
        ("python", "# 1\n# ==\n"),
        ("c", "#include <stdio.h>\n"),
        ("python", "# (c) Somebody\n"),
    ],
)
def test_file_without_words_at_its_head_has_none(lexer: str, text: str) -> None:
    assert leading_comment(text, lexer) is None


def test_lines_that_were_not_broken_for_want_of_room_are_no_sentence_together() -> None:
    head = "# Made by tools/make.py\n# Data from the tide office (with a long address behind it)\n"
    found = leading_comment(head, "python")
    assert found is not None
    assert words_of(found.summary) == "Made by tools/make.py"
    assert tuple(map(words_of, found.paragraphs)) == (
        "Data from the tide office (with a long address behind it)",
    )


def test_sentence_that_fills_its_lines_stays_whole() -> None:
    head = "# Counts the tides of the harbour at\n# Heron Quay, twice a day.\n"
    found = leading_comment(head, "python")
    assert found is not None
    assert words_of(found.summary) == "Counts the tides of the harbour at Heron Quay, twice a day."
