"""Needs and offers of one chain, matched so that all together save most.

For every pair that fits, whole quantities q by week, each 0 or at least the larger of both sides' least lots:

    maximise  Σ q · (highest price of the need - lowest price of the offer - transport)
    so that   what one need takes and what one offer gives stay within their room of each week,
              two enterprises meet in one pair at most.

Of several best answers the one with the fewest pairs is taken, then the one with the earlier pairs (near before far,
then by id). Solved by CP-SAT (OR-Tools; Perron and Laurent) with one worker, a fixed seed and a limit counted in the
solver's own work and not in seconds; needs and offers are sorted first. The same set in any order, on any machine of
the same build, therefore has the same answer.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from typing import Any

from ortools.sat.python import cp_model

from optimizer.engine.price import distance_step, price_between

EARTH_KM = 6371.0088
# All weeks of a loan are one: what is lent is away until it is back.
WHOLE = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a need and an offer both say. Prices in ten-thousandths of a yuan; `room` pairs a week with its most.

    `is_loan`: for the whole time from `first` to `last`, with `room` under WHOLE. `least`: the smallest lot of one week.
    """

    id: str
    owner: str
    code: str
    unit: str
    latitude: float
    longitude: float
    first: int
    last: int
    least: int
    room: tuple[tuple[int, int], ...]
    price: int
    tolerance: int | None = None
    certificates: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    is_loan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Listing):
    """Something wanted. `tolerance`: the coarsest IT grade (ISO 286) that will do. `rate`: transport per unit and 100 km."""

    farthest: int
    rate: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(Listing):
    """Something on offer. `tolerance`: the finest IT grade that can be held."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One round. `parted`: (need, offer) pairs by id that are not proposed in it."""

    needs: tuple[Need, ...]
    offers: tuple[Offer, ...]
    parted: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """A need and an offer that fit. `distance`: the upper end of its step in km; `transport` per unit."""

    need: Need
    offer: Offer
    distance: int
    transport: int
    price: int

    @property
    def saving(self) -> int:
        """Of one unit, in ten-thousandths of a yuan; never below 0."""
        return self.need.price - self.offer.price - self.transport


@dataclass(frozen=True, slots=True)
class Match:
    """A pair and its quantities by week, in the weeks' order."""

    pair: Pair
    quantities: tuple[tuple[int, int], ...]

    @property
    def quantity(self) -> int:
        return sum(quantity for _, quantity in self.quantities)


@dataclass(frozen=True, slots=True)
class Result:
    """The matches, their saving in ten-thousandths of a yuan and its proven bound; `work` in the solver's own unit."""

    status: str
    saving: int
    bound: int
    matches: tuple[Match, ...]
    work: float = 0.0


@dataclass(slots=True)
class _Model:
    """The variables of each pair: whether it is taken, and its quantity by week."""

    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    taken: list[Any] = field(default_factory=list)
    lots: list[dict[int, Any]] = field(default_factory=list)


def kilometres(need: Need, offer: Offer) -> float:
    """Great-circle distance by the haversine formula, on a sphere of the mean radius of IUGG."""
    a, b = radians(need.latitude), radians(offer.latitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(offer.longitude - need.longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))


def fits(need: Need, offer: Offer) -> bool:
    """Whether the offer can do what the need asks, price and distance aside."""
    return (
        (need.code, need.unit, need.is_loan) == (offer.code, offer.unit, offer.is_loan)
        and need.owner != offer.owner
        and need.owner not in offer.barred
        and offer.owner not in need.barred
        and (need.tolerance is None or (offer.tolerance is not None and offer.tolerance <= need.tolerance))
        and need.certificates <= offer.certificates
        and _in_time(need, offer)
    )


def _in_time(need: Need, offer: Offer) -> bool:
    if need.is_loan:
        return offer.first <= need.first and need.last <= offer.last
    return max(need.first, offer.first) <= min(need.last, offer.last)


def pair_of(need: Need, offer: Offer) -> Pair | None:
    """The pair with its transport and price; None when it does not fit, lies too far, or no price suits both."""
    if not fits(need, offer):
        return None
    distance = distance_step(kilometres(need, offer))
    if distance is None or distance > need.farthest:
        return None
    transport = need.rate * distance // 100
    price = price_between(offer.price, need.price - transport)
    return None if price is None else Pair(need, offer, distance, transport, price)


def pairs_of(problem: Problem) -> list[Pair]:
    """Every pair that fits, near before far, then by id."""
    found = (
        pair_of(need, offer)
        for need in problem.needs
        for offer in problem.offers
        if (need.id, offer.id) not in problem.parted
    )
    return sorted((p for p in found if p is not None), key=_rank)


def solve(problem: Problem, *, seed: int = 1, work: float = 3.0) -> Result:
    """The best matching found within `work`, the solver's deterministic time (measured: 6 to 10 s of a core each).

    Parts that share no need, offer or two enterprises are solved apart, each with its share of the work. `status` is
    OPTIMAL, or FEASIBLE when the limit came first: `bound` then tells how much more is thinkable.
    """
    parts = _parts(pairs_of(problem))
    size = sum(len(part) for part in parts)
    solved = [_solve_part(part, seed, work * len(part) / size) for part in parts]
    return Result(
        "OPTIMAL" if all(result.status == "OPTIMAL" for result in solved) else "FEASIBLE",
        sum(result.saving for result in solved),
        sum(result.bound for result in solved),
        tuple(sorted((m for result in solved for m in result.matches), key=lambda m: _rank(m.pair))),
        sum(result.work for result in solved),
    )


def _rank(pair: Pair) -> tuple[int, str, str]:
    """Near before far, then by id."""
    return pair.distance, pair.need.id, pair.offer.id


def _parts(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs by what connects them: a need, an offer, or the same two enterprises."""
    leader: dict[Hashable, Hashable] = {}

    def find(key: Hashable) -> Hashable:
        while leader.setdefault(key, key) != key:
            leader[key] = key = leader[leader[key]]
        return key

    for pair in pairs:
        for key in (("offer", pair.offer.id), frozenset((pair.need.owner, pair.offer.owner))):
            leader[find(key)] = find(("need", pair.need.id))
    parts: dict[Hashable, list[Pair]] = defaultdict(list)
    for pair in pairs:
        parts[find(("need", pair.need.id))].append(pair)
    return list(parts.values())


def _solve_part(pairs: Sequence[Pair], seed: int, work: float) -> Result:
    """One connected part: first the most saving, then, with a third of the work more, the fewest and nearest pairs."""
    model = _model(pairs)
    saving = sum(
        lot * pair.saving for pair, lots in zip(pairs, model.lots, strict=True) for lot in lots.values()
    )
    model.cp.maximize(saving)
    first = _run(model.cp, seed, work)
    if first is None:
        # Nothing at all is always a solution: the limit was too small even for that.
        return Result("UNKNOWN", 0, _most(pairs), ())
    best, bound = round(first.objective_value), round(first.best_objective_bound)
    found, spent = _read(pairs, model, first), first.response_proto.deterministic_time
    for variable in (*model.taken, *(lot for lots in model.lots for lot in lots.values())):
        model.cp.add_hint(variable, first.value(variable))
    model.cp.add(saving >= best)
    model.cp.minimize(sum(taken * (len(pairs) ** 2 + rank) for rank, taken in enumerate(model.taken)))
    second = _run(model.cp, seed, work / 3)
    if second is not None:
        found, spent = _read(pairs, model, second), spent + second.response_proto.deterministic_time
    return Result("OPTIMAL" if bound <= best else "FEASIBLE", best, bound, found, spent)


def _model(pairs: Sequence[Pair]) -> _Model:
    model = _Model()
    for number, pair in enumerate(pairs):
        _add(model, number, pair)
    _within(model, (("need", p.need.id, p.need.room) for p in pairs))
    _within(model, (("offer", p.offer.id, p.offer.room) for p in pairs))
    met: dict[frozenset[str], list[Any]] = defaultdict(list)
    for pair, taken in zip(pairs, model.taken, strict=True):
        met[frozenset((pair.need.owner, pair.offer.owner))].append(taken)
    for together in met.values():
        model.cp.add_at_most_one(together)
    return model


def _add(model: _Model, number: int, pair: Pair) -> None:
    taken = model.cp.new_bool_var(f"taken {number}")
    offered = dict(pair.offer.room)
    least = max(pair.need.least, pair.offer.least, 1)
    lots, used = {}, []
    for week, wanted in pair.need.room:
        most = min(wanted, offered.get(week, 0))
        if most < least:
            continue
        lot = model.cp.new_int_var(0, most, f"lot {number} {week}")
        is_used = model.cp.new_bool_var(f"used {number} {week}")
        model.cp.add(lot >= least * is_used)
        model.cp.add(lot <= most * is_used)
        model.cp.add_implication(is_used, taken)
        lots[week] = lot
        used.append(is_used)
    # Taken means that something is: nobody meets over nothing.
    model.cp.add(sum(used) >= taken)
    model.taken.append(taken)
    model.lots.append(lots)


def _within(model: _Model, sides: Iterable[tuple[str, str, tuple[tuple[int, int], ...]]]) -> None:
    """What the pairs of one need, or of one offer, take of a week stays within its room."""
    room: dict[tuple[str, str, int], int] = {}
    parts: dict[tuple[str, str, int], list[Any]] = defaultdict(list)
    for (side, key, weeks), lots in zip(sides, model.lots, strict=True):
        most = dict(weeks)
        for week, lot in lots.items():
            room[side, key, week] = most[week]
            parts[side, key, week].append(lot)
    for place, lots_there in parts.items():
        model.cp.add(sum(lots_there) <= room[place])


def _run(cp: cp_model.CpModel, seed: int, work: float) -> cp_model.CpSolver | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = work
    status = solver.solve(cp)
    return solver if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def _most(pairs: Sequence[Pair]) -> int:
    return sum(pair.saving * sum(most for _, most in pair.need.room) for pair in pairs)


def _read(pairs: Sequence[Pair], model: _Model, solver: cp_model.CpSolver) -> tuple[Match, ...]:
    found = []
    for pair, lots in zip(pairs, model.lots, strict=True):
        quantities = tuple((week, n) for week, lot in sorted(lots.items()) if (n := solver.value(lot)) > 0)
        if quantities:
            found.append(Match(pair, quantities))
    return tuple(found)
