"""What of a comment describes something, and what does not."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.analysis.comments import leading_comment
from sphinx_kwindex.analysis.comments.directives import DIRECTIVES, without_directives
from tests.core.docstrings import written
from tests.core.grammars import require_grammars_of


def _purpose(name: str, text: str) -> str:
    prose = analyse(name, text.encode()).prose
    return written(prose.summary) if prose is not None else ""


def _described(name: str, text: str) -> dict[str, str]:
    return {symbol.name: written(symbol.summary) for symbol in analyse(name, text.encode()).symbols}


@pytest.mark.parametrize(
    ("lexer", "example"),
    [
        (next(iter(sorted(directive.lexers)), "python"), example)
        for directive in DIRECTIVES
        for example in directive.examples
    ],
)
def test_every_example_of_a_directive_is_passed_over(lexer: str, example: str) -> None:
    assert without_directives([example], lexer) == [""]


@pytest.mark.parametrize(
    "sentence",
    [
        "Lints all files of the harbour.",
        "Lint all files of the harbour.",
        "Region codes of the harbours.",
        "region of the harbour that the table covers",
        "Global state of the tide clock.",
        "Pylint plugin that counts tides.",
        "Type of the tide.",
        "Type: the kind of tide that comes next.",
        "Encoding of tide tables.",
        "Format tables as text.",
        "Exports the tides as a table.",
        "Export tides as a table.",
        "Syntax of tide tables.",
        "Vim plugin for tides.",
        "ESLint rules of the project.",
        "Shellcheck every script.",
        "Ignore what the tide brings.",
        "Mark all harbours as read.",
        "Check the tides twice.",
        "Use strict rules for tides.",
        "Requires a harbour with a gauge.",
    ],
)
@pytest.mark.parametrize("space", ["", " "])
def test_words_that_begin_like_a_directive_stay(sentence: str, space: str) -> None:
    found = leading_comment(f"//{space}{sentence}\nlet x;\n", "javascript")
    assert found is not None
    assert written(found.summary) == sentence


@pytest.mark.parametrize(
    ("lexer", "text", "summary"),
    [
        ("c", "// A wrapper for C++\n", "A wrapper for C++"),
        ("c", "/* A wrapper for C++ */\n", "A wrapper for C++"),
        ("c", "/* A wrapper for C++ **/\n", "A wrapper for C++"),
        ("bash", "# Usage: run.sh <args...>\n", "Usage: run.sh <args...>"),
        ("csharp", "// Bindings for C#\n", "Bindings for C#"),
        ("python", "# Handles a/b/*\n", "Handles a/b/*"),
        ("python", "# Reads {name} from <file>\n", "Reads {name} from <file>"),
        ("sql", "-- Tables of a--b\n", "Tables of a--b"),
        ("lua", "--[[ Lists of a[1] ]]\n", "Lists of a[1]"),
        ("lua", "--[==[\nLists of a[b[1]]\n]==]\n", "Lists of a[b[1]]"),
        ("haskell", "{- | Lists of tides -}\n", "Lists of tides"),
        ("haskell", "-- | Lists of tides\n", "Lists of tides"),
        ("html", "<!--\n  ~ Shows the tides.\n  -->\n", "Shows the tides."),
        ("ocaml", "(* Lists of tides *)\n", "Lists of tides"),
        ("emacs-lisp", ";;; tide.el --- Shows the tides -*- mode: x -*-\n", "Shows the tides"),
        ("vim", '" Shows the tides.\n', "Shows the tides."),
        ("powershell", "<#\nShows the tides.\n#>\n", "Shows the tides."),
        ("ruby", "=begin\nShows the tides.\n=end\n", "Shows the tides."),
        ("cmake", "#[[\nShows the tides.\n]]\n", "Shows the tides."),
        ("cmake", "#[==[.rst:\nFindTide\n--------\n\nFinds tides. x\n#]==]\n", "Finds tides. x"),
        ("c", "/****************\\\n * Tide tables  *\n\\****************/\n", "Tide tables"),
        ("c", "/*****************/\n/* Tide tables   */\n/*****************/\n", "Tide tables"),
        ("python", "##################\n# Tide tables    #\n# of the port    #\n####\n",
         "Tide tables of the port"),
        ("python", "# ---- Tide tables ----\n", "Tide tables"),
        ("python", "# == Tide tables ==\n", "Tide tables"),
        ("c", "/*\n * Tide tables\n * for C and C++\n */\n", "Tide tables for C and C++"),
    ],
)  # fmt: skip
def test_only_delimiters_are_stripped(lexer: str, text: str, summary: str) -> None:
    found = leading_comment(text, lexer)
    assert found is not None
    assert written(found.summary) == summary


@pytest.mark.parametrize(
    "sentence",
    [
        "Checks that every file has a licence header.",
        "Reads the license of a package.",
        "Copyright headers are checked here.",
        "Sorts packages by their licences and copyright holders.",
        "Grants permission to copy tide tables.",
        "Public key tools for the tide service.",
        "Version numbers of the tide tables.",
        "Author pages of the site.",
        "Files that the harbour shares.",
        "Updated tables of the tides.",
        "Created tables are sorted here.",
        "By default counts the tides twice.",
        "Date and time of the tides.",
        "Module that counts tides.",
        "See how the tide rises and falls.",
        "Generates code for tides.",
        "Generated code of the reader.",
        "Tests of generated files.",
        "Generated tables of tides, sorted by day.",
        "Copyright notices of all files are checked.",
        "Exports of the harbour, by year.",
        "Do not disturb the tide: a watcher.",
    ],
)
def test_one_word_makes_no_notice(sentence: str) -> None:
    found = leading_comment(f"# {sentence}\nx = 1\n", "python")
    assert found is not None
    assert written(found.summary) == sentence


@pytest.mark.parametrize(
    "notice",
    [
        "Copyright (C) 2020 A. Name",
        "Copyright 2020-2024 A. Name. All rights reserved.",
        "Copyright The Tide Authors",
        "Copyright tide project contributors. All rights reserved.",
        "Copyright A. Name.",
        "Created by name on 26/5/15.",
        "Based on: A. Name, Tides (1987).",
        "Copied from https://example.org/tide.py",
        "https://example.org/tide.sh (originally written by name)",
        "tide.js 1.3.3 https://example.org/tide.js",
        "Module dependencies.",
        "For pull request: https://example.org/pull/1",
        'nvcc ./tide.cu -x cu -I"../include" -l"tide" -std=c++14',
        "For more information take a look at Tide.",
        "See https://example.org/issues/1 for an explanation of this test",
        "original comes from https://example.org/tide.js",
        '"Fry: Shut up and take my money!"',
        "This file is autogenerated by tide-compile with Python 3.11\nby the following command:\n\n"
        "   tide-compile --all",
        "Code generated by stringer. DO NOT EDIT.",
        "Autogenerated by Thrift Compiler (0.9)\n\nDO NOT EDIT",
        "Generated by the tide compiler.  DO NOT EDIT!\nsource: tide.proto",
        "This file is automatically @generated by Tide 1.0 and should not be changed by hand.",
        "THIS FILE IS AUTOMATICALLY GENERATED",
        "Do not edit this file directly. It is generated from tide.in",
        'NOTE: THIS DOCKERFILE IS GENERATED VIA "apply.sh"\n\nPLEASE DO NOT EDIT IT DIRECTLY.',
        "Tide.in generated by tidemake 1.16 from Tide.am.",
        "It does the following things:",
        "Portions copyright (c) 2019 A. Name, B. Name,\n  C. Name",
        "© 2020 A. Name",
        "(c) A. Name",
        "2017, A. Name <a@b.c>, GPLv3",
        "SPDX-License-Identifier: MIT",
        "SPDX-FileCopyrightText: 2020 A. Name",
        "Licensed under the Apache License.\nSee there for the licence.",
        "Use of this source code is governed by a BSD-style\n"
        "license that can be found in the LICENSE file.",
        "This file is part of Tide.",
        "This program is free software: you can redistribute it and/or modify\nit as you like.",
        "Permission is hereby granted, free of charge, to any person obtaining a copy",
        "This file is based on code of Tide, and is subject to the MIT license.",
        "Distributed under the MIT software license, see the accompanying\nfile COPYING.",
        "The MIT License (MIT)",
        "Author: A. Name <a@b.c>",
        "Authors:\n  A. Name\n  B. Name",
        "Written by A. Name",
        "Created by A. Name on 1/2/14.",
        "Date: 2020-01-02",
        "Version 1.2.3",
        "$Id: tide.c 12 2020-01-01 name $",
        "@(#)tide.c 8.1 (Berkeley) 6/4/93",
        "TODO(name): make it count\nall tides of the day.",
        "FIXME later",
        "tide.py",
        "File: tide.py",
        "https://example.org/tide",
        "See https://example.org/tide for details.",
        "Issue 123",
        "See #123.",
        "import tide",
        "from __future__ import annotations",
        "tide(1, 2)",
        "x = tide()\nprint(x)",
        "--------------",
    ],
)
def test_notices_code_and_addresses_are_passed_over(notice: str) -> None:
    comment = "".join(f"# {line}\n" for line in notice.split("\n"))
    found = leading_comment(f"{comment}\n# Counts the tides.\nx = 1\n", "python")
    assert found is not None
    assert written(found.summary) == "Counts the tides."
    within = leading_comment(f"{comment}#\n# Counts the tides.\nx = 1\n", "python")
    assert within is not None
    assert (written(within.summary), within.line) == ("Counts the tides.", comment.count("\n") + 2)
    assert leading_comment(f"{comment}x = 1\n", "python") is None


@pytest.mark.parametrize(
    ("lexer", "code"),
    [
        ("c", "// int x = 1;\n"),
        ("c", "/* #include <tide.h> */\n"),
        ("javascript", "// import tide from './tide'\n"),
        ("javascript", "// console.log(tide)\n"),
        ("bash", "# export TIDE=1\n"),
        ("bash", "# TIDE=1\n"),
        ("yaml", "# tide: 1\n"),
        ("toml", '# tide = "high"\n'),
        ("docker", "# RUN apt-get install tide\n"),
        ("make", "# TIDE := high\n"),
        ("ruby", "# require 'tide'\n"),
        ("css", "/* a { color: red; } */\n"),
    ],
)
def test_comment_that_is_code_of_its_language_describes_nothing(lexer: str, code: str) -> None:
    assert leading_comment(code, lexer) is None


def test_words_before_a_notice_in_one_comment_describe_the_file() -> None:
    head = (
        "// Formatting library - optional part\n//\n// Copyright (c) 2012 - present, A. Name\n"
        "// All rights reserved.\n//\n// For the license information refer to format.h.\n"
    )
    found = leading_comment(f"{head}\nint x;\n", "cpp")
    assert found is not None
    assert written(found.summary) == "Formatting library - optional part"
    assert tuple(map(written, found.paragraphs)) == ()


def test_sentence_that_a_notice_ends_is_left_out() -> None:
    head = "// Some functions are based on the source of Go,\n// copyright The Go Authors.\n"
    assert leading_comment(head, "go") is None


@pytest.mark.parametrize(
    ("name", "text", "summary"),
    [
        ("Dockerfile", "# syntax=docker/dockerfile:1\n# Serves tides.\nFROM x\n", "Serves tides."),
        ("a.sh", "#!/bin/sh\n# Serves tides.\n\nset -e\n", "Serves tides."),
        ("a.go", "// For unix.\n\n//go:build unix\n\npackage a\n", ""),
        ("a.go", "// For unix.\n//go:build unix\n\n// Package a counts.\npackage a\n",
         "Package a counts."),
        ("a.go", "// A note.\n\n// Package a counts.\npackage a\n", "Package a counts."),
        ("Package.swift", "// swift-tools-version: 5.9\nimport PackageDescription\n", ""),
        ("a.rb", '# Of the file.\nrequire "json"\n\nclass C\nend\n', "Of the file."),
        ("a.rb", "# Of C.\nclass C\nend\n", ""),
        ("a.rs", "// A note.\n\n//! Counts\n//! the tides.\n\nfn f() {}\n", "Counts the tides."),
        ("a.rs", "//! # Tide\n//!\n//! Counts [tides][a], [`B`] and [c](d::e).\n//!\n//! [a]: x\n",
         "Counts tides, `B` and c."),
        ("a.rs", "#![warn(x)]\n// Others cannot\n#![cfg(unix)]\n\nfn f() {}\n", ""),
        ("a.rs", "//! On the [list of\n//! tides].\n//!\n//! [list of tides]: x\n",
         "On the list of tides."),
        ("a.rs", "#![cfg(unix)] // Others cannot\n\nfn f() {}\nfn g() {}\n", ""),
        ("a.rs", "//! See the [list of tides] here.\n//!\n//! [list of tides]: x\n",
         "See the list of tides here."),
        ("a.py", "# key   : what it is\n# value : what it is\nx = 1\n", ""),
        ("a.c", "/*\n *  __|  |___|  _ _|_|\n *\n * Counts tides.\n */\n#include <x>\n",
         "Counts tides."),
        ("a.php", "<?php\n/**\n * Counts tides.\n *\n * @package Tide\n */\n\nnamespace A;\n",
         "Counts tides."),
        ("a.js", "/**\n * @fileoverview Counts tides.\n */\nfunction f() {}\nfunction g() {}\n",
         "Counts tides."),
        ("a.c", "/**\n * @file a.c\n * @brief Counts tides.\n */\nint f(void);\n", "Counts tides."),
        ("a.h", "#ifndef A_H\n#define A_H\n\n/* Counts tides. */\n\n#include <b.h>\n#endif\n",
         "Counts tides."),
        ("a.js", "// Returns the tide.\nfunction f() {}\nfunction g() {}\n", ""),
        ("a.js", "// Returns the tide.\nfunction f() {}\n", "Returns the tide."),
        ("a.swift", "//\n//  a.swift\n//  Tide App\n//\n//  Created by A. Name on 1/2/14.\n//\n\n"
         "import UIKit\n", ""),
        ("Makefile", "# Builds tides\n# all - builds all\n# test - tests all\nall:\n",
         "Builds tides"),
        ("a.c", "/* Copyright (c) 2020 A. Name */\n\n/* Needed for x. */\n#define X\nint a;\n", ""),
        ("a.c", "/* Copyright (c) 2020 A. Name */\n\n/* Counts tides. */\n\n#define X\nint a;\n",
         "Counts tides."),
        ("a.c", "/* Counts tides. */\n#include <x>\nint a;\n", "Counts tides."),
        ("a.pl", "package A;\nuse strict;\n\n# Fast path\nuse B;\n\n=head1 NAME\n\n"
         "A - Counts C<tides>\n\n=cut\n", "Counts tides"),
        ("a.pl", "package A;\nuse strict;\n\n# Fast path\nmy $x = 1;\n", ""),
        ("a.el", ";;; Commentary:\n;; Counts tides.\n\n;;; Code:\n", "Counts tides."),
        ("a.el", ";;; Code:\n\n;;; a.el ends here\n", ""),
        ("a.py", '"""\n.. note:: New.\n\nCounts tides.\n"""\n', "Counts tides."),
        ("a.py", '""".. warning::\n\n   New.\n\nCounts tides.\n"""\n', "Counts tides."),
        ("a.py", '"""@brief Counts tides."""\n', "Counts tides."),
        ("a.py", '"""Tables of the tides:"""\n', "Tables of the tides"),
        ("a.py", '"""Counts tides in the following ways:\n\n- a\n"""\n', "Counts tides"),
        ("a.py", '"""It does the following:\n\n- a\n"""\n', ""),
        ("a.md", "# A\n\n!!! note\n    New here.\n\nIt counts tides.\n", "It counts tides."),
        ("a.md", "# A\n\n**Note**: it is new here.\n\nIt counts tides.\n", "It counts tides."),
        ("a.md", "# A\n\nHi! It counts the tides.\n", "It counts the tides."),
        ("a.rst", "A\n=\n\nWarning: it is new here.\n\nIt counts tides.\n", "It counts tides."),
        ("a.md", '+++\ntitle = "Hugo"\n+++\n\nThe first paragraph here.\n',
         "The first paragraph here."),
    ],
)  # fmt: skip
@pytest.mark.grammars
def test_purpose_of_a_file(name: str, text: str, summary: str) -> None:
    require_grammars_of(name)
    assert _purpose(name, text) == summary


@pytest.mark.parametrize(
    ("name", "text", "summary"),
    [
        ("a.go", "package a\n\n//go:embed x.txt\nvar f string\n", ""),
        ("a.go", "package a\n\n// Of f.\n//go:embed x.txt\nvar f string\n", "Of f."),
        ("a.go", "package a\n\n//nolint:unused\nfunc f() {}\n", ""),
        ("a.go", "package a\n\n//export f\nfunc f() {}\n", ""),
        ("a.go", "package a\n\n//go:generate stringer\ntype f int\n", ""),
        ("a.go", "package a\n\n/*\n\texport x=1 && go test x\n*/\nfunc f() {}\n", ""),
        ("a.rb", "# Public: Counts the tides.\nclass F\nend\n", "Counts the tides."),
        ("a.py", 'def f():\n    """f(a) -> int\n\n    Counts tides.\n    """\n', "Counts tides."),
        ("a.py", 'def f():\n    """Counts tides\n    If there are any.\n    """\n', "Counts tides"),
        ("a.go", "package a\n\n// See issue #8 for context. More of it.\nfunc f() {}\n", ""),
        ("a.go", "package a\n\n// Issue 123.\nfunc f() {}\n", ""),
        ("a.sh", "#!/bin/sh\n# Start it.\nf() {\n  echo\n}\n", "Start it."),
        ("a.rs", "/// Returns the number of bytes since construction or the\n/// last time. More.\n"
         "fn f() {}\n", "Returns the number of bytes since construction or the last time."),
        ("a.swift", "/// Returns the number of bytes since construction or the\n/// last time.\n"
         "func f() {}\n", "Returns the number of bytes since construction or the last time."),
        ("a.cs", "/// <summary>\n/// Counts <see cref=\"T:A.Tide\"/> of the\n/// day.\n"
         "/// </summary>\nclass f {}\n", "Counts `A.Tide` of the day."),
        ("a.java", "/** Counts {@code Map<A, B>} of {@link #get(A, b)}.\n * @return it */\n"
         "class f {}\n", "Counts `Map<A, B>` of `get`."),
        ("a.java", "/**\n * Counts tides.<p>More.\n */\nclass f {}\n", "Counts tides."),
        ("a.ts", "/** Compiles `<script setup>` of it. */\nfunction f() {}\n",
         "Compiles `<script setup>` of it."),
        ("a.ts", "/**\n * @private exported for use, but not from\n * the main package\n */\n"
         "function f() {}\n", ""),
        ("a.rb", "# = Title of it\n# Counts the tides.\nclass F\nend\n", "Title of it"),
        ("a.cpp", "/** \\brief Counts tides.\n * \\param a one\n */\nint f(int a);\n",
         "Counts tides."),
        ("a.java", "/** {@summary Counts tides.} More. */\nclass f {}\n", "Counts tides."),
        ("a.java", "/** {@return the tide} */\nclass f {}\n", "Returns the tide."),
        ("a.java", "/** Counts {@link Tide. */\nclass f {}\n", "Counts Tide."),
        ("a.java", "/** Counts {@link Map<A, {@link B}>} once. */\nclass f {}\n",
         "Counts `Map<A, B>` once."),
        ("a.php", "<?php\n/**\n * Counts tides @see https://example.org/x\n */\nfunction f() {}\n",
         "Counts tides"),
        ("a.php", "<?php\n/**\n * Counts tides.\n *\n * @param A $a Of the\n *   day. See \\A\\B.\n"
         " */\nfunction f() {}\n", "Counts tides."),
        ("a.swift", "/**\n [Previous](@previous) - [Contents](contents)\n\n Counts. */\n"
         "func f() {}\n", "Counts."),
        ("a.cs", "/// This file is generated by tide. Do not edit.\nclass f {}\n", ""),
        ("a.cs", "/// The table is generated when it is asked for.\nclass f {}\n",
         "The table is generated when it is asked for."),
        ("a.cs", "/// <summary>No description available.</summary>\nclass f {}\n", ""),
        ("a.swift", "/**\n > # IMPORTANT: To use it:\n 1. Open it.\n */\nfunc f() {}\n", ""),
        ("a.py", 'def f():\n    """.. note:: New.\n\n    Counts tides."""\n', "Counts tides."),
        ("a.py", 'def f():\n    """Note:\n        New.\n\n    Counts tides."""\n',
         "Counts tides."),
        ("a.py", 'def f():\n    """@brief Counts.\n\n    @param x: y\n    """\n', "Counts."),
        ("a.rb", "=begin\nOld style. More.\n=end\nmodule F\nend\n", "Old style."),
    ],
)  # fmt: skip
@pytest.mark.grammars
def test_description_of_a_definition(name: str, text: str, summary: str) -> None:
    require_grammars_of(name)
    found = _described(name, text)
    assert found.get("f", found.get("F")) == summary


def test_docstrings_of_python_that_does_not_parse_are_read() -> None:
    text = (
        '# -*- coding: utf-8 -*-\nr"""Counts tides. More."""\nimport x\n\nclass A:\n'
        '    """Of A."""\n\n    def f(self, x: dict = {1: 2}) -> "int":\n        """Of f."""\n'
        '        if x:\n            "nothing"\n\n    def g(self):\n        return "nothing"\n'
        "x = 1 +\n"
    )
    analysis = analyse("a.py", text.encode())
    assert analysis.approximate
    assert analysis.documented
    assert analysis.prose is not None
    assert (written(analysis.prose.summary), analysis.prose.line) == ("Counts tides.", 2)
    assert {symbol.name: written(symbol.summary) for symbol in analysis.symbols} == {
        "A": "Of A.",
        "f": "Of f.",
        "g": "",
    }


def test_heading_in_html_keeps_the_space_of_a_line_break() -> None:
    assert "One two" in _described("a.html", "<html><body><h1>One<br>two</h1></body></html>")


@pytest.mark.parametrize(
    ("comment", "purpose"),
    [
        ("Builds the tides.\nTargets:\n  all: builds\n  test: tests", "Builds the tides."),
        ("Builds the tides\nTargets:\n  all\n  test", "Builds the tides"),
        ("This file has these targets\n  all\n  test\n  clean", "This file has these targets"),
        ("Available targets:\n all\n test", ""),
        ("Runs these steps:\n  build\n  deploy", ""),
        ("all\ntest\nclean", ""),
        ("Lists the tides\nUsage: tide [--short]", "Lists the tides"),
        ('"tide all" to build\n"tide test" to test', ""),
        (
            "Tools of the port\n\ntide all to build\ntide test to test\ntide clean",
            "Tools of the port",
        ),
        ("tide all to build\ntide test to test\ntide clean to clean", ""),
        ("Reads the tides and\n  writes them down.", "Reads the tides and writes them down."),
        ("Reads the tides:\nall of them.", "Reads the tides: all of them."),
        ("Reads tides,\n  and moons,\n  and stars.", "Reads tides, and moons, and stars."),
        ("the tides\nthe moons and\nthe stars", "the tides the moons and the stars"),
    ],
)
@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("Makefile", "#"),
        ("a.sh", "#"),
        ("a.go", "//"),
        ("a.sql", "--"),
        ("a.rs", "//!"),
        ("a.el", ";"),
    ],
)
def test_list_in_a_comment_is_no_part_of_its_sentence(
    name: str, sign: str, comment: str, purpose: str
) -> None:
    text = "".join(f"{sign} {line}".rstrip() + "\n" for line in comment.split("\n"))
    assert _purpose(name, f"{text}\n") == purpose


def test_indentation_of_a_block_comment_counts_from_its_words() -> None:
    text = "/* Reads the tides\n   and the moons\n   for all ports. */\n\nint tide;\n"
    assert _purpose("a.c", text) == "Reads the tides and the moons for all ports."
    text = "/*\n * Reads the tides:\n *   ebb\n *   flood\n */\n\nint tide;\n"
    assert _purpose("a.c", text) == ""


@pytest.mark.grammars
def test_code_of_rdoc_is_code() -> None:
    require_grammars_of("a.rb")
    text = "# Reads +paths+ and +Tide::Gauge#read+, 1+1+1.\ndef read\nend\n"
    assert _described("a.rb", text) == {"read": "Reads `paths` and `Tide::Gauge#read`, 1+1+1."}
