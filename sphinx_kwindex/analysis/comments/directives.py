"""Comments that speak to tools, not to readers: a table of what they begin with."""

from __future__ import annotations

import re
from functools import cache

import msgspec

_OFF = r"(?:off|on|skip|noqa|ignore|disable|enable|begin|end|start|stop|expect|next|push|pop)"


class Directive(msgspec.Struct, frozen=True):
    """What tools of one kind want to be told."""

    pattern: str
    """What a line begins with, behind the delimiter of the comment and the space after it."""
    examples: tuple[str, ...]
    """Lines that it matches, as they stand behind the delimiter."""
    lexers: frozenset[str] = frozenset()
    """The languages that have it, any if there are none."""
    is_tight: bool = False
    """Whether there is no space between the delimiter and it, which tells it from words."""
    spans: bool = False
    """Whether it goes on up to the end of the comment or the next empty line."""


def _for(lexers: str, pattern: str, *examples: str, is_tight: bool = False) -> Directive:
    return Directive(pattern, examples, frozenset(lexers.split()), is_tight)


DIRECTIVES = (
    # Interpreters, encodings, editors.
    Directive(r"!.*$", ("!/bin/sh", "!/usr/bin/env python3", "!nix-shell -i bash"), is_tight=True),
    Directive(r"(?:en)?coding\s*[:=]\s*[-\w.]+\s*$", ("coding: utf-8", "encoding: utf-8")),
    Directive(
        r"vim?:\s*\w*[:=\s]|ex:\s*\w+[=:]\w|kate:\s|jedit:\s|:\w+=[^:]*:|-\*-|mode:\s*\w+;?\s*$",
        ("vim: set ts=4:", "vi: set ft=ruby :", "ex: ts=4", "kate: tab-width 4;", ":tabSize=4:"),
    ),
    Directive(r"local variables:\s*$", ("Local Variables:",), spans=True),
    Directive(r"(?:eval|end):\s*(?:\(.*)?$", ("End:", "eval: (put 'x 'y 1)")),
    Directive(
        r"(?-i:#(?:end)?region\b|(?:end)?region(?:\s+[A-Z(][\w ()]{0,60})?$)|</?editor-fold\b"
        r"|(?:mark|pragma mark)\b\s*[:-]",
        ("region Fields", "#endregion", '<editor-fold desc="x">', "MARK: - Tides", "MARK: Tides"),
    ),
    Directive(r"@formatter:|\*indent-o(?:n|ff)\*", ("@formatter:off", "*INDENT-OFF*")),
    Directive(r"language\s*=\s*\w+\s*$|noinspection\b", ("language=SQL", "noinspection unused")),
    # Any language.
    Directive(r"no(?:qa|pmd|sonar|lint\w*|sec|pycln)\b(?:\s*[:(\[].*|\s*)$",
              ("noqa", "NoQA: N999", "noqa: F401, E501", "NOLINT", "NOLINTNEXTLINE(x)", "nosec")),
    Directive(r"(?:c?spell(?:-?checker)?|codespell)\s*:", ("cspell:ignore tidetab",)),
    Directive(r"(?:renovate|dependabot|zizmor|checkov|trivy|tfsec|kics-scan|buildifier|gazelle|buf)"
              r"\s*:\s*\S", ("renovate: datasource=docker", "zizmor: ignore[x]")),
    Directive(r"(?:keep-sorted|skipcq|pragma)\s*:?\s+(?:start|end|no cover|once)\b|skipcq\b",
              ("keep-sorted start", "pragma: no cover", "skipcq: PYL-W0603")),
    Directive(r"@(?:lint-ignore|nolint|oncall|emails|providesmodule|lint)\b(?:\s.*)?$"
              r"|@generated\b.*",
              ("@oncall tides", "@nolint", "@generated SignedSource<<1>>")),
    # Lisps.
    Directive(r"\S+ ends here\W*$|(?:commentary|code|history|todo|keywords|change ?log)\s*:\s*$",
              ("tide.el ends here", "Commentary:"),
              frozenset({"emacs-lisp", "elisp", "emacs", "common-lisp", "scheme"})),
    # Python.
    Directive(rf"(?:flake8|ruff|fmt|black|yapf|isort|autopep8|autoflake|pytype|sourcery"
              rf"|bandit)\s*[:-]"
              rf"\s*{_OFF}\w*(?:[-_]\w+)*\b",
              ("flake8: noqa", "ruff: noqa: F401", "fmt: off", "isort: skip_file",
               "yapf: disable")),
    Directive(r"(?:pylint|doctest|distutils|cython)\s*:\s*[+\w-]+(?:\s*=|\s*$|\s*,)",
              ("pylint: disable=invalid-name", "cython: wraparound=False", "doctest: +SKIP")),
    Directive(r"(?:mypy|pyright|ty|pyre)(?:\s*:\s*[\w-]+(?:\s*[=,(\[].*)?$|-(?:strict|unsafe"
              r"|ignore|fixme))",
              ("mypy: ignore-errors", "pyright: basic", "pyre-strict",
               "mypy: disable-error-code=x")),
    Directive(r"type:\s*ignore\b", ("type: ignore[attr-defined]",)),
    # C and C++.
    Directive(r"clang-(?:format|tidy)\s+(?:off|on)|iwyu\s+pragma|cppcheck-suppress|[lg]cov_excl"
              r"|coverity\[|pvs-studio|lint\s+-\w|uncrustify",
              ("clang-format off", "IWYU pragma: export", "cppcheck-suppress unusedFunction")),
    # JavaScript, TypeScript, CSS.
    Directive(r"eslint(?:-(?:disable|enable|env)\S*(?:\s.*)?|\s+[\"']?[@\w/-]+[\"']?\s*:.*)$",
              ("eslint-disable no-console", "eslint-env node", 'eslint no-var: "off"'), spans=True),
    Directive(r"(?-i:globals?"
              r"|exported)\s+[\w$]+(?:\s*:\s*\w+)?(?:\s*,\s*[\w$]+(?:\s*:\s*\w+)?)*,?\s*$",
              ("global tide, moon:true", "globals window, document"),
              frozenset({"javascript", "typescript", "js", "ts", "jsx", "tsx"}), spans=True),
    Directive(r"js(?:hint|lint|cs)\b\s*[\w-]*\s*:|(?:tslint|stylelint|sass-lint|csslint|oxlint"
              r"|deno-lint"
              r"|deno-fmt|biome|dprint|markdownlint|textlint|prettier|remark|vale)"
              r"(?:-(?:ignore|disable|enable|line|file|capture|configure|lint|start|end)\S*"
              r"|:\s*\S)",
              ("jshint esversion: 6", "tslint:disable", "prettier-ignore", "biome-ignore lint: x",
               "stylelint-disable", "markdownlint-disable MD013", "deno-lint-ignore-file")),
    Directive(r"@ts-(?:check|nocheck|ignore|expect-error)\b|@(?:no)?flow\b|@jsx\w*\b|@format\s*$"
              r"|@prettier\s*$|@(?:jest|vitest)-environment|@vite-ignore|@cc_on|@babel\b",
              ("@ts-nocheck", "@flow strict", "@jsx h", "@jsxImportSource vue",
               "@jest-environment node")),
    Directive(r"(?:istanbul|c8|v8|node:coverage)\s+(?:ignore|disable)|webpack\w+\s*:|__pure__",
              ("istanbul ignore next", "c8 ignore start", 'webpackChunkName: "tide"', "__PURE__")),
    Directive(r"[#@]\s*source(?:mapping)?url\s*=",
              ("# sourceMappingURL=x.js.map", "@ sourceURL=x.js")),
    Directive(r"<?(?:reference|amd-module|amd-dependency)\s+(?:path|types|lib|no-default-lib"
              r"|name)\s*=", ('<reference types="node" />',)),
    Directive(r"[\"']?use (?:strict|client|server)[\"']?;?\s*$", ('"use strict";', "use client")),
    # Go.
    _for("go", r"[a-z0-9]+:[a-z0-9]|nolint\b|export\s+\w|extern\s+\w"
               r"|line\s+\S+:\d", "go:embed x.txt",
         "go:generate stringer", "nolint:unused", "export F", "line x.y:1", is_tight=True),
    _for("go", r"\+[a-z]\w*|(?:revive|exhaustive|lint|gosec)\s*:\s*\S|#nosec", "+build linux",
         "+k8s:deepcopy-gen=package", "lint:ignore U1000 x"),
    # Ruby, PHP, Perl, Lua.
    Directive(r"(?:frozen_string_literal|warn_indent|shareable_constant_value|rbs_inline"
              r"|typed)\s*:\s*\w+\s*$"
              r"|rubocop\s*:|:(?:nodoc|stopdoc|startdoc|nocov|doc|call-seq|enddoc)\s*:|(?:steep"
              r"|reek):\w",
              ("frozen_string_literal: true", "rubocop:disable Style", ":nodoc:", "typed: strict")),
    Directive(r":(?:section|method|singleton-method|attr(?:_reader|_writer|_accessor)?|category|title"
              r"|include|yields?|args?|main|markup|not-?new)\s*:",
              (":section: Tides", ":attr_reader: tide", ":include: README.md"),
              frozenset({"ruby", "rb"})),
    Directive(r"@?(?:phpcs|phpstan|psalm|phan)[:-]\S|@codingstandards|@codecoverageignore",
              ("phpcs:disable", "@phpstan-ignore-next-line", "@psalm-suppress All")),
    Directive(r"no critic\b|perltidy\b|(?:luacheck|stylua|selene)\s*:|@diagnostic\b",
              ("no critic (x)", "luacheck: globals tide", "@diagnostic disable")),
    # Shells and schedulers.
    Directive(r"shellcheck\s+\w+=|(?:bashate|shfmt)\s*:", ("shellcheck disable=SC2034",)),
    Directive(r"(?:sbatch|pbs|\$)\s+-|(?:compdef|autoload)\b",
              ("SBATCH --time=1", "compdef _tide tide"),
              frozenset({"bash", "sh", "zsh", "shell", "ksh", "console"}), is_tight=True),
    Directive(r"(?:requires\s+-\w|psscriptinfo\b)",
              ("Requires -Version 5", "PSScriptInfo"), spans=True),
    # Builds and data.
    Directive(r"(?:syntax|escape|check)\s*=\s*\S+\s*$|hadolint\b\s*(?:global\s+)?\w+=",
              ("syntax=docker/dockerfile:1",
              "escape=`", "check=skip=all", "hadolint ignore=DL3008")),
    Directive(r"yaml-language-server\s*:|yamllint\s+(?:disable|enable|rule)|%yaml\b|ansible-lint\b"
              r"|[#:]?\s*\$?:?schema\s*[:=]?\s*(?:\.|https?:)\S+\s*$|tflint-ignore",
              ("yaml-language-server: $schema=x", "yamllint disable", ":schema ./x.json")),
    Directive(r"(?:cmake-format|cmake-lint|gersemi|checkmake|sqlfluff|sqlfmt|djlint|htmlhint"
              r"|taplo|tombi)\s*:",
              ("cmake-format: off", "sqlfluff:dialect:ansi", "djlint:off")),
    Directive(r"\+goose\b|migrate:(?:up|down)|name:\s*\w+\s+:\w+|changeset\s+\w+:"
              r"|liquibase formatted",
              ("+goose Up", "migrate:up", "name: GetTide :one", "changeset tide:1")),
    Directive(r"\+\s*[A-Z_]+\b.*|!?\d{5}\s.*", ("+ INDEX(tides)", "!40101 SET NAMES utf8"),
              frozenset({"sql", "mysql", "postgresql", "plpgsql"}), is_tight=True),
    Directive(r"\[if\b[^\]]*\]|<!\[endif", ("[if lt IE 9]>", "<![endif]")),
    # Swift, the JVM, .NET, Rust, and others.
    Directive(r"the swift-tools-version declares\b|swift-tools-version\s*:|(?:swiftlint"
              r"|swiftformat|sourcery|periphery)\s*:"
              r"|swift-format-ignore",
              ("swift-tools-version: 5.9", "swift-tools-version:5.9", "swiftlint:disable all")),
    Directive(r"checkstyle\s*[:.]|(?:ktlint|detekt|spotless)[:-]\S|\$non-nls", ("CHECKSTYLE:OFF",
              "ktlint-disable", "spotless:off", "$NON-NLS-1$")),
    Directive(r"resharper\s+(?:disable|restore|enable)|(?:stylecop|dotcover)\s*:",
              ("ReSharper disable All",)),
    Directive(r"(?:run-)?rustfmt(?:-\w+)?\s*:|compile-flags\s*:|edition\s*:\s*\d|ignore-tidy"
              r"|clippy::",
              ("rustfmt-skip: x", "compile-flags: -O", "edition:2021")),
    _for("rust", r"@\s*\S", "@ run-pass", "@[a] check", is_tight=True),
    Directive(r"!\s*(?:tex|bib)\b", ("!TEX root = main.tex",)),
    Directive(r"#\s*(?:language|options_ghc|options|inline)\b|hlint\b\s*:?\s*ignore|fourmolu\s*:"
              r"|\$setup",
              ("# LANGUAGE LambdaCase #", "HLINT ignore")),
    Directive(r"(?:ignore(?:_for_file)?|@dart)\s*[:=]\s*[\w., ]+$",
              ("ignore_for_file: x", "@dart=2.9"),
              frozenset({"dart"})),
    Directive(r"credo:|zig fmt:", ("credo:disable-for-this-file", "zig fmt: off")),
    Directive(r"(?:usda|vrml|raml|vtk datafile|version)\s+v?\d[\w.]*(?:\s+\w+)?\s*$",
              ("usda 1.0", "VRML V2.0 utf8", "RAML 1.0"), is_tight=True),
    Directive(r"@file:|@rename\b", ("@file:JvmName",)),
)  # fmt: skip
"""To add a tool, add what its comments begin with, and one of them as an example."""

_MODE = re.compile(r"-\*-[^\n]*?-\*-")
_FENCES = (
    (re.compile(r"/// [a-z][\w-]*\s*$"), re.compile(r"///\s*$")),
    (re.compile(r"---\s*$"), re.compile(r"---\s*$")),
    (re.compile(r"--$"), re.compile(r"\+\+$")),
    (re.compile(r"(?i)(?:###\s*)?BEGIN INIT INFO"), re.compile(r"(?i)(?:###\s*)?END INIT INFO")),
    (
        re.compile(r"\$qt_begin_license", re.IGNORECASE),
        re.compile(r"\$qt_end_license", re.IGNORECASE),
    ),
)
"""Data in comments: scripts with dependencies (PEP 723), the front matter of Jupytext, services;
and what RDoc leaves out."""
_KEY = re.compile(r"\s*[\w.-]+\s*:")


def without_directives(lines: list[str], lexer: str) -> list[str]:
    """Return the lines of a comment; those that speak to tools are empty.

    Parameters
    ----------
    lines:
        As they stand behind the delimiters.
    lexer:
        Pygments' alias of the language.
    """
    found = []
    spans = False
    for line in _without_data(lines):
        words = line.strip()
        spans = spans and bool(words)
        directive = None if spans or not words else _match(line, lexer)
        spans = spans or (directive is not None and directive.spans)
        found.append("" if spans or directive is not None else _MODE.sub("", line))
    return found


def _match(line: str, lexer: str) -> Directive | None:
    words = line.strip()
    is_tight = not line[:1].isspace()
    for group in ("", lexer):
        pattern, directives = _patterns(group, is_tight=is_tight)
        match = pattern.match(words)
        if match is not None:
            return directives[int((match.lastgroup or "d0")[1:])]
    return None


@cache
def _patterns(lexer: str, *, is_tight: bool) -> tuple[re.Pattern[str], list[Directive]]:
    """Return the patterns of one language, or of all of them, in one."""
    chosen = [
        item
        for item in DIRECTIVES
        if (lexer in item.lexers if lexer else not item.lexers) and (is_tight or not item.is_tight)
    ]
    alternatives = "|".join(f"(?P<d{number}>{item.pattern})" for number, item in enumerate(chosen))
    return re.compile(alternatives or r"(?!)", re.IGNORECASE), chosen


def _without_data(lines: list[str]) -> list[str]:
    """Return lines with those between the fences of data empty."""
    found = list(lines)
    for opening, closing in _FENCES:
        start = next((at for at, line in enumerate(found) if opening.match(line.strip())), -1)
        if start < 0:
            continue
        end = next(
            (at for at in range(start + 1, len(found)) if closing.match(found[at].strip())), -1
        )
        inner = found[start + 1 : end]
        if end > 0 and (not opening.pattern.startswith("---") or any(map(_KEY.match, inner[:1]))):
            found[start : end + 1] = [""] * (end + 1 - start)
    return found
