"""What a demand takes of a supply is what the supply serves of the demand, and no supply is taken twice."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.engine.requirements import BomLine, Demand, Item, Problem, Supply, SupplyKind, explode

PERIODS = 8
ITEMS = ("F", "G", "A", "P", "Q")
LINES = (
    BomLine("F", "A", 1), BomLine("G", "A", 2, offset=1), BomLine("A", "P", 3), BomLine("A", "Q", 1, offset=1),
    BomLine("F", "P", 1),
)  # fmt: skip
amounts = st.integers(1, 40)
periods = st.integers(0, PERIODS - 1)
demands = st.lists(
    st.tuples(st.sampled_from("FGA"), periods, amounts, st.integers(1, 3)), min_size=1, max_size=8
)
supplies = st.lists(st.tuples(st.sampled_from(ITEMS), periods, amounts), max_size=10)


@settings(max_examples=80, deadline=None)
@given(demands, supplies, st.lists(st.integers(0, 3), min_size=5, max_size=5))
def test_both_ways_tell_the_same(
    wanted: list[tuple[str, int, int, int]], there: list[tuple[str, int, int]], leads: list[int]
) -> None:
    found = explode(
        Problem(
            PERIODS,
            tuple(Item(key, lead) for key, lead in zip(ITEMS, leads, strict=True)),
            LINES,
            tuple(Demand(f"d{n}", *row) for n, row in enumerate(wanted)),
            tuple(
                Supply(f"s{n}", item, quantity, period, SupplyKind.CONFIRMED)
                for n, (item, period, quantity) in enumerate(there)
            ),
        )
    )
    down: dict[tuple[str, str], Decimal] = {}
    for n, _ in enumerate(wanted):
        for one in found.takes(f"d{n}"):
            assert one.quantity > 0
            if one.supply is not None:
                key = (f"d{n}", one.supply.key)
                down[key] = down.get(key, Decimal(0)) + one.quantity
    up = {(d, f"s{n}"): q for n in range(len(there)) for d, q in found.serves(f"s{n}").items()}
    assert set(down) == set(up)
    assert all(abs(down[key] - up[key]) < Decimal("0.001") for key in up)
    for n, (_, _, quantity) in enumerate(there):
        assert sum(q for (_, s), q in down.items() if s == f"s{n}") <= quantity + Decimal("0.001")
