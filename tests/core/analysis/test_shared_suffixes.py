"""Files whose suffix several languages share."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import analyse


@pytest.mark.parametrize(
    ("name", "source", "language"),
    [
        ("a.pl", "use strict;\nsub read { 1 }\n", "Perl"),
        ("a.pl", "#!/usr/bin/perl\nprint 1\n", "Perl"),
        ("a.pl", ":- module(tide, []).\nhigh(X) :- level(X, L), L > 3.\n", "Prolog"),
        ("a.pm", "package Tide;\n1;\n", "Perl"),
        ("t/a.t", "use Test::More;\n", "Perl"),
        ("a.m", "% Reads tides.\nfunction x = read(y)\nend\n", "Matlab"),
        ("a.m", "function x = read(y)\nend\n", "Matlab"),
        ("a.m", "#import <Tide.h>\n@implementation Tide\n@end\n", "Objective-C"),
        ("a.m", "", "Objective-C"),
        ("a.fs", "module Tide\n", "F#"),
        ("a.r", "x <- 1\n", "R"),
        ("a.R", "x <- 1\n", "R"),
        ("a.S", "mov r0, r1\n", "GAS"),
        ("a.cls", "\\ProvidesClass{tide}\n", "Text"),
        ("a.pro", "TEMPLATE = app\n", "Text"),
        ("a.podspec", "Pod::Spec.new\n", "Ruby"),
        ("a.bats", "@test 'x' { :; }\n", "Bash"),
        ("a.psd1", "@{}\n", "PowerShell"),
        ("a.csproj", "<Project/>\n", "XML"),
        ("pdm.lock", "x = 1\n", "TOML"),
        ("run", "#!/usr/bin/env Rscript\n", "R"),
        ("run", "#!/usr/bin/env -S npx tsx\n", "TypeScript"),
    ],
)
def test_language_is_the_one_that_people_write_so(name: str, source: str, language: str) -> None:
    assert analyse(name, source.encode()).language == language
