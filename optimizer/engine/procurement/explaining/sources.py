"""Why a source option is not ordered from, and the smallest single change after which it would be."""

from collections.abc import Callable, Iterator

from optimizer.engine.procurement import scoring
from optimizer.engine.procurement.explaining.changes import changed
from optimizer.engine.procurement.explaining.lines import landed
from optimizer.engine.procurement.explaining.reasons import Change, ChangeKind, Flip, Reason, ReasonKind
from optimizer.engine.procurement.explaining.replanner import Replanner
from optimizer.engine.procurement.problem import Plan, Problem
from optimizer.engine.procurement.standing import LEAST, Standing
from optimizer.engine.procurement.tables import Lots

PRICE_STEPS = 1_000  # a price is lowered by so many-th parts
WEEKS_TRIED = 3
FEW = 4  # weeks with room below which capacity is told to be why


class SourceReasons:
    """One option of a plan, from which nothing is ordered."""

    def __init__(self, standing: Standing, o: int, replanner: Replanner) -> None:
        self.standing, self.o, self.replanner = standing, o, replanner
        tables = standing.tables
        self.option, self.n = tables.options[o], tables.option_item[o]
        self.item = tables.items[self.n]
        self.used = [other for other in tables.options_of[self.n] if standing.bought[other]]

    def all(self) -> tuple[Reason, ...]:
        return (*self._fixed(), *self._cost())

    def _reason(self, kind: ReasonKind, **figures: float) -> Reason:
        return Reason(
            kind=kind,
            item=self.item.id,
            source_option=self.option.id,
            supplier=self.option.supplier,
            figures=figures,
        )

    def _fixed(self) -> Iterator[Reason]:
        """What can be read off the plan and the option."""
        standing, option, tables = self.standing, self.option, self.standing.tables
        total = standing.total(self.n)
        if not total:
            yield self._reason(ReasonKind.NOT_NEEDED, stock=float(standing.stock[self.n, -1]))
        weeks = range(max(0, tables.weeks - option.lead_time))
        open_weeks = sum(standing.more_lots(self.o, week) >= 1 for week in weeks)
        if weeks and open_weeks < FEW:
            yield self._reason(ReasonKind.CAPACITY, weeks=open_weeks)
        others = [tables.options[o] for o in self.used]
        if not weeks or (others and option.lead_time > max(other.lead_time for other in others)):
            chosen = max((other.lead_time for other in others), default=tables.weeks - 1)
            yield self._reason(ReasonKind.LEAD_TIME, lead_time=option.lead_time, chosen=chosen)
        suppliers, most = standing.suppliers(self.n), self.item.max_sources
        if most is not None and len(suppliers) >= most and tables.option_supplier[self.o] not in suppliers:
            yield self._reason(ReasonKind.MAX_SOURCES, sources=len(suppliers), bound=most)
        if total and option.moq > total:
            yield self._reason(ReasonKind.MOQ, moq=option.moq, bought=total)
        if others:
            yield from self._dearer()

    def _dearer(self) -> Iterator[Reason]:
        """Landed cost of a piece against that of the orders there are, at their size."""
        orders = self.standing.lots_of[self.n]
        sizes = [
            (self.standing.tables.options[o], n * self.standing.tables.options[o].lot)
            for (o, _), n in orders.items()
        ]
        pieces = sum(size for _, size in sizes)
        chosen = sum(landed(option, size) * size for option, size in sizes) / pieces
        unit = landed(self.option, pieces / len(sizes))
        if unit > chosen:
            yield self._reason(ReasonKind.DEARER, unit=unit, chosen=chosen)

    def _cost(self) -> Iterator[Reason]:
        """What ordering from it would add at the least, everything but this item frozen."""
        self.replanner.alone(self.n)
        now = self.replanner.cost(self.n, self.standing.lots_of.get(self.n, {}))
        found = self.replanner.with_option(self.n, self.o)
        if found is None:
            yield self._reason(ReasonKind.SOURCES)
            return
        extra, quantity = found[0] - now, found[1]
        if extra < -LEAST * max(1.0, abs(now)):
            yield self._reason(ReasonKind.UNSETTLED, gain=-extra)
        elif quantity:
            extra = max(0.0, extra)
            yield self._reason(ReasonKind.COST, extra=extra, quantity=quantity, per_unit=extra / quantity)


class SourceFlips:
    """Searches the smallest change of each kind after which the item, planned anew alone, orders from the option.

    Smallest means: one step less (a thousandth of the price, a lot of capacity or of the least order, a week) does not
    do. Production stays as it is, so the gain is the difference of the scores.
    """

    def __init__(self, standing: Standing, o: int) -> None:
        self.standing, self.o = standing, o
        self.option, self.n = standing.tables.options[o], standing.tables.option_item[o]
        anew, kept = self._plan(standing.problem), standing.lots_of.get(self.n, {})
        trials = [
            (self._standing(standing.problem, lots).cost, i, lots) for i, lots in enumerate((kept, anew))
        ]
        self.cost, _, self.settled = min(trials)

    def all(self) -> tuple[Flip, ...]:
        """One flip of each kind that has one, the smallest in proportion first; none if none is needed."""
        if self._orders(self.settled):
            return ()
        found = [*self._price(), *self._capacity(), *self._lead_time(), *self._moq(), *self._max_sources()]
        return tuple(sorted(found, key=lambda flip: -flip.gain))

    def _plan(self, problem: Problem) -> Lots:
        """The item's orders, planned anew in a problem."""
        return Replanner(self.standing, [self.n], problem).part(self.n).lots

    def _orders(self, lots: Lots) -> float:
        return sum(count * self.option.lot for (o, _), count in lots.items() if o == self.o)

    def _try(self, change: Change) -> Flip | None:
        problem = changed(self.standing.problem, [change])
        lots = self._plan(problem)
        if not self._orders(lots):
            return None
        after = self._standing(problem, lots)
        if any(scoring.violations(after.tables, after.lots, after.made)):
            return None
        gain = self.cost - after.cost
        if gain < 0:  # the rules on sources are not always met at the least cost
            return None
        return Flip((change,), gain, self._orders(lots), after.plan)

    def _standing(self, problem: Problem, lots: Lots) -> Standing:
        """The plan with other orders of this item."""
        tables = self.standing.tables
        kept = {key: n for key, n in self.standing.lots.items() if tables.option_item[key[0]] != self.n}
        plan = Plan(tables.orders(kept | lots), self.standing.plan.production)
        return Standing(problem, plan)

    def _least(self, most: int, change: Callable[[int], Change]) -> Iterator[Flip]:
        """The flip of the fewest steps, at most `most`, by bisection."""
        best = self._try(change(most)) if most > 0 else None
        low, high = 0, most
        while best and high - low > 1:
            middle = (low + high) // 2
            found = self._try(change(middle))
            low, high = (low, middle) if found else (middle, high)
            best = found or best
        if best:
            yield best

    def _price(self) -> Iterator[Flip]:
        id_ = self.option.id
        yield from self._least(
            PRICE_STEPS - 1, lambda i: Change(ChangeKind.PRICE, id_, None, i / PRICE_STEPS)
        )

    def _lead_time(self) -> Iterator[Flip]:
        id_ = self.option.id
        yield from self._least(
            self.option.lead_time, lambda i: Change(ChangeKind.LEAD_TIME, id_, None, float(i))
        )

    def _moq(self) -> Iterator[Flip]:
        option = self.option
        most = int((option.moq - option.lot) / option.lot + 1e-9)
        yield from self._least(most, lambda i: Change(ChangeKind.MOQ, option.id, None, i * option.lot))

    def _max_sources(self) -> Iterator[Flip]:
        item = self.standing.tables.items[self.n]
        if item.max_sources is not None:
            yield from self._least(1, lambda i: Change(ChangeKind.MAX_SOURCES, item.id, None, float(i)))

    def _capacity(self) -> Iterator[Flip]:
        """In one of the weeks in which it would be ordered from if its supplier had room for all."""
        use = self.option.lot * self.option.capacity_use
        if use <= 0:
            return
        lots = self._plan(self._without_limit())
        wanted = sorted(((n, week) for (o, week), n in lots.items() if o == self.o), reverse=True)
        for most, week in wanted[:WEEKS_TRIED]:
            steps = int(most)
            yield from self._least(
                steps,
                lambda i, week=week: Change(ChangeKind.CAPACITY, self.option.supplier, week, i * use),  # type: ignore[misc]
            )

    def _without_limit(self) -> Problem:
        tables = self.standing.tables
        enough = float(tables.load({(self.o, 0): 1}).max()) * (
            self.standing.total(self.n) / self.option.lot + self.option.moq / self.option.lot + 1
        )
        supplier = self.option.supplier
        return changed(
            self.standing.problem,
            [Change(ChangeKind.CAPACITY, supplier, week, enough) for week in range(tables.weeks)],
        )
