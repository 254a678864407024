"""The table of moves, without a database."""

import ast
from pathlib import Path

import pytest

from orders.states import (
    ACTION_NAMES,
    ACTION_SIDES,
    FINAL,
    REASONS,
    STATUS_NAMES,
    TRANSITIONS,
    Action,
    AsnAction,
    AsnStatus,
    Cause,
    Reason,
    ScheduleStatus,
    Side,
    allowed_actions,
    asn_actions,
    cause_of,
    derived_status,
    next_asn_status,
    next_status,
)

ROOT = Path(__file__).resolve().parents[2]


def test_every_status_is_reached_from_a_draft() -> None:
    reached = {ScheduleStatus.DRAFT}
    while True:
        more = {target for (source, _), target in TRANSITIONS.items() if source in reached} - reached
        if not more:
            break
        reached |= more
    assert reached == set(ScheduleStatus)


@pytest.mark.parametrize("status", sorted(FINAL))
def test_a_final_status_has_no_way_out(status: ScheduleStatus) -> None:
    assert allowed_actions(status) == []


def test_every_status_but_the_final_ones_has_a_way_out() -> None:
    assert {s for s in ScheduleStatus if not allowed_actions(s)} == set(FINAL)


def test_pairs_outside_the_table_lead_nowhere() -> None:
    for status in ScheduleStatus:
        for action in Action:
            expected = TRANSITIONS.get((status, action))
            assert next_status(status, action) is expected
            assert (action in allowed_actions(status)) is (expected is not None)


def test_every_action_is_used_named_and_has_a_side() -> None:
    assert {action for _, action in TRANSITIONS} == set(Action)
    assert set(ACTION_SIDES) == set(Action) == set(ACTION_NAMES)
    assert all(ACTION_SIDES.values())
    assert set(STATUS_NAMES) == set(ScheduleStatus)
    assert set(REASONS) == set(Reason)


def test_only_the_supplier_promises_and_only_the_buyer_receives() -> None:
    supplier, buyer = frozenset({Side.SUPPLIER}), frozenset({Side.BUYER})
    assert (
        ACTION_SIDES[Action.CONFIRM] == ACTION_SIDES[Action.REJECT] == ACTION_SIDES[Action.SHIP] == supplier
    )
    assert ACTION_SIDES[Action.SEND] == ACTION_SIDES[Action.RECEIVE] == ACTION_SIDES[Action.CLOSE] == buyer


def test_goods_do_not_skip_a_step() -> None:
    into_received = {
        source for (source, _), target in TRANSITIONS.items() if target is ScheduleStatus.RECEIVED
    }
    into_shipped = {
        source
        for (source, _), target in TRANSITIONS.items()
        if target is ScheduleStatus.SHIPPED and source != target
    }
    assert into_received == {ScheduleStatus.SHIPPED}
    assert into_shipped == {
        ScheduleStatus.CONFIRMED,
        ScheduleStatus.PART_CONFIRMED,
        ScheduleStatus.IN_PRODUCTION,
    }


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ({"confirmed", "countered", "sent"}, "countered"),
        ({"confirmed", "seen"}, "seen"),
        ({"confirmed", "shipped"}, "confirmed"),
        ({"received", "cancelled"}, "received"),
        ({"rejected", "confirmed"}, "confirmed"),
        ({"rejected", "cancelled"}, "rejected"),
        ({"closed", "cancelled"}, "closed"),
        ({"cancelled"}, "cancelled"),
    ],
)
def test_the_whole_is_its_least_advanced_part(parts: set[str], whole: str) -> None:
    assert derived_status(ScheduleStatus(p) for p in parts) == whole


def test_every_status_can_be_derived_and_nothing_is_not() -> None:
    for status in ScheduleStatus:
        assert derived_status([status]) is status
    with pytest.raises(ValueError, match="at least one"):
        derived_status([])


def test_notices_end_received_or_cancelled() -> None:
    ends = {status for status in AsnStatus if not asn_actions(status)}
    assert ends == {AsnStatus.RECEIVED, AsnStatus.CANCELLED}
    assert next_asn_status(AsnStatus.DEPARTED, AsnAction.CANCEL) is None


def test_a_reason_is_charged_to_a_side() -> None:
    assert cause_of(Reason.DRAWING, Side.SUPPLIER) is Cause.BUYER
    assert cause_of(Reason.CAPACITY, Side.SUPPLIER) is Cause.SUPPLIER
    assert cause_of(Reason.OTHER, Side.BUYER) is Cause.BUYER
    assert cause_of(Reason.TRANSPORT, Side.SUPPLIER) is Cause.CARRIER


def _status_writes(path: Path) -> list[str]:
    """Assignments to `.status`, and `status=` given to models' constructors or update()."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = [
                t
                for target in node.targets
                for t in (target.elts if isinstance(target, ast.Tuple) else [target])
            ]
        elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
            targets = [node.target]
        found += [
            f"{path.name}:{t.lineno}" for t in targets if isinstance(t, ast.Attribute) and t.attr == "status"
        ]
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            makes_row = name in {
                "update", "create", "get_or_create", "update_or_create", "ScheduleLine", "PurchaseOrder",
                "PurchaseOrderLine", "AdvanceShipNotice", "ChangeProposal",
            }  # fmt: skip
            if makes_row and any(keyword.arg == "status" for keyword in node.keywords):
                found.append(f"{path.name}:{node.lineno}")
    return found


def test_statuses_are_written_in_one_place() -> None:
    sources = [p for p in (ROOT / "orders").rglob("*.py") if "migrations" not in p.parts]
    writes = [w for path in sources if path.name != "transitions.py" for w in _status_writes(path)]
    assert writes == []
    # the guard sees what it is there for
    assert _status_writes(ROOT / "orders" / "services" / "transitions.py")
