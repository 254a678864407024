"""Scenarios: what they take otherwise reaches the plan, the plan in force stays until one is promoted."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from common.errors import Conflict, DomainError, Forbidden, Invalid, NotFound
from optimizer.models import PlanAssumption, PlanOrder, PlanRun, PlanScenario
from optimizer.rules.scenarios import Assumption, Assumptions
from optimizer.selectors import plan_compare, plan_list_of, scenario_list
from optimizer.services.planning.adopting import plan_adopt
from optimizer.services.planning.running import plan_carry_out, plan_is_stale, plan_start
from optimizer.services.planning.scenarios import (
    AssumptionValues,
    plan_promote,
    scenario_archive,
    scenario_copy,
    scenario_save,
)
from optimizer.states.scenarios import AssumptionKind
from suppliers.models import CapacityGroup, SourceOption
from tenancy.context import acting_as
from tests import world
from tests.optimizer.plans import PLANNER, STRANGER, monday, planned, product, read, wanted
from tests.orders.trade import BUYER

pytestmark = pytest.mark.usefixtures("db")
_K = AssumptionKind
FIRST = world.LEADER_FIRST.id


def saved(*assumptions: AssumptionValues, name: str = "试算", **more: Any) -> PlanScenario:
    with acting_as(PLANNER.enterprise_id, PLANNER.user_id):
        return scenario_save(actor=PLANNER, name=name, assumptions=assumptions, **more)


def solved(scenario: PlanScenario) -> PlanRun:
    with acting_as(PLANNER.enterprise_id):
        run = plan_start(actor=PLANNER, seconds=1, scenario_id=scenario.id)
    plan_carry_out(enterprise_id=PLANNER.enterprise_id, run_id=run.id)
    return read(run.id)


def refused(act: Callable[[], Any]) -> DomainError:
    with pytest.raises(DomainError) as found, transaction.atomic(), acting_as(PLANNER.enterprise_id):
        act()
    return found.value


def test_each_kind_of_assumption_reaches_the_problem_and_nothing_else_does() -> None:
    made = product()
    wanted(made, {6: 100, 8: 51})
    plain = planned().problem
    with acting_as(world.LEADER.id):
        group = CapacityGroup.objects.get(code="ASM-1")
        firsts = {str(s.id) for s in SourceOption.objects.filter(partnership_id=FIRST)}
    cases: list[tuple[AssumptionValues, Callable[[Any], Any], Any]] = [
        (AssumptionValues(_K.DEMAND, Decimal(20), item_id=made.id, first_week=monday(7)),
         lambda p: sorted(row["quantity"] for row in p["demand"]), [61.0, 100.0]),
        (AssumptionValues(_K.HOURS, Decimal(-50), group_id=group.id, first_week=monday(1), last_week=monday(2)),
         lambda p: p["work_centres"][0]["hours"][:4], [400.0, 200.0, 200.0, 400.0]),
        (AssumptionValues(_K.PRICE, Decimal(10), partnership_id=FIRST),
         lambda p: [o["tiers"][0][1] for o in p["source_options"]],
         [round(o["tiers"][0][1] * (1.1 if o["id"] in firsts else 1), 6) for o in plain["source_options"]]),
        (AssumptionValues(_K.LEAD_TIME, Decimal(2), partnership_id=FIRST),
         lambda p: [o["lead_time"] for o in p["source_options"]],
         [o["lead_time"] + 2 * (o["id"] in firsts) for o in plain["source_options"]]),
        (AssumptionValues(_K.SUPPLIER_OUT, Decimal(0), partnership_id=FIRST, first_week=monday(2), last_week=monday(3)),
         lambda p: [c for s in p["suppliers"] if s["id"] in firsts for c in s["capacity"][1:3]], [0.0] * 4),
        (AssumptionValues(_K.SUPPLY, Decimal(70), partnership_id=FIRST, item_id=world.STATOR.id),
         lambda p: sorted({s["capacity"][5] for s in p["suppliers"]})[0], 70.0),
    ]  # fmt: skip
    for place, (values, seen, expected) in enumerate(cases):
        problem = solved(saved(values, name=f"试算 {place}")).problem
        assert seen(problem) == pytest.approx(expected), values.kind
        if values.kind is not _K.DEMAND:
            assert problem["demand"] == plain["demand"]


def test_a_supplier_that_is_out_makes_demand_late_and_the_plan_in_force_stays() -> None:
    wanted(product(), {3: 100})
    real = planned()
    assert real.figures["late"] == "0"
    out = [
        AssumptionValues(_K.SUPPLIER_OUT, Decimal(0), partnership_id=pair.id, last_week=monday(5))
        for pair in (world.LEADER_FIRST, world.LEADER_SECOND)
    ]
    run = solved(saved(*out))
    assert Decimal(run.figures["late"]) >= 300
    assert Decimal(run.figures["harm"]) > 0
    with acting_as(world.LEADER.id):
        assert [r.id for r in plan_list_of(PLANNER, None)] == [real.id]
        assert [r.id for r in plan_list_of(PLANNER, run.scenario_id)] == [run.id]
        assert not plan_is_stale(PLANNER)


def test_what_a_lasting_outage_holds_back_never_comes() -> None:
    given_ = Assumptions([Assumption(_K.SUPPLIER_OUT, Decimal(0), partnership_id=FIRST, first=monday(2))])
    assert not given_.is_lost(FIRST, world.STATOR.id, monday(1))
    assert given_.is_lost(FIRST, world.STATOR.id, monday(2))
    passing = Assumptions(
        [Assumption(_K.SUPPLIER_OUT, Decimal(0), partnership_id=FIRST, first=monday(2), last=monday(4))]
    )
    assert [passing.arrival(FIRST, world.STATOR.id, monday(w)) for w in (1, 2, 4, 5)] == [
        monday(1), monday(5), monday(5), monday(5),
    ]  # fmt: skip
    assert not passing.is_lost(FIRST, world.STATOR.id, monday(3))


@given(st.lists(st.integers(-100, 200), max_size=4), st.integers(0, 5000))
def test_percents_multiply_and_never_turn_a_figure_negative(percents: list[int], quantity: int) -> None:
    several = Assumptions([Assumption(_K.DEMAND, Decimal(p)) for p in percents])
    expected = Decimal(quantity)
    for percent in percents:
        expected *= 1 + Decimal(percent) / 100
    found = several.demand(world.STATOR.id, monday(), Decimal(quantity))
    assert found >= 0
    assert abs(found - expected) <= Decimal("0.5")


@given(st.lists(st.integers(0, 900), max_size=4), st.none() | st.integers(0, 900))
def test_of_several_limits_the_lowest_holds(limits: list[int], stated: int | None) -> None:
    several = Assumptions([Assumption(_K.SUPPLY, Decimal(n), world.STATOR.id, FIRST) for n in limits])
    known = None if stated is None else Decimal(stated)
    every = [Decimal(n) for n in limits] + ([] if known is None else [known])
    assert several.supply(FIRST, world.STATOR.id, monday(), known) == (min(every) if every else None)
    assert several.supply(FIRST, world.ROTOR.id, monday(), known) == known


def test_a_promoted_run_is_adopted_and_one_that_is_not_is_refused() -> None:
    wanted(product(), {3: 100})
    real = planned()
    run = solved(saved(AssumptionValues(_K.DEMAND, Decimal(50))))
    with acting_as(world.LEADER.id):
        ids = list(PlanOrder.objects.filter(run=run).values_list("id", flat=True))

    def adopt() -> list[PlanOrder]:
        return plan_adopt(
            actor=BUYER, run_id=run.id, plan_order_ids=ids[:1], ship_to_site_id=world.LEADER.site_id
        )

    assert refused(adopt).code == "PLAN_NOT_PROMOTED"
    assert refused(lambda: plan_promote(actor=BUYER, run_id=run.id, version=run.version)).code == "FORBIDDEN"
    assert isinstance(
        refused(lambda: plan_promote(actor=PLANNER, run_id=real.id, version=real.version)), NotFound
    )
    with acting_as(world.LEADER.id):
        promoted = plan_promote(actor=PLANNER, run_id=run.id, version=run.version)
        assert promoted.promoted_by_name == PLANNER.user_name
        assert (
            plan_promote(actor=PLANNER, run_id=run.id, version=promoted.version).version == promoted.version
        )
        assert [r.number for r in plan_list_of(PLANNER, None).order_by("-number")] == [2, 1]
        assert adopt()[0].adopted_at is not None


def test_a_scenario_of_older_facts_is_not_promoted() -> None:
    wanted(product(), {3: 100})
    run = solved(saved(AssumptionValues(_K.DEMAND, Decimal(50))))
    planned()
    error = refused(lambda: plan_promote(actor=PLANNER, run_id=run.id, version=run.version))
    assert error.code == "SCENARIO_OUTDATED"
    assert read(run.id).promoted_at is None


def test_a_copy_has_the_same_assumptions_and_changes_by_itself() -> None:
    wanted(product(), {3: 10})
    source = saved(
        AssumptionValues(_K.DEMAND, Decimal(50)), AssumptionValues(_K.PRICE, Decimal(5), partnership_id=FIRST)
    )
    with acting_as(world.LEADER.id):
        twin = scenario_copy(actor=PLANNER, scenario_id=source.id, name="试算二")
        assert assumptions(twin) == assumptions(source)
        scenario_save(
            actor=PLANNER, scenario_id=twin.id, version=twin.version, name="试算二", note="只看需求",
            assumptions=[AssumptionValues(_K.DEMAND, Decimal(-10))],
        )  # fmt: skip
        assert assumptions(twin) == [("DEMAND", Decimal(-10))]
        assert assumptions(source) == [("DEMAND", Decimal(50)), ("PRICE", Decimal(5))]


def assumptions(scenario: PlanScenario) -> list[tuple[str, Decimal]]:
    rows = PlanAssumption.objects.filter(scenario=scenario).order_by("place")
    return [(row.kind, row.amount) for row in rows]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([], "ASSUMPTIONS_COUNT"),
        ([AssumptionValues(_K.DEMAND, Decimal(-101))], "ASSUMPTION_AMOUNT"),
        ([AssumptionValues(_K.DEMAND, Decimal("NaN"))], "ASSUMPTION_AMOUNT"),
        ([AssumptionValues(_K.PRICE, Decimal(5))], "ASSUMPTION_WITHOUT"),
        ([AssumptionValues(_K.SUPPLY, Decimal(5), partnership_id=FIRST)], "ASSUMPTION_WITHOUT"),
        (
            [AssumptionValues(_K.DEMAND, Decimal(5), first_week=monday(4), last_week=monday(3))],
            "ASSUMPTION_WEEKS",
        ),
        ([AssumptionValues(_K.DEMAND, Decimal(5), item_id=world.OTHER_STATOR.id)], "NOT_FOUND"),
        ([AssumptionValues(_K.PRICE, Decimal(5), partnership_id=world.OTHER_FIRST.id)], "NOT_FOUND"),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(values: list[AssumptionValues], code: str) -> None:
    wanted(product(), {3: 10})
    error = refused(lambda: scenario_save(actor=PLANNER, name="试算", assumptions=values))
    assert error.code == code
    with acting_as(world.LEADER.id):
        assert not PlanScenario.objects.exists()


def test_names_are_taken_once_and_free_again_when_archived() -> None:
    wanted(product(), {3: 10})
    one = saved(AssumptionValues(_K.DEMAND, Decimal(5)))
    error = refused(lambda: saved(AssumptionValues(_K.DEMAND, Decimal(6))))
    assert isinstance(error, Invalid)
    assert error.code == "SCENARIO_NAME_TAKEN"
    with acting_as(world.LEADER.id), pytest.raises(Conflict), transaction.atomic():
        scenario_archive(actor=PLANNER, scenario_id=one.id, version=7)
    with acting_as(world.LEADER.id):
        scenario_archive(actor=PLANNER, scenario_id=one.id, version=one.version)
        assert not scenario_list(PLANNER).exists()
    saved(AssumptionValues(_K.DEMAND, Decimal(6)))


def test_strangers_and_those_without_the_right_reach_none() -> None:
    wanted(product(), {3: 10})
    mine = saved(AssumptionValues(_K.DEMAND, Decimal(5)))
    run = solved(mine)
    with acting_as(world.OTHER.id):
        assert not scenario_list(STRANGER).exists()
        assert plan_compare(STRANGER, [run.id]) == []
        assert not plan_list_of(STRANGER, mine.id).exists()
        with pytest.raises(NotFound), transaction.atomic():
            scenario_copy(actor=STRANGER, scenario_id=mine.id, name="偷看")
        with pytest.raises(NotFound), transaction.atomic():
            plan_promote(actor=STRANGER, run_id=run.id, version=run.version)
    with acting_as(world.LEADER.id), pytest.raises(Forbidden):
        scenario_save(actor=BUYER, name="试算", assumptions=[])


def test_plans_are_compared_by_what_differs() -> None:
    wanted(product(), {6: 100})
    real = planned()
    same = solved(saved(AssumptionValues(_K.DEMAND, Decimal(0))))
    more = solved(saved(AssumptionValues(_K.DEMAND, Decimal(300)), name="四倍"))
    with acting_as(world.LEADER.id):
        compared = plan_compare(PLANNER, [real.id, more.id, same.id, world.LEADER.id])
    assert [c.run.number for c in compared] == [real.number, more.number, same.number]
    assert compared[0].moved == 0
    assert compared[1].moved > 0
    assert (compared[2].moved, compared[2].partners_touched) == (0, 0)
    assert same.figures["calmness"] == 1.0
    assert real.figures["calmness"] is None
