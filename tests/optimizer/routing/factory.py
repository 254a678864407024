"""Small routing problems for tests."""

from dataclasses import replace
from typing import Any

import numpy as np

from optimizer.engine.routing import RoutingProblem, Stop, Vehicle


def on_a_plane(points: list[tuple[int, int]]) -> np.ndarray:
    """Whole distances between points, rounded down."""
    xy = np.array(points, dtype=float)
    return np.floor(np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))).astype(np.int64)


def stop(number: int, **changes: Any) -> Stop:
    """The stop at the place of its number that takes one piece."""
    return replace(Stop(id=number, place=number, delivery=(1,)), **changes)


def vehicle(number: int, **changes: Any) -> Vehicle:
    plain = Vehicle(id=number, depot=0, start=0, end=0, capacity=(10,), shift=(0, 1_000))
    return replace(plain, **changes)


def problem(
    points: list[tuple[int, int]], stops: list[Stop], vehicles: list[Vehicle], **changes: Any
) -> RoutingProblem:
    """The depot is the first point."""
    matrix = on_a_plane(points)
    plain = RoutingProblem(
        name="small",
        kind="small",
        stops=tuple(stops),
        vehicles=tuple(vehicles),
        distance=matrix,
        duration=matrix,
    )
    return replace(plain, **changes)


def scattered(seed: int, count: int, span: int = 50) -> list[tuple[int, int]]:
    dice = np.random.default_rng(seed)
    return [(span // 2, span // 2), *((int(x), int(y)) for x, y in dice.integers(0, span, (count, 2)))]
