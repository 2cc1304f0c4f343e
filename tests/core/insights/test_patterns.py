"""The table of patterns: each row with files that have an example of it, and files that do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.insights.patterns import find_patterns
from sphinx_kwindex.patterns import METHODS, PATTERNS, Pattern
from sphinx_kwindex.patterns.pattern import Calls, Decorated, names_of
from sphinx_kwindex.project import Project
from tests.core.fixtures import Link

Source = str

CASES: dict[str, tuple[Source, list[str], Source]] = {
    "Dataclass": (
        "import dataclasses as d\n@d.dataclass(frozen=True)\nclass A:\n    x: int\n",
        ["A"],
        "from dataclasses import field\ndef dataclass(c): return c\n@dataclass\nclass A: ...\n",
    ),
    "attrs class": (
        "import attr\nfrom attrs import define\n@attr.s(auto_attribs=True)\nclass A: ...\n"
        "@define\nclass B: ...\n",
        ["A", "B"],
        "from attrs import field\n@field\nclass A: ...\n",
    ),
    "Dataclass transform": (
        "from typing_extensions import dataclass_transform\n@dataclass_transform()\n"
        "def f(c): ...\n",
        ["f"],
        "@dataclass_transform()\ndef f(c): ...\n",
    ),
    "Named tuple": (
        "from collections import namedtuple\nfrom typing import NamedTuple\n"
        "A = namedtuple('A', 'x')\n"
        "class B(NamedTuple): ...\n",
        ["3", "B"],
        "from collections import namedtuple\nx = namedtuple\nclass B(tuple): ...\n",
    ),
    "Typed dictionary": (
        "from typing_extensions import TypedDict\nclass A(TypedDict, total=False): ...\n"
        "class B(A): ...\n",
        ["A", "B"],
        "class TypedDict: ...\nclass A(TypedDict): ...\n",
    ),
    "Enumeration": (
        "import enum\nclass Base(str, enum.Enum): ...\nclass A(Base): x = 1\n",
        ["Base", "A"],
        "from enum import Enum\nclass Enum: ...\nclass A(Enum): ...\n",
    ),
    "Slots": ("class A:\n    __slots__ = ('x',)\n", ["A"], "__slots__ = ()\nclass A: slots = ()\n"),
    "Protocol": (
        "from typing import Protocol\nclass A(Protocol[int]): ...\nclass B(A): ...\n",
        ["A"],
        "from asyncio import Protocol\nclass A(Protocol): ...\n",
    ),
    "Abstract base class": (
        "import abc\nclass A(abc.ABC): ...\nclass B(metaclass=abc.ABCMeta): ...\nclass C(A): ...\n",
        ["A", "B"],
        "import collections.abc\nclass A(collections.abc.Iterator): ...\n",
    ),
    "Abstract method": (
        "from abc import abstractmethod\nclass A:\n    @property\n    @abstractmethod\n"
        "    def f(self): ...\n",
        ["A.f"],
        "class A:\n    @abstractmethod\n    def f(self): ...\n",
    ),
    "Generic class": (
        "import typing as t\nclass A(t.Generic[T]): ...\n",
        ["A"],
        "class A(list[int]): ...\n",
    ),
    "Exception": (
        "class A(ValueError): ...\nclass B(A): ...\n",
        ["A", "B"],
        "class ValueError: ...\nclass A(ValueError): ...\nclass B(SomeError): ...\n",
    ),
    "Exception hierarchy": (
        "class A(Exception): ...\nclass B(A): ...\n",
        ["A"],
        "class A: ...\nclass B(A): ...\nclass C(Exception): ...\n",
    ),
    "Metaclass": (
        "class A(type): ...\nclass B(A): ...\n",
        ["A", "B"],
        "class A(types): ...\nclass B(metaclass=type): ...\n",
    ),
    "Class with a metaclass": (
        "import x\nclass A(metaclass=x.Meta): ...\nclass B(metaclass=make()): ...\n",
        ["A", "B"],
        "from abc import ABCMeta\nclass A(metaclass=ABCMeta): ...\nclass B(x, meta=y): ...\n",
    ),
    "Hook for subclasses": (
        "class A:\n    def __init_subclass__(cls): ...\n",
        ["A"],
        "def __init_subclass__(cls): ...\n",
    ),
    "Registry": (
        "KNOWN = {}\ndef known(name):\n    def add(f):\n        KNOWN[name] = f\n        return f\n"
        "    return add\n@known('a')\ndef a(): ...\nclass C:\n    all = []\n"
        "    def __init_subclass__(cls):\n        C.all.append(cls)\n",
        ["known.<locals>.add", "C.__init_subclass__"],
        "KNOWN = {}\ndef keep(name, value):\n    KNOWN[name] = value\n    return value\n"
        "def f(x):\n    found = []\n    found.append(x)\n    return x\n@f\ndef g(): ...\n"
        "def h(fn):\n    def i(x):\n        KNOWN[1] = x\n        fn(x)\n        return x\n"
        "    return i\n@h\ndef j(x): ...\n",
    ),
    "Singleton": (
        "class A:\n    kept = None\n    def __new__(cls):\n        if cls.kept is None:\n"
        "            cls.kept = super().__new__(cls)\n        return cls.kept\n",
        ["A"],
        "class A:\n    def __new__(cls):\n        cls.count = 1\n"
        "        return super().__new__(cls)\n",
    ),
    "C structure": (
        "from ctypes import Structure\nclass A(Structure): ...\n",
        ["A"],
        "class A(Structure): ...\n",
    ),
    "Property": (
        "class A:\n    @property\n    def x(self): ...\n    @x.setter\n    def x(self, v): ...\n",
        ["A.x"],
        "from m import property\nclass A:\n    @property\n    def x(self): ...\n",
    ),
    "Cached property": (
        "from functools import cached_property\nclass A:\n    @cached_property\n"
        "    def x(self): ...\n",
        ["A.x"],
        "class A:\n    @cached_property\n    def x(self): ...\n",
    ),
    "Descriptor": (
        "class A:\n    def __get__(self, obj, owner): ...\n",
        ["A"],
        "def __get__(): ...\nclass A:\n    def get(self): ...\n",
    ),
    "Computed attributes": (
        "class A:\n    def __getattr__(self, name): ...\n",
        ["A"],
        "def __getattr__(name): ...\nclass A:\n    def f(self):\n        def __getattr__(): ...\n",
    ),
    "Lazy module attributes": (
        "def __getattr__(name): ...\n",
        ["__getattr__"],
        "class A:\n    def __getattr__(self, name): ...\n",
    ),
    "Decorator": (
        "import functools\ndef a(f):\n    @functools.wraps(f)\n    def g(): ...\n    return g\n"
        "def b(f): return f\n@b\ndef c(): ...\n",
        ["a", "b"],
        "def a(f):\n    @wraps(f)\n    def g(): ...\n    return g\nclass A:\n"
        "    @classmethod\n    def classmethod(cls): ...\n",
    ),
    "Function with overloads": (
        "from typing import overload\n@overload\ndef f(a: int): ...\ndef f(a): ...\n",
        ["f"],
        "def overload(f): ...\n@overload\ndef f(a: int): ...\n",
    ),
    "Single dispatch": (
        "from functools import singledispatch\n@singledispatch\ndef f(x): ...\n",
        ["f"],
        "@singledispatch\ndef f(x): ...\n",
    ),
    "Cached function": (
        "from functools import lru_cache as memo\n@memo(maxsize=1)\ndef f(): ...\n",
        ["f"],
        "from django.core import cache\n@cache\ndef f(): ...\n",
    ),
    "Partial application": (
        "from functools import partial\nf = partial(print, 1)\n",
        ["2"],
        "from functools import partial\ndef g(partial): partial(1)\n",
    ),
    "Context manager": (
        "from contextlib import contextmanager\n@contextmanager\ndef f(): yield\nclass A:\n"
        "    def __enter__(self): ...\n    def __exit__(self, *a): ...\n",
        ["f", "A"],
        "class A:\n    def __enter__(self): ...\n",
    ),
    "Asynchronous context manager": (
        "class A:\n    async def __aenter__(self): ...\n    async def __aexit__(self, *a): ...\n",
        ["A"],
        "class A:\n    def __enter__(self): ...\n    def __exit__(self, *a): ...\n",
    ),
    "Iterator": (
        "class A:\n    def __iter__(self): ...\n    def __next__(self): ...\n",
        ["A"],
        "class A:\n    def __iter__(self): ...\n",
    ),
    "Asynchronous iterator": (
        "class A:\n    def __aiter__(self): ...\n    async def __anext__(self): ...\n",
        ["A"],
        "class A:\n    def __aiter__(self): ...\n",
    ),
    "Generator": (
        "def f():\n    if x:\n        yield 1\ndef g():\n    yield from f()\n",
        ["f", "g"],
        "from contextlib import contextmanager\n@contextmanager\ndef f(): yield\n"
        "def g():\n    return (x for x in y)\nh = lambda: (yield)\nasync def i(): yield\n",
    ),
    "Asynchronous generator": ("async def f():\n    yield\n", ["f"], "async def f(): ...\n"),
    "Coroutine": (
        "async def f():\n    def g(): yield\n",
        ["f"],
        "async def f(): yield\ndef g(): ...\n",
    ),
    "Awaitable class": ("class A:\n    def __await__(self): ...\n", ["A"], "class A: ...\n"),
    "Asynchronous loops and blocks": (
        "async def f():\n    async for x in y: ...\n    async with z: ...\n",
        ["2", "3"],
        "async def f():\n    for x in y: ...\n    with z: ...\n",
    ),
    "Task": (
        "import asyncio\nasync def f():\n    await asyncio.gather(a(), b())\n",
        ["3"],
        "from m import gather\ngather(a())\n",
    ),
    "Structural pattern matching": (
        "match x:\n    case 1: ...\n",
        ["1"],
        "import re\nmatch = re.match('a', 'b')\n",
    ),
    "Context variable": (
        "from contextvars import ContextVar\nX = ContextVar('x')\n",
        ["2"],
        "from contextvars import ContextVar\ndef f(x: ContextVar): ...\n",
    ),
    "Thread-local data": (
        "import threading\nX = threading.local()\nclass A(threading.local): ...\n",
        ["2", "A"],
        "import threading\nthreading.Lock()\n",
    ),
    "Weak reference": (
        "import weakref\nX = weakref.WeakSet()\n",
        ["2"],
        "import weakref\nisinstance(x, weakref.ref)\n",
    ),
    "Exit handler": (
        "import atexit\n@atexit.register\ndef f(): ...\natexit.register(print)\n",
        ["f", "4"],
        "class A:\n    def f(self, atexit): atexit.register(print)\n",
    ),
    "Plugins from entry points": (
        "from importlib.metadata import entry_points\nentry_points(group='x')\n",
        ["2"],
        "def entry_points(): ...\nentry_points()\n",
    ),
    "Plugin hook": (
        "import pluggy\nhook = pluggy.HookimplMarker('x')\n@hook(trylast=True)\ndef f(): ...\n",
        ["f"],
        "hook = HookimplMarker('x')\n@hook\ndef f(): ...\n",
    ),
    "Fixture": (
        "import pytest\n@pytest.fixture\ndef f(): yield\n",
        ["f"],
        "from m import fixture\n@fixture\ndef f(): ...\n",
    ),
    "Parametrised test": (
        "import pytest\n@pytest.mark.parametrize('x', [1])\ndef test_f(x): ...\n",
        ["test_f"],
        "import pytest\n@pytest.mark.slow\ndef test_f(): ...\n",
    ),
    "Conditional test": (
        "import unittest\nclass A(unittest.TestCase):\n    @unittest.skipIf(x, '')\n"
        "    def test(self): ...\n",
        ["A.test"],
        "@unittest.skip\ndef test(): ...\n",
    ),
    "Property-based test": (
        "from hypothesis import given\n@given(x=y)\ndef test_f(x): ...\n",
        ["test_f"],
        "from behave import given\n@given('a number')\ndef f(x): ...\n",
    ),
    "Test case": (
        "from unittest import TestCase\nclass A(TestCase): ...\nclass B(A): ...\n",
        ["A", "B"],
        "class TestCase: ...\nclass A(TestCase): ...\n",
    ),
    "Mock patch": (
        "from unittest import mock\n@mock.patch('x')\ndef f(m):\n"
        "    with mock.patch.object(a, 'b'): ...\n",
        ["f", "4"],
        "from unittest import mock\nmock.Mock()\n",
    ),
    "pytest hook": (
        "import pytest\n@pytest.hookimpl(tryfirst=True)\ndef pytest_configure(): ...\n",
        ["pytest_configure"],
        "def pytest_configure(): ...\n",
    ),
    "argparse parser": (
        "import argparse\nargparse.ArgumentParser()\n",
        ["2"],
        "import argparse\ndef f(p: argparse.ArgumentParser): ...\n",
    ),
    "argparse subcommand": (
        "import argparse\np = argparse.ArgumentParser()\ns = p.add_subparsers()\n"
        "s.add_parser('a')\n",
        ["4"],
        "def f(s): s.add_parser('a')\n",
    ),
    "click command": (
        "import click\n@click.group()\n@click.option('--x')\ndef cli(x): ...\n@cli.command('b')\n"
        "def b(): ...\n",
        ["cli", "b"],
        "class cli: ...\n@cli.command()\ndef b(): ...\n",
    ),
    "Typer command": (
        "from typer import Typer\napp = Typer()\n@app.command()\ndef f(): ...\n",
        ["f"],
        "def g(app):\n    @app.command()\n    def f(): ...\n",
    ),
    "Flask application": (
        "from flask import Flask\napp = Flask(__name__)\n",
        ["2"],
        "from flask import Flask\ndef f(app: Flask): ...\n",
    ),
    "Flask route": (
        "import flask\nbp = flask.Blueprint('a', __name__)\n@bp.route('/')\ndef f(): ...\n"
        "def g(app: flask.Flask):\n    @app.get('/')\n    def h(): ...\n",
        ["f", "g.<locals>.h"],
        "import flask\napp = flask.Flask('a')\napp = None or other()\n@app.route('/')\n"
        "def f(): ...\n",
    ),
    "Flask hook": (
        "from flask import Flask\napp = Flask('a')\n@app.errorhandler(404)\ndef f(e): ...\n",
        ["f"],
        "from quart import Quart\napp = Quart('a')\n@app.errorhandler(404)\ndef f(e): ...\n",
    ),
    "Flask view": (
        "from flask.views import MethodView\nclass A(MethodView): ...\n",
        ["A"],
        "class A(MethodView): ...\n",
    ),
    "FastAPI route": (
        "from fastapi import APIRouter\nr = APIRouter()\n@r.get('/')\nasync def f(): ...\n",
        ["f"],
        "from other import APIRouter\nr = APIRouter()\n@r.get('/')\nasync def f(): ...\n",
    ),
    "FastAPI dependency": (
        "from fastapi import Depends\ndef f(x=Depends(g)): ...\n",
        ["2"],
        "def f(x=Depends(g)): ...\n",
    ),
    "pydantic model": (
        "from pydantic import BaseModel\nclass A(BaseModel): ...\nclass B(A): ...\n",
        ["A", "B"],
        "class BaseModel: ...\nclass A(BaseModel): ...\n",
    ),
    "pydantic validator": (
        "import pydantic\nclass A:\n    @pydantic.field_validator('x')\n    def f(cls, v): ...\n",
        ["A.f"],
        "from attr import validator\n@validator\ndef f(v): ...\n",
    ),
    "SQLAlchemy model": (
        "from sqlalchemy.orm import declarative_base\nBase = declarative_base()\n"
        "class A(Base): ...\n",
        ["A"],
        "Base = declarative_base()\nclass A(Base): ...\n",
    ),
    "Django model": (
        "from django.db import models\nclass A(models.Model): ...\nclass B(A): ...\n",
        ["A", "B"],
        "from odoo import models\nclass A(models.Model): ...\n",
    ),
    "Django route": (
        "from django.urls import path\nurlpatterns = [path('', view)]\n",
        ["2"],
        "from os import path\npath('', view)\n",
    ),
    "Django view": (
        "from django.views import View\nclass A(View): ...\n",
        ["A"],
        "from flask.views import View\nclass A(View): ...\n",
    ),
    "Django form": (
        "from django import forms\nclass A(forms.Form): ...\n",
        ["A"],
        "from wtforms import forms\nclass A(forms.Form): ...\n",
    ),
    "Django command": (
        "from django.core.management.base import BaseCommand\nclass Command(BaseCommand): ...\n",
        ["Command"],
        "class Command(BaseCommand): ...\n",
    ),
    "Django signal receiver": (
        "from django.dispatch import receiver\n@receiver(saved)\ndef f(sender, **k): ...\n",
        ["f"],
        "from m import receiver\n@receiver(saved)\ndef f(sender, **k): ...\n",
    ),
    "torch module": (
        "import torch.nn as nn\nclass A(nn.Module): ...\nclass B(A): ...\n",
        ["A", "B"],
        "import flax.linen as nn\nclass A(nn.Module): ...\n",
    ),
    "torch autograd function": (
        "from torch.autograd import Function\nclass A(Function): ...\n",
        ["A"],
        "from torch.nn import functional as Function\nclass A(Function): ...\n",
    ),
    "torch data set": (
        "from torch.utils.data import Dataset\nclass A(Dataset): ...\n",
        ["A"],
        "from datasets import Dataset\nclass A(Dataset): ...\n",
    ),
    "torch optimiser": (
        "import torch.optim\nclass A(torch.optim.Optimizer): ...\n",
        ["A"],
        "import torch\nclass A(Optimizer): ...\n",
    ),
    "torch code without gradients": (
        "import torch\n@torch.no_grad()\ndef f(): ...\n",
        ["f"],
        "import torch\n@torch.enable_grad()\ndef f(): ...\n",
    ),
    "Compiled torch code": (
        "import torch\n@torch.compile(dynamic=True)\ndef f(): ...\n",
        ["f"],
        "import re\n@re.compile\ndef f(): ...\n",
    ),
    "torch operator": (
        "import torch\n@torch.library.custom_op('a::b', mutates_args=())\ndef f(): ...\n",
        ["f"],
        "import torch\n@torch.library.opcheck\ndef f(): ...\n",
    ),
    "Celery task": (
        "from celery import Celery\napp = Celery('a')\n@app.task(bind=True)\ndef f(self): ...\n",
        ["f"],
        "from invoke import task\n@task\ndef f(c): ...\n",
    ),
    "Sphinx extension": (
        "from sphinx.application import Sphinx\ndef setup(app: Sphinx):\n"
        "    app.add_directive('a', A)\n",
        ["3"],
        "def setup(app):\n    app.add_directive('a', A)\n",
    ),
    "Directive": (
        "from sphinx.util.docutils import SphinxDirective\nclass A(SphinxDirective): ...\n",
        ["A"],
        "class A(Directive): ...\n",
    ),
    "Sphinx domain": (
        "from sphinx.domains import Domain\nclass A(Domain): ...\n",
        ["A"],
        "class A(Domain): ...\n",
    ),
}
"""By the name of the row: a file, its places (a definition, or the line of anything else), and a
file that has none although it looks similar."""


def _found(project: Project, path: str = "m.py") -> dict[str, list[str]]:
    return {
        match.pattern.name: [
            place.symbol.qualname if place.symbol else f"{place.line}" for place in match.places
        ]
        for match in find_patterns(project, PATTERNS)(project.files[path])
    }


@pytest.mark.parametrize("name", CASES)
def test_pattern_is_found_at_its_places(project: Link, name: str) -> None:
    source, places, _ = CASES[name]
    assert _found(project({"m.py": source}))[name] == places


@pytest.mark.parametrize("name", CASES)
def test_what_only_looks_like_the_pattern_is_none(project: Link, name: str) -> None:
    assert name not in _found(project({"m.py": CASES[name][2]}))


def test_every_row_has_a_case_and_a_name_of_its_own() -> None:
    names = [pattern.name for pattern in PATTERNS]
    assert sorted(names) == sorted(CASES)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_row_explains_itself_in_a_sentence_with_a_link(pattern: Pattern) -> None:
    assert pattern.explanation.endswith(".")
    assert ". " not in pattern.explanation
    assert pattern.explanation.count("`") % 2 == 0
    assert pattern.url.startswith("https://")
    assert pattern.matchers


def test_no_name_stands_twice_in_a_matcher_and_objects_are_only_called_through_methods() -> None:
    for pattern in PATTERNS:
        for matcher in pattern.matchers:
            names = names_of(matcher)
            assert len(set(names)) == len(names), pattern.name
            if isinstance(matcher, Calls | Decorated):
                assert not any(name.startswith(".") for name in names)
    assert "add_parser" in METHODS


def test_bases_and_decorators_are_followed_through_the_files_of_the_repository(
    project: Link,
) -> None:
    files = {
        "pkg/__init__.py": "from .errors import Broken\nfrom .app import celery\n",
        "pkg/errors.py": "class Broken(Exception): ...\n",
        "pkg/app.py": "from celery import Celery\ncelery = Celery('a')\n",
        "pkg/compat.py": "from dataclasses import dataclass as record\n",
        "pkg/sub/m.py": (
            "from .. import Broken, celery as c\nfrom ..compat import record\n"
            "import pkg.errors as e\n"
            "class A(Broken): ...\nclass B(e.Broken): ...\n@c.task\ndef f(): ...\n"
            "@record\nclass D: ...\n"
        ),
        "pkg/sub/__init__.py": "",
    }
    linked = project(files)
    assert _found(linked, "pkg/sub/m.py") == {
        "Dataclass": ["D"],
        "Exception": ["A", "B"],
        "Celery task": ["f"],
    }
    assert _found(linked, "pkg/errors.py") == {
        "Exception": ["Broken"],
        "Exception hierarchy": ["Broken"],
    }


def test_library_recognises_its_own_names_from_within(project: Link) -> None:
    files = {
        "src/flask/__init__.py": "from .app import Flask as Flask\nfrom . import views\n",
        "src/flask/app.py": "class Flask: ...\n",
        "src/flask/views.py": "class View: ...\nclass MethodView(View): ...\n",
        "tests/test_m.py": "import flask\napp = flask.Flask('a')\n@app.route('/')\ndef f(): ...\n",
    }
    linked = project(files)
    assert _found(linked, "src/flask/views.py") == {"Flask view": ["MethodView"]}
    assert _found(linked, "tests/test_m.py") == {"Flask application": ["2"], "Flask route": ["f"]}


def test_module_of_the_repository_is_not_the_one_of_the_standard_library(project: Link) -> None:
    files = {"enum.py": "class Enum: ...\n", "m.py": "import enum\nclass A(enum.Enum): ...\n"}
    assert _found(project(files)) == {}


def test_names_that_are_bound_twice_or_later_say_nothing(project: Link) -> None:
    source = """
        from torch.nn import Module
        if x:
            from other import Module
        class A(Module): ...
        class B:
            @property
            def x(self): ...
        def property(f): ...
        class C:
            def f(self, Exception):
                class D(Exception): ...
    """
    assert _found(project({"m.py": source})) == {}


def test_class_body_is_read_line_by_line(project: Link) -> None:
    source = """
        class A:
            @property
            def property(self): ...
            @property.setter
            def property(self, value): ...
            @property
            def y(self): ...
    """
    assert _found(project({"m.py": source})) == {"Property": ["A.property"]}


def test_hooks_of_pytest_are_known_by_name_in_a_conftest(project: Link) -> None:
    linked = project({"conftest.py": "def pytest_configure(config): ...\ndef other(): ...\n"})
    assert _found(linked, "conftest.py") == {"pytest hook": ["pytest_configure"]}


def test_circles_of_names_and_classes_end(project: Link) -> None:
    files = {
        "a.py": "from b import x\nclass A(B): ...\nclass B(A): ...\n@x.y\nclass C(x): ...\n",
        "b.py": "from a import x\n",
    }
    assert _found(project(files), "a.py") == {}


_SNIPPETS = [line for source, _, other in CASES.values() for line in (source, other)]


@given(st.lists(st.sampled_from(_SNIPPETS), max_size=4), st.text(max_size=20))
def test_no_mixture_of_sources_raises(project: Link, parts: list[str], text: str) -> None:
    files = {"p/m.py": "".join(parts), "p/__init__.py": "from .m import *\n", "x.py": text}
    linked = project(files)
    find = find_patterns(linked, PATTERNS)
    for facts in linked.files.values():
        find(facts)
