"""Questions on the stage: asked by rule, answered by a person, waiting for one, withdrawn; and each firm's policy.

The job that carries questions is the product's own; it runs between the acts.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from common.clock import now, today
from suppliers.models import BomLine, Inquiry, Item
from suppliers.rules import monday_of
from suppliers.services.questions.answering import OwnAnswer, question_answer, question_policy_set
from suppliers.services.questions.asking import NewQuestion, question_ask, question_withdraw
from suppliers.services.questions.travel import travel
from suppliers.services.stock import StockAct, stock_move
from suppliers.states import MovementKind
from suppliers.states.questions import Verdict
from tenancy.context import acting_as
from tests import world

ASKED = {world.LEADER: world.ROTOR, world.OTHER: world.OTHER_STATOR}


def everything(firm: world.Firm) -> Any:
    from tests.isolation.stage import everything as everybody

    return everybody(firm)


def _product(firm: world.Firm, thing: world.Thing) -> Item:
    """Something the firm makes from the thing alone, so that it asks just that thing's suppliers."""
    with acting_as(firm.id):
        bought = Item.objects.get(id=thing.id)
        product, is_new = Item.objects.get_or_create(
            enterprise_id=firm.id, number=f"PRODUCT-{firm.key}",
            defaults={"chain_id": bought.chain_id, "name": f"product of {firm.key}", "unit": "H87", "kind": "MAKE"},
        )  # fmt: skip
        if is_new:
            BomLine.objects.create(
                chain_id=bought.chain_id, enterprise_id=firm.id, parent=product, component=bought,
                quantity_per=Decimal(1),
            )  # fmt: skip
    return product


def _ask(firm: world.Firm, quantity: str) -> Inquiry:
    actor, product = everything(firm), _product(firm, ASKED[firm])
    wanted = NewQuestion(
        product.id, Decimal(quantity), monday_of(today()), 2, now() + timedelta(days=5, minutes=firm.number)
    )
    with acting_as(firm.id, actor.user_id):
        return question_ask(actor=actor, question=wanted)


def _answer(firm: world.Firm, verdict: Verdict, short_low: Decimal | None = None) -> None:
    """The first question that waits for a person of the firm."""
    actor = everything(firm)
    with acting_as(firm.id, actor.user_id):
        waiting = Inquiry.objects.filter(
            enterprise_id=firm.id, received__isnull=False, own_by="", status="OPEN"
        )
        inquiry = waiting.order_by("created_at", "id").first()
        assert inquiry is not None
        answer = OwnAnswer(verdict, short_low, f"note of {firm.key}")
        question_answer(actor=actor, inquiry_id=inquiry.id, version=inquiry.version, answer=answer)


def questions() -> None:
    """A question of each leader in each state. FIRST answers by rule once, else people do."""
    _stocked()
    _policy(world.FIRST, by_capacity=True, by_stock=True)
    for leader in (world.LEADER, world.OTHER):
        _ask(leader, "31")
    travel()
    _policy(world.FIRST, by_capacity=False)
    for firm in (world.SECOND, world.THIRD):
        _policy(firm, by_capacity=False)
    for leader, number in ((world.LEADER, "703"), (world.OTHER, "907")):
        _ask(leader, number)
    travel()
    _answer(world.FIRST, Verdict.SHORT, Decimal(10))
    _answer(world.FIRST, Verdict.YES)
    _answer(world.SECOND, Verdict.NO)
    travel()
    for leader in (world.LEADER, world.OTHER):
        regretted, actor = _ask(leader, "41"), everything(leader)
        with acting_as(leader.id, actor.user_id):
            question_withdraw(actor=actor, inquiry_id=regretted.id, version=regretted.version)
        _ask(leader, "53")
    travel()


def more() -> None:
    """As much again of every list."""
    for quantity in ("63", "67"):
        for leader in (world.LEADER, world.OTHER):
            _ask(leader, quantity)
    travel()


def _stocked() -> None:
    """FIRST has what LEADER asks about, so that a rule can answer for it."""
    actor = everything(world.FIRST)
    with acting_as(world.FIRST.id, actor.user_id):
        item = Item.objects.create(
            chain_id=world.CHAIN, enterprise_id=world.FIRST.id, number=f"first-{world.ROTOR.number}", name="rotor of first",
            unit="H87", kind="MAKE",
        )  # fmt: skip
        act = StockAct(MovementKind.RECEIPT, world.FIRST.site_id, item.id, Decimal(871))
        stock_move(actor=actor, act=act)


def _policy(firm: world.Firm, *, by_capacity: bool, by_stock: bool = False) -> None:
    from suppliers.selectors import question_policy

    actor = everything(firm)
    with acting_as(firm.id, actor.user_id):
        present = question_policy(actor)
        question_policy_set(
            actor=actor, version=present.version, by_capacity=by_capacity, by_stock=by_stock, passes_on=True
        )
