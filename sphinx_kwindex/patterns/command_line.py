"""Patterns of programs that are run from a command line."""

from __future__ import annotations

from sphinx_kwindex.patterns.pattern import Calls, Decorated, Pattern, named

COMMAND_LINE = (
    Pattern(
        "argparse parser",
        "Reads the options and arguments of a program.",
        "https://docs.python.org/3/library/argparse.html",
        (Calls(("argparse.ArgumentParser",)),),
    ),
    Pattern(
        "argparse subcommand",
        "A command of its own below the main one.",
        "https://docs.python.org/3/library/argparse.html#sub-commands",
        (Calls(("argparse.ArgumentParser().add_subparsers().add_parser",)),),
    ),
    Pattern(
        "click command",
        "The decorator makes a command, or a group of them, of the function.",
        "https://click.palletsprojects.com/en/stable/commands/",
        (
            Decorated(
                (
                    "click.command",
                    "click.group",
                    "click.decorators.command",
                    "click.decorators.group",
                    *named(
                        "group().command group().group group().group().command "
                        "group().group().group Group().command Group().group",
                        "click.",
                    ),
                    *named(
                        "Flask().cli.command Flask().cli.group Blueprint().cli.command "
                        "Blueprint().cli.group",
                        "flask.",
                    ),
                )
            ),
        ),
    ),
    Pattern(
        "Typer command",
        "The decorator makes a command of the function; its parameters are the options.",
        "https://typer.tiangolo.com/tutorial/commands/",
        (Decorated(named("command callback", "typer.Typer().")),),
    ),
)
"""In the order in which pages list them."""
