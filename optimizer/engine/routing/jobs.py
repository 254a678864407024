"""What a helper of a search does: improve a part of a plan, or recombine the routes met."""

import time
from dataclasses import dataclass

from optimizer.engine.helper import Channel
from optimizer.engine.routing.pooling import Column
from optimizer.engine.routing.problem import Plan, Route, RoutingProblem

WIDE = 50  # stops tried around each when a plan is made from nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Improve:
    """Improve these routes with these vehicles; `also` are stops in none of them. `is_first`: from these routes, or from
    nothing, whichever gives the better local optimum.

    `seconds` by the wall clock or of this process alone.
    """

    vehicles: tuple[int, ...]
    routes: tuple[Route, ...]
    also: tuple[int, ...]
    seconds: float
    is_wall: bool
    seed: int
    near: int
    most: int
    hot: float
    cold: float
    price: float
    tells: bool = False
    is_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recombine:
    columns: tuple[Column, ...]
    plan: Plan
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`is_last` of the order; `cpu_seconds` of the helper so far."""

    routes: tuple[Route, ...]
    columns: tuple[Column, ...]
    is_last: bool
    cpu_seconds: float


def work(channel: Channel, problem: RoutingProblem) -> None:
    """Answer every order, one after another."""
    prices: list[float] = []
    while True:
        order = channel.receive()
        if isinstance(order, Recombine):
            _recombine(channel, problem, order)
        else:
            prices = _improve(channel, problem, order, prices)


def cover(channel: Channel, problem: RoutingProblem, seed: int) -> None:
    """Answer orders (plan, seconds, metaheuristic) by the model that knows every rule."""
    from optimizer.engine.routing.general import General

    while True:
        plan, seconds, method = channel.receive()
        found = General(problem, seed).search(plan, seconds, method) or plan
        channel.send(_answer(found.routes, is_last=True))


def _improve(channel: Channel, problem: RoutingProblem, order: Improve, prices: list[float]) -> list[float]:
    """Returns the penalties that broken rules had at the end, for the next order to begin with."""
    from optimizer.engine.routing.annealing import Annealing, Settings
    from optimizer.engine.routing.translation import Translation

    clock = time.monotonic if order.is_wall else time.process_time
    begun = clock()
    stops = [*(stop for route in order.routes for stop in route.stops), *order.also]
    translation = Translation(problem, order.vehicles, stops)
    search = Annealing(
        translation, order.seed, Settings(order.near, order.most, order.hot, order.cold, order.price), prices
    )
    start = search.descend(translation.solution(order.routes))
    if order.is_first:
        start = search.better(start, Annealing(translation, order.seed, Settings(near=WIDE)).first())

    def tell(plan: Plan) -> None:
        channel.send(_answer(plan.routes))

    best = search.run(start, lambda: (clock() - begun) / order.seconds, tell if order.tells else None)
    found = translation.plan(best) if best.is_feasible() else Plan(order.routes)
    channel.send(_answer(found.routes, tuple(search.columns.values()), is_last=True))
    return search.prices()


def _recombine(channel: Channel, problem: RoutingProblem, order: Recombine) -> None:
    from optimizer.engine.routing.pooling import Pool
    from optimizer.engine.routing.recombining import recombined

    chosen = recombined(problem, order.columns, order.plan, order.seconds)
    plan = Pool(problem).assigned(chosen) if chosen else order.plan
    channel.send(_answer(plan.routes, is_last=True))


def _answer(routes: tuple[Route, ...], columns: tuple[Column, ...] = (), *, is_last: bool = False) -> Answer:
    return Answer(routes=routes, columns=columns, is_last=is_last, cpu_seconds=time.process_time())
