"""A question over a chain of 200 members in four tiers, all answering by rule, carried by the product's own job."""

from decimal import Decimal
from time import perf_counter

from tests.bench._reporting import Figure

SECONDS = 5
BRANCHING = (8, 4, 5)  # suppliers per member, tier by tier


def figures(members: int) -> list[Figure]:
    """Seconds from the asking to the answer, in a database of its own."""
    from tests import databases

    databases.open_worker("bench-questions")
    try:
        seconds, asked, verdict = _measured(members)
    finally:
        databases.drop_worker()
    what = f"question over {asked:,} members in four tiers, all by rule"
    return [Figure(what, seconds, "s", SECONDS, remark=verdict)]


def _measured(members: int) -> tuple[float, int, str]:
    from tests.suppliers.tiers import Tiers

    tiers = Tiers()
    grown, above = 1, ["root"]
    for tier, fan in enumerate(BRANCHING, 1):
        below = []
        for buyer in above:
            for _ in range(fan):
                if grown < members:
                    name = f"t{tier}-{grown}"
                    tiers.member(name, free=1000)
                    tiers.buys(buyer, name)
                    below.append(name)
                    grown += 1
        above = below
    # A worker that has run for a while has loaded what the first question of a new process would still load.
    tiers.member("first", free=1000)
    tiers.member("below", free=1000)
    tiers.buys("first", "below")
    tiers.ask(Decimal(100), by="first")
    began = perf_counter()
    done = tiers.ask(Decimal(100))
    return perf_counter() - began, grown, f"{done.status} {done.verdict}, depth {done.depth}, {done.share} %"
