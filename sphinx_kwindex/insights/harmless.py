"""Names of modules that give access to something, but that give access to nothing themselves."""

from __future__ import annotations

import re

_BY_MODULE = {
    "_pickle": "dump dumps Pickler",
    "aiohttp": "ClientTimeout hdrs",
    "anyio": "EndOfStream",
    "asyncio": "QueueEmpty QueueFull iscoroutinefunction iscoroutine isfuture",
    "cloudpickle": "dump dumps",
    "concurrent.futures": "Future",
    "cryptography": "exceptions",
    "ctypes": "sizeof alignment byref",
    "ctypes.util": "find_library",
    "dill": "dump dumps",
    "filelock": "Timeout",
    "glob": "escape has_magic",
    "grpc": "StatusCode",
    "hashlib": "algorithms_available algorithms_guaranteed",
    "hmac": "compare_digest",
    "http.client": "responses HTTPMessage",
    "httpx": "URL Headers QueryParams Response Timeout codes",
    "invoke": "Result",
    "joblib": "cpu_count hash",
    "jsonpickle": "encode",
    "lxml": "builder",
    "lxml.etree": "Element SubElement tostring",
    "lxml.html": "builder",
    "marshal": "dump dumps version",
    "mmap": "PAGESIZE ALLOCATIONGRANULARITY",
    "multiprocessing": "cpu_count current_process parent_process",
    "pathlib": "PurePath PurePosixPath PureWindowsPath",
    "pexpect": "TIMEOUT EOF",
    "pickle": "dump dumps Pickler",
    "pickletools": "dis",
    "plistlib": "dump dumps UID",
    "queue": "Empty Full ShutDown",
    "requests": "Response codes status_codes structures",
    "requests.utils": "quote unquote",
    "secrets": "compare_digest",
    "shutil": "get_terminal_size which",
    "socket": (
        "timeout error herror gaierror inet_aton inet_ntoa inet_pton inet_ntop htons "
        "htonl ntohs ntohl"
    ),
    "sqlite3": "Row Binary",
    "subprocess": "CompletedProcess list2cmdline TimeoutExpired",
    "tarfile": "TarInfo",
    "tempfile": "gettempdir gettempdirb gettempprefix",
    "threading": "current_thread get_ident get_native_id main_thread",
    "trio": "Cancelled",
    "urllib.request": "pathname2url url2pathname quote unquote",
    "urllib3": "Timeout Retry",
    "urllib3.util": "Retry retry timeout",
    "websockets": "ConnectionClosed",
    "xml.dom.minidom": "Document",
    "xml.etree.ElementTree": "Element SubElement tostring indent",
    "xml.sax": "saxutils",
    "yaml": (
        "dump dump_all safe_dump safe_dump_all Dumper SafeDumper YAMLObject Node "
        "ScalarNode MappingNode SequenceNode"
    ),
    "zipfile": "BadZipFile BadZipfile ZipInfo",
    "zmq": "Again ZMQVersion",
}
"""Names by their module; those that write do not read."""
_NAMES = frozenset(
    f"{module}.{name}" for module, names in _BY_MODULE.items() for name in names.split()
)
_ERROR = re.compile(r"(?:Error|Exception|Warning|Interrupt|Cancelled)$")
"""``PicklingError``: how the names of exceptions end."""
_PARTS = frozenset({"exceptions", "errors", "exception", "error"})
"""Modules of exceptions, by any part of their name."""
_CONSTANT = re.compile(r"(?!\w+_(?:SSL|TLS)$)[A-Z][A-Z0-9]*_[A-Z0-9_]+$|(?:PIPE|STDOUT|DEVNULL)$")
"""``AF_INET``, ``HIGHEST_PROTOCOL``; ``AES`` and ``RSA`` are modules, ``SMTP_SSL`` is a class."""
_IN_CAPITALS = frozenset({"Crypto", "Cryptodome"})
"""Packages whose modules are called like constants: ``PKCS1_OAEP``."""


def opens_nothing(dotted: str) -> bool:
    """Return whether a name gives access to nothing, though its module does."""
    parts = dotted.split(".")
    if any(".".join(parts[:cut]) in _NAMES for cut in range(len(parts), 1, -1)):
        return True
    # What is on a constant or an exception is not more.
    constant = None if parts[0] in _IN_CAPITALS else _CONSTANT
    return any(
        _ERROR.search(part) or part in _PARTS or (constant and constant.match(part))
        for part in parts[1:]
    )
