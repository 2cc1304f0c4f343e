"""Literals that say what a program prints, or by what it is set up."""

from __future__ import annotations

import textwrap

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.records.analysis import Analysis
from sphinx_kwindex.records.occurrences import OccurrenceKind


def found(source: str, kind: OccurrenceKind) -> list[tuple[int, str]]:
    analysis = analyse("m.py", textwrap.dedent(source).encode())
    assert analysis.problem is None
    return [(item.line, item.name) for item in analysis.occurrences if item.kind is kind]


def names(source: str, kind: OccurrenceKind) -> list[str]:
    return [name for _, name in found(source, kind)]


def messages(source: str) -> list[str]:
    return names(source, OccurrenceKind.ERROR_MESSAGE)


def variables(source: str) -> list[str]:
    return names(source, OccurrenceKind.ENVIRONMENT_VARIABLE)


def options(source: str) -> list[str]:
    return names(source, OccurrenceKind.COMMAND_LINE_OPTION)


def keys(source: str) -> list[str]:
    return names(source, OccurrenceKind.CONFIGURATION_KEY)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("'no such file'", "no such file"),
        ("f'cannot read {path!r:>10}: {error}'", "cannot read {path}: {error}"),
        ("f'has {len(self.items)} items'", "has {len(self.items)} items"),
        ("f'is {a_function(of, many, parameters, that, nobody, reads)}'", "is {…}"),
        ("f'is {table[{1: 2}]} there'", "is {…} there"),
        ("'cannot read %s: %r' % (path, error)", "cannot read %s: %r"),
        ("'cannot {} read {0.name}, {{}}'.format(x)", "cannot {} read {0.name}, {}"),
        ("'a brace } and a {'.format(x)", "a brace } and a {"),
        ("'one ' 'line\\n  and   another'", "one line and another"),
        ("'cannot ' + str(verb) + ' ' + f'it {now}'", "cannot {str(verb)} it {now}"),
        ("_('no such file')", "no such file"),
        ("'x' * 3 + 'long ago'", "{'x' * 3}long ago"),
        ("'half \\ud800 pair'", "half \\ud800 pair"),
        ("'word ' * 2", ""),
        ("''", ""),
        ("'!'", ""),
        ("f'{a}: {b}'", ""),
        ("b'bytes are no text'", ""),
        ("message", ""),
        ("first + second", ""),
        ("make('this is an argument')", ""),
    ],
)
def test_a_message_is_the_text_with_what_is_computed_in_braces(written: str, shown: str) -> None:
    assert messages(f"raise Error({written})") == ([shown] if shown else [])


def test_a_message_ends_after_two_hundred_characters() -> None:
    (message,) = messages(f"raise Error('{'word ' * 100}')")

    assert message.endswith("word…")
    assert len(message) <= 201


def test_a_message_is_found_at_the_line_of_its_statement() -> None:
    source = """\
    def read(path, error):
        if not path:
            message = f"no {path}"
            raise ValueError(message)
        assert path, "a path is needed"
        raise Unreadable(
            "cannot read"
            f" {path}"
        ) from error
    """
    assert found(source, OccurrenceKind.ERROR_MESSAGE) == [
        (4, "no {path}"),
        (5, "a path is needed"),
        (6, "cannot read {path}"),
    ]


@pytest.mark.parametrize(
    ("raised", "shown"),
    [
        ("BadParameter('size', 'not a number')", "not a number"),
        ("BadParameter('not a number', context, 'size')", "not a number"),
        ("HTTPException(404, detail='no such page')", "no such page"),
        ("KeyError('name')", "name"),
        ("UnknownName('station', name)", ""),
    ],
)
def test_the_message_of_an_exception_is_the_argument_with_words(raised: str, shown: str) -> None:
    assert messages(f"raise {raised}") == ([shown] if shown else [])


@pytest.mark.parametrize(
    "source",
    [
        "message = 'a' if x else 'b'\nuse(message)\nraise Error(message)",
        "raise Error",
        "raise",
        "error = Error('made, not raised')",
        "def f():\n    return Error('returned, not raised')",
    ],
)
def test_what_is_not_certainly_raised_is_no_message(source: str) -> None:
    assert messages(source) == []


LOGGERS = """\
import logging
import logging as l
from logging import getLogger as get, info
from logging import LoggerAdapter
import warnings
from warnings import warn as w
import loguru

log = get(__name__)
child = l.getLogger("a").getChild("b")
try:
    other = get()
except Exception:
    other = None

class C:
    log = get("c")
    nothing = None

    def __init__(self, given: logging.Logger, perhaps: l.Logger | None = None):
        self.own = log.getChild("own")
        self.own.debug("own %s", 1)
        self.log.info("of the class")
        given.error("given")
        perhaps.error("perhaps")

    def run(self):
        self.own.exception("own again")
        log.log(30, "with a level")
        log.warning(msg="by name")

def f():
    inner = get("f")
    inner.critical(f"inner {f}")
    logging.warning("by the module")
    info("by a function")
    other.warn("other")
    child.error("child")
    warnings.warn("careful", stacklevel=2)
    w(DeprecationWarning("old way"))
    loguru.logger.success("it worked")
"""


def test_messages_of_whatever_is_certainly_a_logger_are_found() -> None:
    assert messages(LOGGERS) == [
        "own %s", "of the class", "given", "perhaps", "own again", "with a level", "by name",
        "inner {f}", "by the module", "by a function", "other", "child", "careful", "old way",
        "it worked",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        "def f(log):\n    log.info('of a parameter')",
        "log.info('of nothing')",
        "from .log import logger\nlogger.info('of another file')",
        "log = logging.getLogger()\nlog = Console()\nlog.info('of one or the other')",
        "log = logging.getLogger()\ndef f(log):\n    log.info('of a parameter')",
        "def f():\n    log = logging.getLogger()\nlog.info('of another scope')",
        "class C:\n    log = logging.getLogger()\n    def f(self):\n        log.info('no self')",
        "class C:\n    def f(self, log):\n        self.log = log\n        self.log.info('given')",
        "class C:\n    log = logging.getLogger()\n    @staticmethod\n    def f(c):\n"
        "        c.log.info('no receiver')",
        "log = log\nlog.info('of itself')",
        "a = b\nb = a\na.info('of each other')",
        "logging.getLogger().setLevel('INFO level')",
        "logging.getLogger().info(message)",
        "logging.info",
        "for logging in x:\n    logging.info('of a loop')",
    ],
)
def test_messages_of_what_may_be_no_logger_are_left_out(source: str) -> None:
    assert messages(f"import logging\n{source}") == []


def test_environment_variables_are_found_however_they_are_read() -> None:
    source = """\
    import os
    import os as o
    from os import environ as e, getenv
    import environs, decouple
    from pydantic import Field
    from pydantic_settings import BaseSettings
    NAME = "BY_NAME"
    env = environs.Env()
    e["SUBSCRIPT"]
    o.environ["SET"] = "1"
    del os.environ["DELETED"]
    os.environ.get("GOT")
    e.pop("POPPED", None)
    e.setdefault("DEFAULT", "x")
    getenv(key="KEY")
    os.putenv("PUT", "x")
    x = "IN" in os.environ
    y = "NOT_IN" not in e
    os.environ.get(NAME)
    env.str("STR")
    env("CALLED")
    decouple.config("DECOUPLED")
    class Settings(BaseSettings):
        a: str = Field(alias="ALIAS")
        b: str = Field(validation_alias="VALIDATION")
    """
    assert variables(source) == [
        "SUBSCRIPT", "SET", "DELETED", "GOT", "POPPED", "DEFAULT", "KEY", "PUT", "IN", "NOT_IN",
        "BY_NAME", "STR", "CALLED", "DECOUPLED", "ALIAS", "VALIDATION",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        "environ['X']",
        "def f(os):\n    os.environ['X']",
        "import os\nos.environ[name]",
        "import os\nos.environ.get(f'{x}_Y')",
        "import os\nN = 'A'\nN = 'B'\nos.getenv(N)",
        "import os\nfor N in 'ab':\n    os.getenv(N)",
        "import os\n'X' in (os.environ or {})",
        "from .os import environ\nenviron['X']",
        "import environs\nenv = environs.Env()\nwith env.prefixed('A_'):\n    env.str('X')",
        "import environs\nenv = environs.Env(prefix='A_')\nenv.str('X')",
        "from pydantic import Field, BaseModel\nclass M(BaseModel):\n    a: str = Field(alias='X')",
    ],
)
def test_what_is_not_certainly_the_environment_is_left_out(source: str) -> None:
    assert variables(source) == []


def test_options_are_found_by_the_library_that_reads_them() -> None:
    source = """\
    import argparse, click, typer, optparse
    p = argparse.ArgumentParser()
    p.add_argument("-v", "--verbose", default="--no")
    p.add_argument_group("g").add_argument("--grouped")
    p.add_argument("path")
    def add(parser):
        parser.add_argument("-q")
    optparse.OptionParser().add_option("-o", "--old")
    @click.option("--on/--off", "switch", envvar=["SWITCH"])
    def f(name: str = typer.Option("x", "--name", "-n", envvar="NAME")): ...
    def pytest_addoption(parser):
        parser.addoption("--slow")
    """
    assert options(source) == [
        "--verbose", "--grouped", "-q", "--old", "--on", "--name", "--slow"
    ]  # fmt: skip
    assert variables(source) == ["SWITCH", "NAME"]
    analysis = analyse("m.py", textwrap.dedent(source).encode())
    others = {item.name: item.others for item in analysis.occurrences if item.others}
    assert others == {
        "--verbose": ("-v",), "--old": ("-o",), "--on": ("--off",), "--name": ("-n",)
    }  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        "parser.add_argument('--x')",
        "from mine import Parser\nimport argparse\nParser().add_argument('--x')",
        "import argparse\nargparse.ArgumentParser().add_argument('x', '-', '--', '- a')",
        "from mine import option\n@option('--x')\ndef f(): ...",
        "def add(parser):\n    parser.addoption('--x')",
    ],
)
def test_what_is_not_certainly_an_option_is_left_out(source: str) -> None:
    assert options(source) == []


def test_an_option_says_what_the_program_prints_about_it() -> None:
    source = """\
    import argparse, click
    p = argparse.ArgumentParser()
    p.add_argument("--share", help="Keep 10 %%  of it.  More words.")
    p.add_argument("--secret", help=argparse.SUPPRESS)
    p.add_argument("--plain")
    p.add_argument("--level", help="How loud (default: %(default)s) it is")
    HELP = "Where it goes"
    @click.option("--out", help=HELP)
    def f(): ...
    """
    analysis = analyse("m.py", textwrap.dedent(source).encode())
    assert {item.name: item.summary for item in analysis.occurrences} == {
        "--share": "Keep 10 % of it.",
        "--secret": "",
        "--plain": "",
        "--level": "How loud it is",
        "--out": "Where it goes",
    }


def test_configuration_keys_are_found_with_their_tables() -> None:
    source = """\
    try:
        import tomllib
    except ImportError:
        import tomli as tomllib
    from configparser import ConfigParser
    def read(path):
        data = {}
        with path.open("rb") as stream:
            data = tomllib.load(stream)
        tool = data["tool"]["mine"]
        data.get("project", {}).get("name")
        return tool["x"], data[path]["y"], data["a"][path]
    def ini():
        parser = ConfigParser()
        parser.get("section", "key")
        parser["s"]["k"]
        parser["t"].getint("n")
        return parser["u"]
    direct = tomllib.loads("")["direct"]
    """
    assert keys(source) == [
        "tool.mine", "project.name", "a", "tool.mine.x", "section.key", "s.k", "t.n", "direct"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        "def f(data):\n    data['x']",
        "data = tomllib.load(f)\ndata['x'] = 1",
        "data = tomllib.load(f)\ndata = other()\ndata['x']",
        "data = json.load(f)\ndata['x']",
        "for data in tomllib.load(f):\n    data['x']",
        "import configparser\nc = configparser.ConfigParser()\nc.set('s', 'k', 'v')",
    ],
)
def test_what_is_not_certainly_configuration_is_left_out(source: str) -> None:
    assert keys(f"import tomllib, json\n{source}") == []


SUM = " + ".join(["'word '"] * 1500)


def test_a_sum_of_thousands_of_terms_is_a_message_like_any_other() -> None:
    assert messages(f"raise E({SUM})")[0].startswith("word word")


@given(st.text(max_size=300))
def test_any_text_can_be_a_message(text: str) -> None:
    source = f"import os\nraise E({text!r})\nraise E('x ' + {text!r})\nos.environ[{text!r}]\n"
    analysis = analyse("m.py", source.encode("utf-8", "surrogatepass"))

    assert msgspec.msgpack.decode(msgspec.msgpack.encode(analysis), type=Analysis) == analysis
    assert all("\n" not in item.name and item.name.strip() for item in analysis.occurrences)
