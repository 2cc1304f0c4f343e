"""The sum of the constituents in C, from ``native/harmonics.c``.

``make native`` builds the library; ``TIDEPOOL_NATIVE`` says where it lies. Without it this module
raises `ImportError` when it is imported, and the caller falls back to `tidepool._fastmath`.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence


def _load_library() -> ctypes.CDLL:
    """Open the library that ``TIDEPOOL_NATIVE`` names, and declare its function."""
    path = os.environ.get("TIDEPOOL_NATIVE")
    if not path:
        raise ImportError("TIDEPOOL_NATIVE does not name a library")
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise ImportError(f"cannot load {path}: {error}") from error
    doubles = ctypes.POINTER(ctypes.c_double)
    library.tide_sum.argtypes = [ctypes.c_double, doubles, doubles, doubles, ctypes.c_size_t]
    library.tide_sum.restype = ctypes.c_double
    return library


_LIBRARY = _load_library()


def tide_sum(
    hours: float,
    speeds: Sequence[float],
    amplitudes: Sequence[float],
    phases: Sequence[float],
) -> float:
    """Sum the cosines of all constituents; see `tidepool._fastmath.tide_sum`."""
    count = len(speeds)
    array = ctypes.c_double * count
    height: float = _LIBRARY.tide_sum(
        hours, array(*speeds), array(*amplitudes), array(*phases), count
    )
    return height
