"""What one promise that moves does to the slack of the demands above it, the pegs staying as they are."""

from dataclasses import dataclass, field
from heapq import heappop, heappush

from optimizer.engine.requirements.pegging import NONE
from optimizer.engine.requirements.result import Requirements


def slack_if(found: Requirements, supply: str, available: int) -> dict[str, int]:
    """The slack of every demand that changes when a supply comes in another period. Raises KeyError."""
    place = found.place_of_supply[supply]
    walk = _Walk(found)
    walk.move(place, int(found.pegging.supply_period[place]) - available)
    while walk.waiting:
        above = heappop(walk.waiting)[1]
        walk.move(above, walk.order_slack(above) - int(found.pegging.supply_slack[above]))
    return walk.changed


@dataclass
class _Walk:
    """`moved`: by how much the slack of a supply or an order changed; `needs`: the new slack of requirements."""

    found: Requirements
    moved: dict[int, int] = field(default_factory=dict)
    needs: dict[int, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    waiting: list[tuple[int, int]] = field(default_factory=list)

    def move(self, place: int, change: int) -> None:
        """Hand a change on to the requirements that rest on a supply; orders above wait for their turn."""
        if not change:
            return
        self.moved[place] = change
        table = self.found.pegging
        for need in {int(table.peg_need[peg]) for peg in self.found.pegs_of_supply[place]}:
            self.needs[need] = self._need_slack(need)
            demand, order = int(table.needs.demand[need]), int(table.needs.order[need])
            if demand != NONE:
                self._tell(demand, self.needs[need], int(table.need_slack[need]))
            elif order != NONE:
                entry = self.found.rank(order + len(self.found.data.supplies.item))
                if entry not in self.waiting:
                    heappush(self.waiting, entry)

    def order_slack(self, place: int) -> int:
        """Of a planned order: until it must start, or the least of what it asks for."""
        table, data = self.found.pegging, self.found.data
        own = int(table.supply_period[place]) - int(data.lead[table.supply_item[place]])
        parts = self.found.parts_of_order[place - len(data.supplies.item)]
        return min([own, *(self.needs.get(need, int(table.need_slack[need])) for need in parts)])

    def _need_slack(self, need: int) -> int:
        table = self.found.pegging
        places = (int(table.peg_supply[peg]) for peg in self.found.pegs_of_need[need])
        return int(table.needs.period[need]) + min(
            int(table.supply_slack[place]) + self.moved.get(place, 0) - int(table.supply_period[place])
            for place in places
        )

    def _tell(self, demand: int, slack: int, before: int) -> None:
        key = self.found.demand_key(demand)
        if slack != before:
            self.changed[key] = slack
        else:
            self.changed.pop(key, None)
