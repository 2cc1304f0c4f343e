from collections.abc import Sequence
from typing import Final

SINGULAR: Final[float]

def dot(left: Sequence[float], right: Sequence[float]) -> float: ...
def wrap_degrees(angle: float) -> float: ...
def tide_sum(
    hours: float,
    speeds: Sequence[float],
    amplitudes: Sequence[float],
    phases: Sequence[float],
) -> float: ...
def solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]: ...
