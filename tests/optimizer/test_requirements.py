"""Requirements against plain recursion, pegs that add up, slack by walking, and what bad input leads to."""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from optimizer.engine.requirements import (
    BomLine,
    BomLoop,
    Demand,
    Item,
    Peg,
    Problem,
    Requirements,
    Supply,
    SupplyKind,
    explode,
    slack_if,
)
from optimizer.engine.requirements.pegging import slacks
from optimizer.engine.requirements.problem import SCALE
from tests.optimizer.bills import Planned, bill, exploded, netted

BIKE = (Item("bike", 2), Item("frame", 3), Item("wheel", 1), Item("spoke", 4))
PARTS = (BomLine("bike", "frame", 1), BomLine("bike", "wheel", 2), BomLine("wheel", "spoke", 36, scrap=0.5))


def problem(
    *,
    supplies: tuple[Supply, ...] = (),
    items: tuple[Item, ...] = BIKE,
    lines: tuple[BomLine, ...] = PARTS,
    demands: tuple[Demand, ...] = (Demand("d", "bike", 12, 10),),
) -> Problem:
    return Problem(20, items, lines, demands, supplies)


def planned(found: Requirements) -> Planned:
    result: Planned = defaultdict(dict)
    for order in found.orders:
        result[order.item][order.period] = int(order.quantity * SCALE)
    return result


def codes(found: Requirements) -> list[tuple[str, str, str]]:
    return [(finding.text.code, finding.field, finding.key) for finding in found.findings]


@pytest.mark.parametrize("block", range(10))
def test_explosion_is_that_of_every_demand_run_down_every_path(block: int) -> None:
    for seed in range(block * 100, block * 100 + 100):
        given = bill(seed)
        found, expected = planned(explode(given)), exploded(given)
        assert {item for item, plan in found.items() if plan} == {
            item for item, plan in expected.items() if plan
        }
        for item, plan in expected.items():
            assert found[item].keys() == plan.keys()
            for period, quantity in plan.items():
                assert found[item][period] == pytest.approx(quantity, abs=50)  # of a millionth: rounding


@pytest.mark.parametrize("block", range(4))
def test_netting_takes_in_order_of_time_what_comes_before_a_new_order_could(block: int) -> None:
    for seed in range(block * 50, block * 50 + 50):
        given = bill(seed, supplies=14)
        found = planned(explode(given))
        assert {item: plan for item, plan in netted(given).items() if plan} == found


@pytest.mark.parametrize("seed", range(60))
def test_pegs_add_up_on_both_sides_and_none_is_later_than_a_new_order(seed: int) -> None:
    given = bill(seed, supplies=14)
    found = explode(given)
    table, existing = found.pegging, len(found.data.supplies.item)
    assert (table.peg_quantity > 0).all()
    of_need = np.bincount(table.peg_need, table.peg_quantity, len(table.needs.item))
    assert np.array_equal(of_need, table.needs.quantity)
    of_supply = np.bincount(table.peg_supply, table.peg_quantity, len(table.supply_item))
    assert (of_supply[:existing] <= table.supply_quantity[:existing]).all()
    assert np.array_equal(of_supply[existing:], table.supply_quantity[existing:])
    assert np.array_equal(table.needs.item[table.peg_need], table.supply_item[table.peg_supply])
    lead = found.data.lead[table.supply_item[table.peg_supply]]
    is_order = table.peg_supply >= existing
    assert (
        table.supply_period[table.peg_supply]
        <= np.maximum(table.needs.period[table.peg_need], np.where(is_order, -99, lead))
    )[~is_order].all()
    assert (table.needs.period[table.peg_need] >= table.supply_period[table.peg_supply])[is_order].all()


def time_left(pegs: list[Peg], lead: dict[str, int], order: int | None, demand: str | None = None) -> int:
    """Slack of what one order (or demand) asks for, by walking down everything below it."""
    values = []
    for peg in pegs:
        if peg.order != order or peg.demand != demand:
            continue
        if peg.supply is not None:
            values.append(peg.period - max(peg.supply.available, 0))
        else:
            made = peg.planned
            own = min(made.period - lead[peg.item], time_left(pegs, lead, made.number))
            values.append(own + peg.period - made.period)
    return min(values, default=10**9)


@pytest.mark.parametrize("seed", range(40))
def test_the_slack_of_a_demand_is_the_least_of_all_it_rests_on(seed: int) -> None:
    found = explode(bill(seed, supplies=14))
    lead = dict(zip(found.data.keys, found.data.lead.tolist(), strict=True))
    for demand, slack in found.slack.items():
        pegs = list(found.rests_on(demand))
        assert time_left(pegs, lead, None, demand) == slack
        assert min(peg.slack for peg in pegs if peg.demand == demand) == slack


@pytest.mark.parametrize("seed", range(40))
def test_what_a_supply_serves_adds_up_to_what_is_taken_of_it(seed: int) -> None:
    given = bill(seed, supplies=14)
    given = Problem(
        given.periods,
        tuple(Item(i.key, i.lead_time) for i in given.items),
        given.lines,
        given.demands,
        given.supplies,
    )
    found = explode(given)
    taken = np.bincount(found.pegging.peg_supply, found.pegging.peg_quantity, len(found.pegging.supply_item))
    for place, number in enumerate(found.data.supplies.places.tolist()):
        served = found.serves(given.supplies[number].key)
        assert float(sum(served.values())) == pytest.approx(taken[place] / SCALE)
        for demand in served:
            assert any(peg.supply == given.supplies[number] for peg in found.rests_on(demand))


def test_a_bicycle_is_planned_backwards_from_its_day() -> None:
    found = explode(problem())
    assert [(o.item, o.period, o.start, o.quantity) for o in found.orders] == [
        ("bike", 12, 10, 10), ("frame", 10, 7, 10), ("wheel", 10, 9, 20), ("spoke", 9, 5, 1080),
    ]  # fmt: skip
    assert found.slack == {"d": 5}


def test_a_supply_is_found_from_the_demand_and_the_demand_from_the_supply() -> None:
    spokes = Supply("order line 7", "spoke", 1000, 8, SupplyKind.CONFIRMED)
    found = explode(problem(supplies=(Supply("shelf", "wheel", 5), spokes)))
    pegs = [(p.item, p.supply and p.supply.key, p.quantity) for p in found.rests_on("d")]
    assert pegs[0] == ("bike", None, 10)
    assert set(pegs[1:]) == {
        ("frame", None, 10), ("wheel", "shelf", 5), ("wheel", None, 15), ("spoke", "order line 7", 810),
    }  # fmt: skip
    assert found.serves("shelf") == {"d": Decimal(5)}
    assert found.serves("order line 7") == {"d": Decimal(810)}


def test_a_promise_that_moves_moves_the_slack_of_the_demand() -> None:
    def slack(promised: int) -> int:
        return explode(problem(supplies=(Supply("s", "frame", 10, promised, SupplyKind.CONFIRMED),))).slack[
            "d"
        ]

    assert [slack(2), slack(8), slack(10)] == [5, 2, 0]
    # Later than a new order could come nothing waits for it.
    assert slack(11) == 5


@pytest.mark.parametrize("seed", range(40))
def test_the_slack_after_a_move_is_that_of_the_pegs_reckoned_anew(seed: int) -> None:
    given = bill(seed, supplies=14)
    found = explode(given)
    table, data = found.pegging, found.data
    for row in range(len(data.supplies.item)):
        moved = replace(data.supplies, period=data.supplies.period.copy())
        moved.period[row] += 3
        period = np.concatenate([moved.period, table.supply_period[len(moved.item) :]])
        own = np.concatenate(
            [
                np.zeros(len(moved.item), dtype=np.int64),
                period[len(moved.item) :] - data.lead[table.supply_item[len(moved.item) :]],
            ]
        )
        codes = found.explosion.codes[table.needs.item[table.peg_need]]
        need_slack, _ = slacks(
            codes, table.peg_need, table.peg_supply, table.needs, period, own, len(moved.item)
        )
        rows = np.flatnonzero(table.needs.demand >= 0)
        expected = {
            found.demand_key(int(table.needs.demand[need])): int(need_slack[need])
            for need in rows
            if need_slack[need] != table.need_slack[need]
        }
        key = given.supplies[data.supplies.places[row]].key
        assert slack_if(found, key, int(moved.period[row])) == expected


def test_what_cannot_be_there_in_time_is_late_by_so_many_periods() -> None:
    assert explode(problem(demands=(Demand("d", "bike", 4, 1),))).slack == {"d": -3}


def test_blocked_stock_does_not_count_and_stock_in_inspection_counts_when_it_is_free() -> None:
    stock = (
        Supply("b", "bike", 4, 0, SupplyKind.BLOCKED),
        Supply("i", "bike", 6, 14, SupplyKind.IN_INSPECTION),
        Supply("c", "bike", 3, 0, SupplyKind.CONSIGNED),
    )
    demands = (Demand("d", "bike", 12, 3), Demand("e", "bike", 15, 6))
    found = explode(problem(supplies=stock, demands=demands))
    assert found.orders == ()
    assert found.slack == {"d": 12, "e": 1}


def test_the_more_urgent_of_two_demands_of_a_period_takes_the_stock() -> None:
    demands = (Demand("low", "bike", 4, 5, 2), Demand("high", "bike", 4, 5, 1))
    found = explode(problem(supplies=(Supply("s", "bike", 5),), demands=demands))
    assert found.slack == {"high": 4, "low": -3}


def test_alternates_share_and_a_line_ends_with_its_effectivity() -> None:
    lines = (
        BomLine("bike", "frame", 1, share=0.75),
        BomLine("bike", "wheel", 1, share=0.25),
        BomLine("bike", "spoke", 1, last=9),
    )
    found = explode(problem(lines=lines))
    assert planned(found)["frame"] == {10: 7_500_000}
    assert planned(found)["wheel"] == {10: 2_500_000}
    assert "spoke" not in planned(found)


def test_safety_stock_is_asked_for_when_an_order_can_reach_it() -> None:
    found = explode(
        problem(items=(Item("bike", 2, 4), *BIKE[1:]), demands=(), supplies=(Supply("s", "bike", 1),))
    )
    assert planned(found)["bike"] == {2: 3_000_000}


def test_a_loop_is_refused_by_name() -> None:
    lines = (*PARTS, BomLine("spoke", "bike", 1))
    with pytest.raises(BomLoop) as refused:
        explode(problem(lines=lines))
    assert refused.value.loop in {
        ("bike", "wheel", "spoke", "bike"), ("wheel", "spoke", "bike", "wheel"), ("spoke", "bike", "wheel", "spoke"),
    }  # fmt: skip
    assert " → ".join(refused.value.loop) in refused.value.message("zh")
    with pytest.raises(BomLoop, match="BOM_LOOP"):
        explode(problem(lines=(BomLine("bike", "bike", 1),)))


def test_bad_input_is_named_and_the_rest_is_computed() -> None:
    given = Problem(
        20,
        (*BIKE[:1], Item("frame", None), Item("wheel", -1, -3.0), Item("bike", 9), BIKE[3]),
        (*PARTS, BomLine("bike", "bell", 1), BomLine("bell", "bike", 1), BomLine("bike", "spoke", 0), BomLine("bike", "spoke", 1, scrap=-1), BomLine("bike", "spoke", 1, share=2), BomLine("wheel", "spoke", 1, offset=5)),
        (Demand("d", "bike", 12, 10), Demand("none", "bike", 3, 0), Demand("late", "bike", 20, 1), Demand("odd", "horn", 3, 1), Demand("nan", "bike", 3, float("nan"))),
        (Supply("neg", "frame", -4), Supply("nil", "frame", 0), Supply("past", "frame", 2, -3, SupplyKind.OPEN), Supply("zero", "frame", 0, 2, SupplyKind.OPEN)),
    )  # fmt: skip
    found = explode(given)
    assert codes(found) == [
        ("LEAD_TIME_MISSING", "items.lead_time", "frame"),
        ("LEAD_TIME_NEGATIVE", "items.lead_time", "wheel"),
        ("QUANTITY_NOT_POSITIVE", "items.safety_stock", "wheel"),
        ("ITEM_TWICE", "items", "bike"),
        ("ITEM_UNKNOWN", "lines.component", "bike ← bell"),
        ("ITEM_UNKNOWN", "lines.parent", "bell ← bike"),
        ("QUANTITY_NOT_POSITIVE", "lines.quantity", "bike ← spoke"),
        ("SHARE_ILLEGAL", "lines.scrap", "bike ← spoke"),
        ("SHARE_ILLEGAL", "lines.share", "bike ← spoke"),
        ("OFFSET_ILLEGAL", "lines.offset", "wheel ← spoke"),
        ("QUANTITY_NOT_POSITIVE", "demands.quantity", "none"),
        ("BEYOND_HORIZON", "demands.period", "late"),
        ("ITEM_UNKNOWN", "demands.item", "odd"),
        ("QUANTITY_NOT_POSITIVE", "demands.quantity", "nan"),
        ("STOCK_NEGATIVE", "supplies.quantity", "neg"),
        ("PROMISE_PASSED", "supplies.available", "past"),
        ("QUANTITY_NOT_POSITIVE", "supplies.quantity", "zero"),
    ]
    assert all(finding.message(language) for finding in found.findings for language in ("zh", "en"))
    assert planned(found)["bike"] == {12: 10_000_000}
    assert planned(found)["frame"] == {10: 8_000_000}


def test_nothing_at_all_asks_for_nothing() -> None:
    found = explode(Problem(4, (), (), ()))
    assert (found.orders, found.slack, found.findings) == ((), {}, ())


def test_the_same_problem_has_the_same_answer() -> None:
    given = bill(3, supplies=14)
    first, second = explode(given), explode(given)
    assert first.orders == second.orders
    assert first.slack == second.slack
