"""What a file touches besides its own data, as its imports and decorators tell.

An import says that something can be used, not that it is, and not how; pages say no more than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from sphinx_kwindex.insights.harmless import opens_nothing
from sphinx_kwindex.records.analysis import Analysis, Symbol
from sphinx_kwindex.records.imports import Import


class Surface(msgspec.Struct, frozen=True):
    """A subject, and the modules and names whose import belongs to it."""

    subject: str
    names: str
    """Dotted names with a space between; one stands for everything below it too."""


CACHING = Surface(
    "Caching",
    "functools.cache functools.cached_property functools.lru_cache aiocache cachetools "
    "diskcache django.core.cache flask_caching joblib.Memory memcache pymemcache",
)

PERFORMANCE_SURFACES = (
    CACHING,
    Surface(
        "Threads",
        "_thread concurrent.futures.ThreadPoolExecutor concurrent.futures.thread "
        "multiprocessing.dummy multiprocessing.pool.ThreadPool threading",
    ),
    Surface(
        "Green threads",
        "eventlet gevent greenlet",
    ),
    Surface(
        "Processes in parallel",
        "billiard concurrent.futures.ProcessPoolExecutor concurrent.futures.process joblib "
        "loky multiprocess multiprocessing torch.multiprocessing",
    ),
    Surface(
        "Threads or processes",
        "concurrent.futures queue",
    ),
    Surface(
        "Event loops",
        "anyio asyncio curio tornado.ioloop trio uvloop",
    ),
    Surface(
        "Distributed computing",
        "celery dask mpi4py ray torch.distributed",
    ),
    Surface(
        "GPU",
        "cuda cudf cupy numba.cuda pycuda pynvml pyopencl torch.backends.cuda "
        "torch.backends.cudnn torch.backends.mps torch.cuda torch.mps torch.xpu triton",
    ),
)
"""The first that fits most closely counts."""

SECURITY_SURFACES = (
    Surface(
        "Running programs",
        "asyncio.create_subprocess_exec asyncio.create_subprocess_shell asyncio.subprocess "
        "fabric invoke os.execl os.execv os.execve os.execvp os.fork os.popen os.posix_spawn "
        "os.spawnl os.spawnv os.startfile os.system pexpect plumbum psutil.Popen pty sh "
        "subprocess",
    ),
    Surface(
        "Network",
        "aiohttp asyncio.open_connection asyncio.start_server boto3 botocore ftplib grpc "
        "http.client http.server httpcore httpx imaplib nntplib paramiko poplib pycurl "
        "requests smtplib socket socketserver ssl telnetlib torch.hub tornado.httpclient "
        "tornado.httpserver twisted.internet urllib.request urllib3 websockets "
        "werkzeug.serving.make_server werkzeug.serving.run_simple wsgiref.simple_server xmlrpc zmq",
    ),
    Surface(
        "Files and archives",
        "aiofiles filelock fileinput fsspec glob h5py mmap os.chmod os.chown os.makedirs "
        "os.mkdir os.remove os.rename os.replace os.rmdir os.scandir os.unlink os.walk "
        "pathlib shutil sqlite3 tarfile tempfile zipfile",
    ),
    Surface(
        "Deserialisation",
        "cloudpickle dill jsonpickle joblib.load marshal numpy.load pandas.read_pickle pickle "
        "_pickle pickletools plistlib ruamel.yaml shelve torch.load yaml xml.dom xml.etree "
        "xml.sax lxml",
    ),
    Surface(
        "Running code from text",
        "code codeop runpy",
    ),
    Surface(
        "Native code",
        "_ctypes cffi ctypes torch.utils.cpp_extension",
    ),
    Surface(
        "Cryptography and secrets",
        "Crypto Cryptodome cryptography hashlib hmac jwt nacl passlib secrets",
    ),
)


class Imported(Protocol):
    """An import with the file that it means."""

    @property
    def statement(self) -> Import:
        """The import as written."""
        ...

    @property
    def target(self) -> str | None:
        """The imported file; None for a module from elsewhere."""
        ...


def used_surfaces(
    surfaces: Sequence[Surface], imports: Iterable[Imported], analysis: Analysis
) -> dict[str, list[Import]]:
    """Return the imports that belong to each subject, in the order of the subjects.

    Imports for type checkers do not count, nor those of a module of the repository: of one in
    ``torch.distributed``, an import of its neighbour says nothing of what it does.  Of a module,
    the names count that the file takes from it, as far as it shows any.

    Parameters
    ----------
    surfaces:
        The subjects.
    imports:
        The imports of a file, with what they mean.
    analysis:
        What else the file says.

    Returns
    -------
    mapping from subjects to imports
        A subject without imports is not in it.
    """
    subjects = {name: surface.subject for surface in surfaces for name in surface.names.split()}
    named = _names_by_import(analysis)
    found: dict[str, list[Import]] = {surface.subject: [] for surface in surfaces}
    for item in imports:
        statement = item.statement
        if statement.level or statement.type_checking or item.target is not None:
            continue
        names = sorted(named.get(statement, {statement.source}))
        names = [name for name in names if not opens_nothing(name)]
        for subject in dict.fromkeys(_subject(name, subjects) for name in names):
            if subject:
                found[subject].append(statement)
    return {subject: statements for subject, statements in found.items() if statements}


def _names_by_import(analysis: Analysis) -> dict[Import, set[str]]:
    """Return the full names that the code takes through each import that it uses."""
    found: dict[Import, set[str]] = {}
    for item in analysis.references:
        statement = analysis.imports[item.imported]
        parts = [statement.bound_path, *([item.attributes] if item.attributes else [])]
        found.setdefault(statement, set()).add(".".join(parts))
    return {statement: _with_import(statement, names) for statement, names in found.items()}


def _with_import(statement: Import, names: set[str]) -> set[str]:
    """Return names; the module itself for one that the code hands on as a whole."""
    return {statement.dotted if statement.dotted.startswith(f"{name}.") else name for name in names}


def cached_definitions(symbols: Iterable[Symbol]) -> Iterator[tuple[Symbol, str]]:
    """Yield the definitions that a decorator caches, each with the decorator as written."""
    names = dict.fromkeys(CACHING.names.split(), CACHING.subject)
    for symbol in symbols:
        for decorator in symbol.decorators:
            if _subject(decorator.path, names):
                yield symbol, decorator.written


def _subject(dotted: str, subjects: dict[str, str]) -> str:
    """Return the subject of the longest known beginning of a name, empty without one."""
    while dotted:
        if dotted in subjects:
            return subjects[dotted]
        dotted = dotted.rpartition(".")[0]
    return ""
