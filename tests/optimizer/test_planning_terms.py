"""What planning knows of items and its rates: set by hand and by file, each by its own enterprise alone."""

from decimal import Decimal

import pytest
from django.db import transaction

from audit.models import AuditEntry
from common.errors import Conflict, DomainError, Forbidden, Invalid, NotFound
from optimizer.models import PlanningItem, PlanPolicy
from optimizer.selectors import PlanningItemFilter, plan_policy_get, planning_item_list
from optimizer.services.planning.terms import (
    PolicyValues,
    TermsValues,
    plan_policy_set,
    planning_items_save,
)
from suppliers.models import Item
from tenancy.context import acting_as
from tests import world
from tests.exchange import steps
from tests.isolation.test_matrix_files import exported
from tests.optimizer.plans import PLANNER, PRODUCT, STRANGER, planned, product, wanted
from tests.orders.trade import BUYER

pytestmark = pytest.mark.usefixtures("db")
HEAD = ["物料编码", "安全库存", "单件毛利（元）", "单件加工费（元）"]
RATES = PolicyValues(12, 30, Decimal("17.5"), Decimal(80), Decimal(9), Decimal("140.50"))


def save(*items: TermsValues) -> list[PlanningItem]:
    with acting_as(PLANNER.enterprise_id, PLANNER.user_id):
        return planning_items_save(actor=PLANNER, items=items)


def refused(*items: TermsValues) -> DomainError:
    with pytest.raises(DomainError) as found, transaction.atomic():
        save(*items)
    return found.value


def terms(number: str) -> tuple[Decimal, Decimal, Decimal, int] | None:
    with acting_as(world.LEADER.id):
        row = PlanningItem.objects.filter(item__number=number, item__enterprise_id=world.LEADER.id).first()
    return row and (row.safety_stock, row.margin, row.production_cost, row.version)


def trail() -> int:
    with acting_as(world.LEADER.id):
        return AuditEntry.objects.filter(action="optimizer.terms.saved").count()


def test_terms_are_set_changed_and_left_alone() -> None:
    made = product()
    assert terms("ED30-ST-01") is None
    save(TermsValues(world.STATOR.id, safety_stock=Decimal(120)))
    assert terms("ED30-ST-01") == (120, 0, 0, 1)
    save(TermsValues(made.id, production_cost=Decimal("41.25")))
    assert terms(PRODUCT) == (0, 900, Decimal("41.25"), 2)
    written = trail()
    save(TermsValues(made.id, margin=Decimal(900)), TermsValues(world.STATOR.id))
    assert (terms(PRODUCT), trail()) == ((0, 900, Decimal("41.25"), 2), written)


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"safety_stock": Decimal(-1)}, "QUANTITY_NEGATIVE", "safetyStock"),
        ({"safety_stock": Decimal("0.5")}, "QUANTITY_SCALE", "safetyStock"),
        ({"margin": Decimal("-0.01")}, "AMOUNT_OUT_OF_RANGE", "margin"),
        ({"margin": Decimal("NaN")}, "AMOUNT_OUT_OF_RANGE", "margin"),
        ({"margin": Decimal("1.00001")}, "AMOUNT_OUT_OF_RANGE", "margin"),
        ({"production_cost": Decimal(5)}, "BOUGHT_HAS_NO_PRODUCTION_COST", "productionCost"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_set(values: dict[str, Decimal], code: str, field: str) -> None:
    made = product()
    error = refused(TermsValues(made.id, margin=Decimal(1)), TermsValues(world.STATOR.id, **values))
    assert isinstance(error, Invalid)
    assert (error.code, error.field) == (code, field)
    assert (terms(PRODUCT), terms("ED30-ST-01")) == ((0, 900, 40, 1), None)


def test_who_has_read_old_terms_is_told_so() -> None:
    made = product()
    save(TermsValues(made.id, margin=Decimal(950), version=1))
    error = refused(TermsValues(made.id, margin=Decimal(990), version=1))
    assert isinstance(error, Conflict)
    assert terms(PRODUCT) == (0, 950, 40, 2)


def test_neither_strangers_nor_those_without_the_right_set_anything() -> None:
    made = product()
    with acting_as(world.OTHER.id), pytest.raises(NotFound), transaction.atomic():
        planning_items_save(actor=STRANGER, items=[TermsValues(made.id, margin=Decimal(1))])
    with acting_as(world.LEADER.id), pytest.raises(Forbidden):
        planning_items_save(actor=BUYER, items=[TermsValues(made.id, margin=Decimal(1))])
    with acting_as(world.LEADER.id), pytest.raises(Forbidden):
        plan_policy_set(actor=BUYER, version=0, values=RATES)
    assert terms(PRODUCT) == (0, 900, 40, 1)
    with acting_as(world.OTHER.id):
        assert not planning_item_list(STRANGER).filter(id=made.id).exists()


def test_the_list_holds_items_with_and_without_terms() -> None:
    wanted(product(), {4: 10})
    with acting_as(world.LEADER.id):
        every = planning_item_list(PLANNER)
        assert every.count() == Item.objects.filter(enterprise_id=world.LEADER.id).count()
        asked = planning_item_list(PLANNER, PlanningItemFilter(is_wanted=True))
        assert [item.number for item in asked] == [PRODUCT]
        bought = planning_item_list(PLANNER, PlanningItemFilter(search="ED30", kinds=("BUY",)))
        assert PRODUCT not in {item.number for item in bought}
        assert bought.count() >= 2


def test_rates_hold_from_the_next_plan_on() -> None:
    wanted(product(), {4: 10})
    assert planned().weeks == 26
    with acting_as(PLANNER.enterprise_id, PLANNER.user_id):
        assert plan_policy_get(PLANNER).version == 0
        assert plan_policy_set(actor=PLANNER, version=0, values=RATES).version == 1
    run = planned()
    assert run.weeks == 12
    with acting_as(world.OTHER.id):
        assert plan_policy_get(STRANGER).weeks == 26
    with acting_as(world.LEADER.id), pytest.raises(Conflict), transaction.atomic():
        plan_policy_set(actor=PLANNER, version=0, values=RATES)


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("weeks", 3, "weeks"), ("seconds", 1201, "seconds"), ("holding_percent", Decimal(-1), "holdingPercent"),
        ("backlog_percent", Decimal(1000), "backlogPercent"), ("order_cost", Decimal("0.001"), "orderCost"),
    ],
)  # fmt: skip
def test_rates_out_of_range_are_named(name: str, value: object, field: str) -> None:
    given = {key: getattr(RATES, key) for key in RATES.__slots__} | {name: value}
    with acting_as(world.LEADER.id), pytest.raises(Invalid) as found, transaction.atomic():
        plan_policy_set(actor=PLANNER, version=0, values=PolicyValues(**given))
    assert found.value.field == field
    with acting_as(world.LEADER.id):
        assert not PlanPolicy.objects.exists()


def test_a_file_sets_terms_marks_wrong_cells_and_leaves_blanks_alone() -> None:
    product()
    with acting_as(PLANNER.enterprise_id, PLANNER.user_id):
        steps.imported(
            PLANNER,
            [HEAD, [PRODUCT, "25", "", ""], ["ED30-ST-01", "130", "", "7"], ["ED30-RT-01", "60", "", ""]],
            "optimizer.planning_item",
        )
    assert terms(PRODUCT) == (25, 900, 40, 2)
    assert terms("ED30-ST-01") is None  # bought: it has no production cost, and the row is refused
    assert terms("ED30-RT-01") == (60, 0, 0, 1)
    with acting_as(PLANNER.enterprise_id, PLANNER.user_id):
        run = steps.checked(PLANNER, [HEAD, ["NO-SUCH", "1", "", ""]], "optimizer.planning_item")
    assert (run.counts["rows"], run.counts["ok"]) == (1, 0)


def test_the_export_reads_back_what_is_set() -> None:
    product()
    save(TermsValues(world.STATOR.id, safety_stock=Decimal(120)))
    rows = {row[0]: row for row in exported(PLANNER, "PLANNING_ITEM")}
    assert Decimal(rows["ED30-ST-01"][1]) == 120
    assert Decimal(rows[PRODUCT][2]) == 900
    assert PRODUCT not in {row[0] for row in exported(STRANGER, "PLANNING_ITEM")}
