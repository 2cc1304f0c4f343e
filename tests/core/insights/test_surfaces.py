from __future__ import annotations

import pytest

from sphinx_kwindex.insights.surfaces import (
    PERFORMANCE_SURFACES,
    SECURITY_SURFACES,
    cached_definitions,
    used_surfaces,
)
from tests.core.fixtures import Link


def _used(linked: Link, source: str, **files: str) -> dict[str, list[str]]:
    project = linked({"m.py": source, **{f"{name}.py": text for name, text in files.items()}})
    surfaces = (*PERFORMANCE_SURFACES, *SECURITY_SURFACES)
    return {
        subject: [statement.dotted for statement in statements]
        for subject, statements in used_surfaces(
            surfaces, project.imports["m.py"], project.files["m.py"].analysis
        ).items()
    }


@pytest.mark.parametrize(
    ("source", "subject"),
    [
        ("import threading", "Threads"),
        ("from concurrent.futures import ThreadPoolExecutor as T", "Threads"),
        ("from concurrent.futures import ProcessPoolExecutor", "Processes in parallel"),
        ("from concurrent import futures", "Threads or processes"),
        ("import concurrent.futures", "Threads or processes"),
        ("import multiprocessing.shared_memory", "Processes in parallel"),
        ("import asyncio", "Event loops"),
        ("import torch.cuda as c", "GPU"),
        ("from functools import lru_cache", "Caching"),
        ("from os import system", "Running programs"),
        ("import socket", "Network"),
        ("from urllib import request", "Network"),
        ("from shutil import *", "Files and archives"),
        ("from xml.etree import ElementTree", "Deserialisation"),
        ("def f():\n    import pickle", "Deserialisation"),
        ("import ctypes.util", "Native code"),
        ("import pickle\npickle.loads(a)", "Deserialisation"),
        ("import pickle\npickle.PicklingError\npickle.Unpickler", "Deserialisation"),
        ("import pickle\nf(pickle)", "Deserialisation"),
        ("import xml.etree.ElementTree as E\nE.parse(a)", "Deserialisation"),
        ("import os.path, os\nos.system(a)", "Running programs"),
        ("from Crypto.Cipher import AES", "Cryptography and secrets"),
        ("from Crypto.Cipher import PKCS1_OAEP", "Cryptography and secrets"),
        ("from smtplib import SMTP_SSL", "Network"),
        ("import ftplib\nftplib.FTP_TLS(a)", "Network"),
        ("import concurrent.futures\nconcurrent.futures.ThreadPoolExecutor()", "Threads"),
    ],
)
def test_import_belongs_to_the_subject_that_fits_most_closely(
    project: Link, source: str, subject: str
) -> None:
    assert list(_used(project, source)) == [subject]


@pytest.mark.parametrize(
    "source",
    [
        "import os, urllib.parse, functools, picklejar",
        "from pathlib import PurePath",
        "from . import pickle",
        "from .pickle import load",
        "from pickle import PicklingError",
        "from pickle import dumps, HIGHEST_PROTOCOL",
        "import pickle\ntry: f()\nexcept pickle.PicklingError: pass",
        "import pickle as p\np.dump(1, p.HIGHEST_PROTOCOL)",
        "import xml.sax.saxutils\nxml.sax.saxutils.escape(a)",
        "import yaml\nyaml.safe_dump(a)",
        "from socket import timeout, AF_INET, gaierror",
        "from subprocess import CalledProcessError, PIPE",
        "import requests\ntry: f()\nexcept requests.exceptions.HTTPError: pass",
        "from requests.exceptions import ConnectionError",
        "from urllib3.exceptions import MaxRetryError",
        "from cryptography.exceptions import InvalidSignature",
        "import queue\ntry: f()\nexcept queue.Empty: pass",
        "from concurrent.futures import TimeoutError",
        "import asyncio\ntry: f()\nexcept asyncio.CancelledError: pass",
        "from multiprocessing import cpu_count",
        "from sqlite3 import OperationalError",
        "from zipfile import BadZipFile",
        "from hmac import compare_digest",
        "from secrets import compare_digest",
        "import tempfile\ntempfile.gettempdir()",
        "from mmap import PAGESIZE",
        "from plistlib import UID",
        "from ctypes import sizeof",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import socket",
    ],
)
def test_import_that_gives_no_access_says_nothing(project: Link, source: str) -> None:
    assert _used(project, source) == {}


def test_module_of_the_repository_is_not_the_one_of_the_standard_library(project: Link) -> None:
    assert _used(project, "import code, runpy", code="") == {"Running code from text": ["runpy"]}


def test_no_name_belongs_to_two_subjects() -> None:
    for surfaces in (PERFORMANCE_SURFACES, SECURITY_SURFACES):
        names = [name for surface in surfaces for name in surface.names.split()]
        assert len(names) == len(set(names))


def test_decorators_that_cache_are_found_under_the_names_they_are_imported_by(
    project: Link,
) -> None:
    source = """
        import functools
        import functools as ft
        from functools import lru_cache as memo, wraps

        @functools.lru_cache(maxsize=None)
        def a(): ...

        @memo
        def b(): ...

        class C:
            @ft.cached_property
            def d(self): ...
            @property
            def e(self): ...

        @wraps(a)
        def f(): ...

        @cache
        def g(): ...
    """
    linked = project({"m.py": source})
    found = cached_definitions(linked.files["m.py"].analysis.symbols)
    assert [(symbol.qualname, decorator) for symbol, decorator in found] == [
        ("a", "functools.lru_cache(maxsize=None)"),
        ("b", "memo"),
        ("C.d", "ft.cached_property"),
    ]


def test_import_within_the_repository_is_no_evidence(project: Link) -> None:
    files = {
        "torch/__init__.py": "",
        "torch/distributed/__init__.py": "",
        "torch/distributed/rpc.py": "",
        "torch/distributed/m.py": "import torch.distributed.rpc\nimport threading\n",
    }
    linked, path = project(files), "torch/distributed/m.py"
    found = used_surfaces(PERFORMANCE_SURFACES, linked.imports[path], linked.files[path].analysis)
    assert list(found) == ["Threads"]
