"""Who improves what: the orders of a search to its helpers, and what is made of their answers."""

import time
from contextlib import ExitStack, suppress

from optimizer.engine.helper import Failed, Helper
from optimizer.engine.routing import jobs
from optimizer.engine.routing.features import applies_pyvrp
from optimizer.engine.routing.parts import SPARE, Parting
from optimizer.engine.routing.pooling import Pool
from optimizer.engine.routing.problem import Plan, Route
from optimizer.engine.routing.run import Run

WHOLE = 240
WHOLE_LONG, LONG = 500, 25  # the same, of routes with so many stops on average
PART, PART_MOST, PART_ROUTES = 150, 250, 8  # stops of a part: so many routes, within bounds
SWEEPS = 5  # times that every stop should be in a part
PART_SECONDS, PART_SECONDS_MOST = 0.25, 1.0
FIRST_SHARE, FIRST_SECONDS = 0.1, 3.0
ROUNDS = (0.68, 0.22)  # shares of the time that a whole plan is improved, each from the best so far
LAST = 0.05  # share of the time kept for recombining
LEAST_SPARE = 10  # unused vehicles of each kind that a whole plan may take
NEAR, MOST = 20, 12
FEW, MOST_FEW = 120, 25  # among few stops a larger disturbance is needed to leave a local optimum
STRICT = 25.0
PART_HOT = 0.2
WARM = 0.05  # of a plan that is good already
LEAST = 0.3  # seconds for a first feasible plan, whatever is left
RESERVE = 0.25  # seconds for what is not searching
PAUSE = 0.02


class Search:
    """Helpers at work on one plan."""

    def __init__(self, run: Run, seed: int, workers: int) -> None:
        self.run, self.seed, self.workers = run, seed, workers
        self.problem = run.problem
        self.pool = Pool(run.problem)
        self.parting = Parting(run.problem, seed)
        self.orders = 0
        self.busy: dict[int, jobs.Improve] = {}

    def improve(self) -> None:
        """Use the time that is left; a little more where no plan is feasible yet."""
        if self.run.left() <= 0 and self.run.verdict.is_feasible:
            return
        with suppress(Failed), ExitStack() as stack:  # what was found before a helper failed stands
            self.helpers = [stack.enter_context(Helper(jobs.work, self.problem)) for _ in range(self.workers)]
            if self._is_small():
                self._whole()
            else:
                self._parts()

    def improve_only(self, routes: list[Route]) -> None:
        """Improve these routes and leave all others as they are."""
        seconds = self._each(self.run.left()) - self._reserve(self.run.left())
        if seconds <= 0 or not applies_pyvrp(self.problem):
            return
        with suppress(Failed), ExitStack() as stack:
            self.helpers = [stack.enter_context(Helper(jobs.work, self.problem))]
            self._order(0, routes, seconds, hot=WARM, taken=set())
            while self.busy:
                self._listen()

    def _is_small(self) -> bool:
        """Few stops, or few long routes, of which no part would be worth while."""
        stops, routes = len(self.problem.stops), max(len(self.run.plan.routes), 1)
        return stops <= WHOLE or (stops <= WHOLE_LONG and stops > LONG * routes)

    # a small plan as a whole

    def _whole(self) -> None:
        budget = self.run.left()
        for share in ROUNDS:
            seconds = min(self._each(share * budget), self._each(self.run.left()) - self._reserve(budget))
            if not self.run.verdict.is_feasible:
                seconds = max(seconds, LEAST)
            if seconds <= 0:
                return
            for number in range(self.workers):
                self._order(
                    number, list(self.run.plan.routes), seconds, hot=1.0 if share == ROUNDS[0] else 0.1
                )
            while self.busy:
                self._listen()
            self._recombine(LAST * budget)

    def _each(self, seconds: float) -> float:
        """What every helper may use of seconds."""
        return seconds if self.run.limit.is_wall else seconds / self.workers

    def _reserve(self, budget: float) -> float:
        return RESERVE if budget > 4 * RESERVE else budget / 4

    # a large plan in parts

    def _parts(self) -> None:
        budget = max(self.run.left(), RESERVE)
        first = max(min(FIRST_SHARE * budget, FIRST_SECONDS), LEAST)
        self._order(0, list(self.run.plan.routes), first, hot=0.02)
        while self.busy:
            self._listen()
        while self._each(self.run.left()) > self._reserve(budget) + LAST * budget:
            for number in range(self.workers):
                if number not in self.busy:
                    self._part(number)
            self._listen()
        while self.busy and self.run.left() > 0:
            self._listen()
        self._recombine(LAST * budget)

    def _part(self, number: int) -> None:
        taken = {vehicle for order in self.busy.values() for vehicle in order.vehicles}
        average = len(self.problem.stops) / max(len(self.run.plan.routes), 1)
        size = min(max(int(PART_ROUTES * average), PART), PART_MOST)
        routes = self.parting.choose(self.run.plan, size, taken)
        if routes:
            seconds = min(self._part_seconds(size), self._each(self.run.left()) - RESERVE)
            if seconds > 0.05:
                self._order(number, routes, seconds, hot=PART_HOT, taken=taken)

    def _part_seconds(self, size: int) -> float:
        """So that the whole time holds so many sweeps over all stops, within bounds."""
        budget = self._each(self.run.limit.seconds) * self.workers
        share = budget * size / (SWEEPS * len(self.problem.stops))
        return min(max(share, PART_SECONDS), PART_SECONDS_MOST)

    # orders and answers

    def _order(
        self, number: int, routes: list[Route], seconds: float, *, hot: float, taken: set[int] | None = None
    ) -> None:
        """Send a helper an order; without `taken` it is on the whole plan."""
        self.orders += 1
        vehicles = [route.vehicle for route in routes]
        # the cheapest plan may well have twice the tours of the first one
        count = SPARE if taken is not None else max(LEAST_SPARE, len(routes))
        spare = self.parting.spare(self.run.plan, taken or (), count)
        served = {stop for route in self.run.plan.routes for stop in route.stops}
        also = (
            [stop.id for stop in self.problem.stops if stop.id not in served] if len(self.busy) == 0 else []
        )
        order = jobs.Improve(
            vehicles=(*vehicles, *spare),
            routes=tuple(routes),
            also=tuple(also),
            seconds=seconds,
            is_wall=self.run.limit.is_wall,
            seed=self.seed * 1009 + self.orders,
            near=NEAR,
            most=MOST_FEW if len(self.problem.stops) <= FEW else MOST,
            hot=hot,
            price=1.0 if taken is None and self._is_small() else STRICT,
            is_first=self.orders <= self.workers and taken is None,
            cold=0.003 if hot > 0.2 else 0.001,
            tells=taken is None,
        )
        self.helpers[number].send(order)
        self.busy[number] = order

    def _listen(self) -> None:
        """Take every answer that is there; wait a little where none is."""
        heard = False
        for number in list(self.busy):
            answer = self.helpers[number].receive(0)
            if answer is not None:
                heard = True
                self._take(number, answer)
        if not heard:
            time.sleep(PAUSE)

    def _take(self, number: int, answer: jobs.Answer) -> None:
        self.run.helper_cpu[number] = answer.cpu_seconds
        order = self.busy[number]
        if answer.is_last:
            del self.busy[number]
        self.pool.add(answer.columns)
        replaced = set(order.vehicles)
        kept = [route for route in self.run.plan.routes if route.vehicle not in replaced]
        self.run.offer("pyvrp", Plan((*kept, *answer.routes)))

    def _recombine(self, seconds: float) -> None:
        """The best plan of all routes met so far."""
        if not self.run.verdict.is_feasible or seconds <= 0:
            return
        columns = tuple(self.pool.columns.values())
        self.helpers[0].send(jobs.Recombine(columns=columns, plan=self.run.plan, seconds=seconds))
        answer = self.helpers[0].receive(seconds + 2)
        if answer is not None:
            self.run.helper_cpu[0] = answer.cpu_seconds
            self.run.offer("recombined", Plan(answer.routes))
