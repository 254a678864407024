"""Instance files as they are published: Solomon and Gehring-Homberger, Li and Lim, VRPLIB, into a RoutingProblem.

Units follow from the kind: vrptw floor(10 d), cvrp floor(d + 1/2), pdptw and the other VRPLIB kinds floor(1000 d + 1/2)
of the Euclidean distance d; times, and fixed costs, by the same factor.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn

import numpy as np

from common.errors import ErrorText
from optimizer.engine.routing import findings
from optimizer.engine.routing.problem import (
    FOREVER,
    Array,
    Finding,
    Pair,
    RoutingProblem,
    Stop,
    Vehicle,
    Window,
)

LARGEST = 2.0**40  # of any number in a file, so that sums stay whole
TRUNCATION = 1e-7  # what floating point may lose of a whole distance

Row = list[float]


class Unreadable(Exception):
    """A file that is not an instance; `findings` say why."""

    def __init__(self, found: Sequence[Finding]) -> None:
        super().__init__(", ".join(finding.code for finding in found))
        self.findings = tuple(found)


@dataclass
class _Nodes:
    """Figures of the nodes of a file by their number, in integer units; the depots among them."""

    factor: int
    truncates: bool = False
    xy: dict[int, tuple[float, float]] = field(default_factory=dict)
    demand: dict[int, int] = field(default_factory=dict)
    window: dict[int, Window] = field(default_factory=dict)
    service: dict[int, int] = field(default_factory=dict)
    depots: tuple[int, ...] = (0,)

    def scaled(self, value: float) -> int:
        return round(value * self.factor)

    def matrix(self) -> Array:
        """Distances between all nodes, in the order of `xy`."""
        points = np.array(list(self.xy.values()), dtype=float)
        apart = points[:, None, :] - points[None, :, :]
        exact = self.factor * np.sqrt((apart * apart).sum(axis=2))
        return np.asarray(np.floor(exact + (TRUNCATION if self.truncates else 0.5)), dtype=np.int64)


def read(path: Path) -> RoutingProblem:
    """Read an instance file. Raises Unreadable with every finding."""
    try:
        text = path.read_text(encoding="utf-8").replace("\t", " ")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "UTF-8"
        raise Unreadable([Finding(findings.UNREADABLE, "file", {"reason": reason})]) from error
    name = path.stem
    if "DIMENSION" in text or "NODE_COORD_SECTION" in text:
        return _Vrplib(text).problem(name)
    lines = [line.split() for line in text.splitlines() if line.strip()]
    if any(line[:2] == ["CUST", "NO."] for line in lines):
        rows = [line for line in lines if len(line) in (2, 7) and line[0][0].isdigit()]
        return _by_rows(name, "vrptw", rows, 7)
    if lines and len(lines[0]) == 3 and len(lines) > 1 and len(lines[1]) == 9:
        return _by_rows(name, "pdptw", lines, 9)
    _refuse(findings.UNREADABLE, "file", reason="?")


def _refuse(text: ErrorText, place: str, **params: object) -> NoReturn:
    raise Unreadable([Finding(text, place, params)])


def _numbers(words: Sequence[str], place: str) -> Row:
    found = []
    for word in words:
        try:
            value = float(word)
        except ValueError:
            value = math.nan
        if not abs(value) <= LARGEST:
            _refuse(findings.FIELD_INVALID, place, name=place, value=word[:60], expected="number")
        found.append(value)
    return found


def _by_rows(name: str, kind: str, lines: Sequence[Sequence[str]], width: int) -> RoutingProblem:
    """First line: vehicles, capacity; rows: id, x, y, demand, ready, due, service and, in Li-Lim, the pair's ends."""
    nodes = _Nodes(10, truncates=True) if kind == "vrptw" else _Nodes(1000)
    count, capacity = (int(value) for value in _numbers(lines[0][:2], "line 1"))
    ends: dict[int, tuple[int, int]] = {}
    for number, line in enumerate(lines[1:], 2):
        place = f"row {number}"
        if len(line) != width:
            _refuse(
                findings.FIELD_INVALID,
                place,
                name=place,
                value=" ".join(line)[:60],
                expected=f"{width} values",
            )
        row = _numbers(line, place)
        node = int(row[0])
        if node in nodes.xy:
            _refuse(findings.DUPLICATE, place, value=node)
        nodes.xy[node], nodes.demand[node] = (row[1], row[2]), int(row[3])
        nodes.window[node] = (nodes.scaled(row[4]), nodes.scaled(row[5]))
        nodes.service[node] = nodes.scaled(row[6])
        if width == 9:
            ends[node] = (int(row[7]), int(row[8]))
    if 0 not in nodes.xy:
        _refuse(findings.FIELD_MISSING, "depot", name="depot 0")
    pairs = tuple(_pair(nodes, node, ends) for node in ends if node and ends[node][1] > 0)
    shift = nodes.window[0]
    vehicles = tuple(
        Vehicle(id=n, depot=0, start=0, end=0, capacity=(capacity,), shift=shift) for n in range(1, count + 1)
    )
    return _assembled(name, kind, nodes, vehicles, pairs)


def _pair(nodes: _Nodes, pickup: int, ends: dict[int, tuple[int, int]]) -> Pair:
    delivery = ends[pickup][1]
    if delivery not in nodes.xy or ends[delivery][0] != pickup:
        place = f"stop {pickup}"
        _refuse(findings.UNKNOWN_REFERENCE, place, name=place, value=delivery)
    if nodes.demand[pickup] + nodes.demand[delivery] != 0 or nodes.demand[pickup] < 0:
        place, value = f"stop {delivery}", nodes.demand[delivery]
        _refuse(findings.FIELD_INVALID, place, name=place, value=value, expected=str(-nodes.demand[pickup]))
    return Pair(pickup, delivery, (nodes.demand[pickup],))


def _assembled(
    name: str, kind: str, nodes: _Nodes, vehicles: tuple[Vehicle, ...], pairs: tuple[Pair, ...] = ()
) -> RoutingProblem:
    """Places are the nodes in the order of the file; what belongs to no pair is a delivery from the depot."""
    places = {node: place for place, node in enumerate(nodes.xy)}
    paired = {end for pair in pairs for end in (pair.pickup, pair.delivery)}
    stops = []
    for node, place in places.items():
        if node in nodes.depots:
            continue
        demand = nodes.demand.get(node, 0)
        if node not in paired and demand < 0:
            where = f"stop {node}"
            _refuse(findings.FIELD_INVALID, where, name=where, value=demand, expected="0, 1, 2, …")
        window = nodes.window.get(node)
        stops.append(
            Stop(
                id=node,
                place=place,
                windows=() if window is None else (window,),
                service=nodes.service.get(node, 0),
                delivery=() if node in paired else (demand,),
            )
        )
    matrix = nodes.matrix()
    if not vehicles:
        _refuse(findings.FIELD_MISSING, "vehicles", name="vehicles")
    placed = tuple(
        replace(vehicle, start=places[vehicle.depot], end=places[vehicle.depot]) for vehicle in vehicles
    )
    return RoutingProblem(
        name=name,
        kind=kind,
        stops=tuple(stops),
        vehicles=placed,
        distance=matrix,
        duration=matrix,
        pairs=pairs,
    )


class _Vrplib:
    """Entries `NAME: value` and sections of numeric rows, each beginning with a node's or a vehicle's number."""

    def __init__(self, text: str) -> None:
        self.entries: dict[str, str] = {}
        self.sections: dict[str, list[Row]] = {}
        rows: list[Row] = []
        for number, line in enumerate((line.strip() for line in text.splitlines()), 1):
            if not line or line == "EOF":
                continue
            if line[0].isalpha():
                key, _, value = line.partition(":")
                if key.strip().endswith("_SECTION"):
                    rows = self.sections.setdefault(key.strip(), [])
                else:
                    self.entries[key.strip()] = value.strip()
            else:
                rows.append(_numbers(line.split(), f"line {number}"))

    def entry(self, name: str) -> str:
        if name not in self.entries:
            _refuse(findings.FIELD_MISSING, name, name=name)
        return self.entries[name]

    def column(self, name: str, width: int = 1) -> dict[int, Row]:
        """The values of a section by the number they belong to."""
        found: dict[int, Row] = {}
        for row in self.sections.get(name, []):
            if len(row) <= width:
                if width == 1 and row[0] < 0:
                    continue
                shown = " ".join(f"{value:g}" for value in row)
                _refuse(findings.FIELD_INVALID, name, name=name, value=shown, expected=f"{width + 1} values")
            if int(row[0]) in found:
                _refuse(findings.DUPLICATE, name, value=int(row[0]))
            found[int(row[0])] = row[1 : width + 1]
        return found

    def problem(self, name: str) -> RoutingProblem:
        metric = self.entry("EDGE_WEIGHT_TYPE")
        if metric != "EUC_2D":
            params = {"name": "EDGE_WEIGHT_TYPE", "value": metric, "expected": "EUC_2D"}
            _refuse(findings.FIELD_INVALID, "EDGE_WEIGHT_TYPE", **params)
        kind = self.entry("TYPE").lower()
        nodes = _Nodes(1 if kind == "cvrp" else 1000)
        nodes.xy = {node: (x, y) for node, (x, y) in self.column("NODE_COORD_SECTION", 2).items()}
        nodes.demand = {node: int(row[0]) for node, row in self.column("DEMAND_SECTION").items()}
        nodes.depots = tuple(int(row[0]) for row in self.sections.get("DEPOT_SECTION", []) if row[0] > 0)
        for needed in (*("NODE_COORD_SECTION",) * (not nodes.xy), *("DEPOT_SECTION",) * (not nodes.depots)):
            _refuse(findings.FIELD_MISSING, needed, name=needed)
        self._strangers("DEMAND_SECTION", nodes.demand, nodes)
        self._strangers("DEPOT_SECTION", nodes.depots, nodes)
        times = self.column("TIME_WINDOW_SECTION", 2)
        nodes.window = {node: (nodes.scaled(a), nodes.scaled(b)) for node, (a, b) in times.items()}
        nodes.service = {
            node: nodes.scaled(row[0]) for node, row in self.column("SERVICE_TIME_SECTION").items()
        }
        return _assembled(name, kind, nodes, self.vehicles(nodes))

    def _strangers(self, section: str, numbers: Iterable[int], nodes: _Nodes) -> None:
        for number in numbers:
            if number not in nodes.xy:
                _refuse(findings.UNKNOWN_REFERENCE, section, name=section, value=number)

    def vehicles(self, nodes: _Nodes) -> tuple[Vehicle, ...]:
        names = ("CAPACITY", "VEHICLES_DEPOT", "VEHICLES_FIXED_COST", "VEHICLES_UNIT_DISTANCE_COST")
        capacities, depots, fixed, unit = (self.column(f"{name}_SECTION") for name in names)
        count = int(self._figure("VEHICLES", float(len(nodes.xy) - 1)))
        longest = nodes.scaled(self._figure("VEHICLES_MAX_DURATION", float(FOREVER // nodes.factor)))
        found = []
        for number in range(1, count + 1):
            depot = int(depots.get(number, [nodes.depots[0]])[0])
            if depot not in nodes.depots:
                _refuse(
                    findings.UNKNOWN_REFERENCE,
                    "VEHICLES_DEPOT_SECTION",
                    name=f"vehicle {number}",
                    value=depot,
                )
            capacity = capacities[number][0] if number in capacities else _number(self.entry("CAPACITY"))
            found.append(
                Vehicle(
                    id=number,
                    depot=depot,
                    start=0,
                    end=0,
                    capacity=(int(capacity),),
                    shift=nodes.window.get(depot, (0, FOREVER)),
                    max_duration=longest,
                    fixed_cost=nodes.scaled(fixed.get(number, [0.0])[0]),
                    distance_cost=int(unit.get(number, [1.0])[0]),
                )
            )
        return tuple(found)

    def _figure(self, name: str, default: float) -> float:
        return _number(self.entries[name]) if name in self.entries else default


def _number(word: str) -> float:
    return _numbers([word], "file")[0]
