"""Arithmetic in plain Python: always there, and fast enough for one harbour.

`tidepool._native` offers the same `tide_sum` in C. The types stand in ``_fastmath.pyi``.
"""

import math
import sys

SINGULAR = 1e-12

if sys.version_info >= (3, 12):

    def dot(left, right):
        """Sum the products of two equally long sequences, with extended precision."""
        return math.sumprod(left, right)

else:

    def dot(left, right):
        """Sum the products of two equally long sequences, with extended precision."""
        return math.fsum(a * b for a, b in zip(left, right, strict=True))


def wrap_degrees(angle):
    """Bring an angle into the range from 0 up to, but without, 360.

    >>> wrap_degrees(-90.0)
    270.0
    >>> wrap_degrees(725.0)
    5.0
    """
    return angle % 360.0


def tide_sum(hours, speeds, amplitudes, phases):
    """Sum the cosines of all constituents.

    Args:
        hours: Time since the epoch.
        speeds: Degrees per hour, one for each constituent.
        amplitudes: Metres, in the same order.
        phases: Degrees, in the same order.

    Returns:
        The height above the mean level, in metres.
    """
    waves = [
        math.cos(math.radians(speed * hours - phase))
        for speed, phase in zip(speeds, phases, strict=True)
    ]
    return dot(amplitudes, waves)


def solve(matrix, right):
    """Solve a system of linear equations by elimination with row pivots.

    >>> solve([[2.0, 1.0], [1.0, 3.0]], [3.0, 5.0])
    [0.8, 1.4]

    Raises:
        ZeroDivisionError: If the matrix is singular.
    """
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda index: abs(rows[index][column]))
        if abs(rows[pivot][column]) < SINGULAR:
            raise ZeroDivisionError("matrix is singular")
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for row in rows[column + 1 :]:
            factor = row[column] / rows[column][column]
            for index in range(column, size + 1):
                row[index] -= factor * rows[column][index]
    solution = [0.0] * size
    for index in reversed(range(size)):
        known = dot(rows[index][index + 1 : size], solution[index + 1 :])
        solution[index] = (rows[index][size] - known) / rows[index][index]
    return solution
