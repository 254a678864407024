"""What a routing problem is made of, and what a plan for it says. Whole numbers throughout: money, distance and time in
the problem's own units, places as rows of the matrices, stops and vehicles by number."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from common.errors import ErrorText

Array = NDArray[np.int64]
Amounts = tuple[int, ...]
Window = tuple[int, int]

FOREVER = 2**50


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A visit. `delivery` is loaded at the depot and left here, `pickup` is taken here and brought back to the depot;
    both one figure per dimension.

    Service begins in one of the `windows` (rising, none: any time). `penalty` is the cost of leaving the stop out;
    None means it must be served. `goods` is its class of goods, `skills` what a vehicle must have, `vehicles` those
    that may come (None: any). `dock` names what it needs a free place at.
    """

    id: int
    place: int
    windows: tuple[Window, ...] = ()
    service: int = 0
    delivery: Amounts = ()
    pickup: Amounts = ()
    penalty: int | None = None
    goods: str = ""
    skills: frozenset[str] = frozenset()
    vehicles: frozenset[int] | None = None
    dock: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Goods taken at one stop and left at another, by the same vehicle and in this order. Loads of their own."""

    pickup: int
    delivery: int
    load: Amounts


@dataclass(frozen=True, slots=True)
class Break:
    """A rest of `length` that begins within [earliest, latest]; it may interrupt travel, not a service."""

    earliest: int
    latest: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """One vehicle, from the place `start` to the depot at the place `end` within `shift`.

    Its cost, if it drives: `fixed_cost`, `distance_cost` per unit of distance, `duration_cost` per unit of time
    between departure and return. `max_duration` limits that time. It makes at most `max_trips`, each but the last
    ended by a reload at `end` that takes `reload_time`.

    Running state: `start` and the beginning of `shift` are where and when it is; `onboard` are stops whose goods are
    on it, `prefix` the stops it makes first, in this order; one with `is_under_way` loads nothing before a reload.
    """

    id: int
    depot: int
    start: int
    end: int
    capacity: Amounts = ()
    shift: Window = (0, FOREVER)
    max_duration: int = FOREVER
    fixed_cost: int = 0
    distance_cost: int = 1
    duration_cost: int = 0
    skills: frozenset[str] = frozenset()
    breaks: tuple[Break, ...] = ()
    max_trips: int = 1
    reload_time: int = 0
    is_under_way: bool = False
    onboard: frozenset[int] = frozenset()
    prefix: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Dock:
    """At most `places` services at the same time."""

    id: str
    places: int


@dataclass(frozen=True, kw_only=True)
class RoutingProblem:
    """`distance` and `duration`: P x P, whole numbers. `incompatible`: classes of goods that never share a vehicle."""

    name: str
    kind: str
    stops: tuple[Stop, ...]
    vehicles: tuple[Vehicle, ...]
    distance: Array
    duration: Array
    pairs: tuple[Pair, ...] = ()
    docks: tuple[Dock, ...] = ()
    incompatible: frozenset[frozenset[str]] = frozenset()

    @cached_property
    def stop(self) -> Mapping[int, Stop]:
        return {stop.id: stop for stop in self.stops}

    @cached_property
    def vehicle(self) -> Mapping[int, Vehicle]:
        return {vehicle.id: vehicle for vehicle in self.vehicles}

    @cached_property
    def pair_at(self) -> Mapping[int, Pair]:
        """The pair that a stop is an end of."""
        return {end: pair for pair in self.pairs for end in (pair.pickup, pair.delivery)}

    @cached_property
    def dimensions(self) -> int:
        return max((len(vehicle.capacity) for vehicle in self.vehicles), default=0)


@dataclass(frozen=True, slots=True)
class Route:
    """The stops of a vehicle in order. `reloads`: positions in `stops` before which it returns to its depot.

    `times` are the beginnings of service; empty means as early as can be.
    """

    vehicle: int
    stops: tuple[int, ...]
    reloads: tuple[int, ...] = ()
    times: tuple[int, ...] = ()

    def trips(self) -> list[tuple[int, ...]]:
        """The stops between two visits to the depot."""
        cuts = [0, *self.reloads, len(self.stops)]
        return [self.stops[a:b] for a, b in pairwise(cuts)]


@dataclass(frozen=True, slots=True)
class Plan:
    """The routes that drive. A stop in none of them is left out."""

    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: what, where, and the values the message names."""

    text: ErrorText
    field: str
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.text.code

    def message(self, language: str) -> str:
        return self.text.render(language, self.params)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checker says of a plan: its true cost with its parts, and every rule it breaks.

    `cost_parts`: fixed, distance, duration, penalty.
    """

    cost: int
    cost_parts: Mapping[str, int]
    violations: tuple[Finding, ...]

    @property
    def is_feasible(self) -> bool:
        return not self.violations


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search is: the engine's name, seconds since its start, best cost so far."""

    stage: str
    seconds: float
    cost: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """`status` is "feasible" when the checker accepts the plan, "infeasible" when not: `verdict` then says why.

    Nothing is proven: there is no bound.
    """

    status: str
    cost: int
    seconds: float
    cpu_seconds: float
    plan: Plan
    verdict: Verdict
    engine: str
