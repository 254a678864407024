"""The first plan: part by part, week by week, by rules on the capacity that is left.

A part is ordered when its stock would fall under the safety stock before the next chance, from the cheapest source that
still has capacity and share, for some weeks of need. It is quick and always keeps the rules; it looks at no cost but
the price, so it is where the search begins.
"""

import math

from optimizer.engine.procurement.scoring import source_faults
from optimizer.engine.procurement.tables import Array, Lots, Tables

COVER = 4  # weeks of need in one order
REPAIRS = 40


class Rules:
    """Plans parts one after the other against cumulative needs (N x T)."""

    def __init__(self, tables: Tables, need: Array) -> None:
        self.tables, self.need = tables, need
        self.lots: Lots = {}
        self.free = tables.capacity.copy()
        for (o, week), count in tables.confirmed.items():
            # A confirmed order below the minimum or above what frozen ones leave is given up.
            least = math.ceil(tables.options[o].moq / tables.options[o].lot - 1e-9)
            if (o, week) in tables.frozen or count >= least:
                self._book(o, week, max(count, least), is_frozen=(o, week) in tables.frozen)

    def _room(self, o: int, week: int) -> int:
        option = self.tables.options[o]
        free = float(self.free[self.tables.option_supplier[o], week])
        if option.capacity_use <= 0:
            return 10**9
        return max(0, math.floor(free / (option.capacity_use * option.lot) + 1e-9))

    def _book(self, o: int, week: int, count: int, *, is_frozen: bool = False) -> None:
        if not is_frozen and self._room(o, week) < count:
            return
        option = self.tables.options[o]
        self.free[self.tables.option_supplier[o], week] -= count * option.lot * option.capacity_use
        self.lots[o, week] = self.lots.get((o, week), 0) + count

    def _release(self, n: int) -> None:
        """Take back what can be taken back of a part's orders."""
        for o in self.tables.options_of[n]:
            option = self.tables.options[o]
            for week in range(self.tables.weeks):
                count = self.lots.get((o, week), 0)
                if count and (o, week) not in self.tables.frozen:
                    self.free[self.tables.option_supplier[o], week] += (
                        count * option.lot * option.capacity_use
                    )
                    del self.lots[o, week]

    def bought(self, n: int) -> dict[int, float]:
        total = dict.fromkeys(self.tables.options_of[n], 0.0)
        for o in total:
            lot = self.tables.options[o].lot
            total[o] = lot * sum(self.lots.get((o, week), 0) for week in range(self.tables.weeks))
        return total

    def plan(self, n: int) -> None:
        """Order one part; where shares or numbers of sources cannot be met, only its frozen orders stay."""
        sources = self._sources(n)
        if not sources:
            return
        item, last = self.tables.items[n], self.tables.weeks - 1
        reach = max(self.tables.options[o].lead_time for o in sources)
        supply = self.tables.initial[n, -1] + sum(self.bought(n).values())
        for week in range(self.tables.weeks):
            if supply - self.need[n, min(last, week + reach)] >= item.safety_stock:
                continue
            for o in sources:
                supply += self._order(n, o, week, supply)
        self._repair(n)

    def _sources(self, n: int) -> list[int]:
        """Options of a part, cheapest first, of no more suppliers than are allowed, those with orders first."""
        options = self.tables.options
        ranked = sorted(
            self.tables.options_of.get(n, ()),
            key=lambda o: options[o].tiers[0][1] + options[o].transport_cost,
        )
        most = self.tables.items[n].max_sources
        if most is None or not ranked:
            return ranked
        bought = self.bought(n)
        agreed = [o for o in ranked if bought[o]]
        keep = list(dict.fromkeys(self.tables.option_supplier[o] for o in (*agreed, *ranked)))[:most]
        return [o for o in ranked if self.tables.option_supplier[o] in keep]

    def _order(self, n: int, o: int, week: int, supply: float) -> float:
        """Order from one option what is short when it arrives, and some weeks more; returns the quantity."""
        option, item, last = self.tables.options[o], self.tables.items[n], self.tables.weeks - 1
        arrival = week + option.lead_time
        if arrival > last or (o, week) in self.lots:
            return 0.0
        stock = supply - float(self.need[n, arrival])
        if stock >= item.safety_stock:
            return 0.0
        want = item.safety_stock - supply + float(self.need[n, min(last, arrival + COVER - 1)])
        least = max(1, math.ceil(option.moq / option.lot - 1e-9))
        count = min(max(math.ceil(want / option.lot), least), self._room(o, week))
        if option.share_max < 1:
            bought = self.bought(n)
            room = option.share_max * sum(bought.values()) + option.moq - bought[o]
            count = min(count, math.floor(room / (1 - option.share_max) / option.lot))
        if count < least:
            return 0.0
        self._book(o, week, count)
        return count * option.lot

    def _repair(self, n: int) -> None:
        for _ in range(REPAIRS):
            lacking = source_faults(self.tables, n, self.bought(n))
            if not lacking:
                return
            if not any(self._add_least(o) for o in lacking if o >= 0):
                break
        self._release(n)

    def _add_least(self, o: int) -> bool:
        """One minimum order as late as it can be useful."""
        option = self.tables.options[o]
        least = max(1, math.ceil(option.moq / option.lot - 1e-9))
        for week in range(self.tables.weeks - option.lead_time - 1, -1, -1):
            if (o, week) not in self.lots and self._room(o, week) >= least:
                self._book(o, week, least)
                return True
        return False


def plan_by_rules(tables: Tables, need: Array) -> Lots:
    """Orders for every part, the dearest first."""
    rules = Rules(tables, need)
    value = need[:, -1] * tables.column("standard_cost")
    for n in sorted(tables.options_of, key=lambda n: -value[n]):
        rules.plan(n)
    return rules.lots
