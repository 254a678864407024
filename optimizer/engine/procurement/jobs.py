"""What the helpers of a search do: follow its orders with production, and prove a bound meanwhile."""

import time
from dataclasses import dataclass

import numpy as np

from optimizer.engine.helper import Channel
from optimizer.engine.procurement.bounding import Bounding
from optimizer.engine.procurement.exact import CHOICES, Whole, count_choices
from optimizer.engine.procurement.parts import part_programs
from optimizer.engine.procurement.problem import Certificate, Problem
from optimizer.engine.procurement.production import Follower, Produced
from optimizer.engine.procurement.sourcing import EFFORT
from optimizer.engine.procurement.tables import Lots, Tables

# steps of a tracked recursion that are tried, in turn
EFFORTS = (EFFORT, 20 * EFFORT)
TELL = 1.0  # seconds between two bounds told


@dataclass(frozen=True, slots=True)
class Proof:
    """A bound, the CPU seconds spent, and a plan if one came with it, or what the bound rests on."""

    bound: float
    cpu_seconds: float
    lots: Lots | None = None
    produced: Produced | None = None
    certificate: Certificate | None = None


def follow(channel: Channel, problem: Problem, is_hasty: bool = False) -> None:
    """Tell the cheapest production for every cumulative supply (N x T) received, with its seconds and all CPU seconds."""
    follower = Follower(Tables(problem), is_hasty=is_hasty)
    while True:
        supply = channel.receive()
        begun = time.monotonic()
        produced = follower.solve(supply)
        channel.send((produced, time.monotonic() - begun, time.process_time()))


def follow_each(channel: Channel) -> None:
    """Tell the cheapest production for every (problem, cumulative supply) received; None for the problem before."""
    follower: Follower | None = None
    while True:
        problem, supply = channel.receive()
        if problem is not None or follower is None:
            follower = Follower(Tables(problem))
        channel.send(follower.solve(supply))


def prove(channel: Channel, problem: Problem, seconds: float) -> None:
    """Tell rising bounds; a small problem is solved whole within the seconds."""
    tables = Tables(problem)
    programs = part_programs(tables)
    if count_choices(programs, tables) <= CHOICES:
        found = Whole(tables, programs).solve(seconds)
        if found:
            channel.send(Proof(found[0], time.process_time(), found[1], found[2]))
    Prover(channel, Bounding(tables, programs)).run()


def prove_again(channel: Channel, problem: Problem, certificate: Certificate) -> None:
    """Tell the bound of a problem like the certificate's; only parts that changed are valued anew."""
    tables = Tables(problem)
    bounding = Bounding(tables, part_programs(tables), certificate)
    for i in bounding.open:
        if not bounding.plain(i):
            bounding.exact(i, EFFORT)
    channel.send(Proof(bounding.bound, time.process_time(), certificate=bounding.certificate))


class Prover:
    """Values the parts plainly, then by their rules on sources."""

    def __init__(self, channel: Channel, bounding: Bounding) -> None:
        self.channel, self.bounding = channel, bounding
        self.best, self.told = -np.inf, 0.0
        self.tell()

    def tell(self, *, always: bool = True) -> None:
        self.best = max(self.best, self.bounding.bound)
        if always or time.monotonic() - self.told > TELL:
            self.told = time.monotonic()
            certificate = self.bounding.certificate
            self.channel.send(Proof(self.best, time.process_time(), certificate=certificate))

    def run(self) -> None:
        broken = self._plain()
        for effort in EFFORTS:
            self._rules(broken, effort)

    def _plain(self) -> list[int]:
        """Value every part without its rules; returns the parts whose answer breaks them, the dearest first."""
        broken = []
        for i in range(len(self.bounding.programs)):
            if not self.bounding.plain(i):
                broken.append(i)
            self.tell(always=False)
        self.tell()
        return sorted(broken, key=lambda i: -self.bounding.values[i])

    def _rules(self, broken: list[int], effort: float) -> None:
        """Value parts with their rules on sources."""
        for i in broken:
            self.bounding.exact(i, effort)
            self.tell(always=False)
        self.tell()
