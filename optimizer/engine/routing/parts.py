"""Parts of a large plan: some routes that lie near each other, improved together while the rest stands still.

Sub-problems around a route (POPMUSIC of Taillard and Voss 2002): an iteration on 150 stops costs a fraction of one on 1,000, and
two processes work on parts that share no vehicle.
"""

import random
from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.routing.problem import Plan, Route, RoutingProblem

SPARE = 3  # unused vehicles of each kind that a part may take


class Parting:
    """Chooses parts of the present plan; routes seldom tried come first."""

    def __init__(self, problem: RoutingProblem, seed: int) -> None:
        self.problem = problem
        self.dice = random.Random(seed)  # noqa: S311 - a search, no secret
        self.tries: dict[int, int] = {}

    def choose(self, plan: Plan, size: int, busy: Collection[int]) -> list[Route]:
        """Routes of about `size` stops, none of whose vehicles is busy; none where too few are free."""
        free = [route for route in plan.routes if route.vehicle not in busy]
        if len(free) < 2:
            return []
        nearness = self._nearness(free)
        fewest = min(self.tries.get(route.vehicle, 0) for route in free)
        seeds = [n for n, route in enumerate(free) if self.tries.get(route.vehicle, 0) == fewest]
        chosen: list[Route] = []
        count = 0
        for n in np.argsort(nearness[self.dice.choice(seeds)], kind="stable"):
            if count >= size and len(chosen) > 1:
                break
            chosen.append(free[n])
            count += len(free[n].stops)
        for route in chosen:
            self.tries[route.vehicle] = self.tries.get(route.vehicle, 0) + 1
        return chosen

    def nearest(self, routes: list[Route], others: list[Route], count: int) -> list[Route]:
        """Of the others, so many that lie nearest to any of the routes."""
        if not others or count <= 0:
            return []
        apart = self._nearness([*routes, *others])[: len(routes), len(routes) :].min(axis=0)
        return [others[n] for n in np.argsort(apart, kind="stable")[:count]]

    def _nearness(self, routes: list[Route]) -> NDArray[np.float64]:
        """How far routes are apart: from each stop of one the mean over the other's nearer half, blurred by chance."""
        order = [self.problem.stop[stop].place for route in routes for stop in route.stops]
        lengths = [len(route.stops) for route in routes]
        cuts = np.cumsum([0, *lengths[:-1]])
        between = self.problem.distance[np.ix_(order, order)]
        nearest = np.minimum.reduceat(between, cuts, axis=1)  # from each stop to each route
        apart = np.add.reduceat(nearest, cuts, axis=0) / np.array(lengths)[:, None]
        apart = apart + apart.T
        np.fill_diagonal(apart, -1)
        blur = np.array([[self.dice.uniform(0.7, 1.3) for _ in routes] for _ in routes])
        return np.asarray(apart * blur)

    def spare(self, plan: Plan, busy: Collection[int], count: int = SPARE) -> list[int]:
        """Unused vehicles, so many of each kind."""
        used = {route.vehicle for route in plan.routes if route.stops} | set(busy)
        counts: dict[object, int] = {}
        found = []
        for car in self.problem.vehicles:
            kind = (
                car.start,
                car.end,
                car.capacity,
                car.fixed_cost,
                car.distance_cost,
                car.shift,
                car.skills,
            )
            if car.id not in used and counts.get(kind, 0) < count:
                counts[kind] = counts.get(kind, 0) + 1
                found.append(car.id)
        return found
