"""What each pair shares on the stage: every field and grain, a revoked grant, one that has run out, readings.

The supplier's figures have decimals of their own, so that an exact one is recognised wherever it appears.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from common.clock import today
from suppliers.models import CapacityGroup, Item, SharedFigure, SharingGrant
from suppliers.selectors import grants_given, shared_figure_list
from suppliers.services import capacity, reading, sharing, stock
from suppliers.states import FIELD_SUBJECTS, ITEM_SUBJECTS, Grain, MovementKind, SharedField, StockStatus
from tenancy.context import acting_as
from tenancy.models import Site
from tests import world
from tests.isolation import stage_production

_F, _G = SharedField, Grain
GRAINS: dict[Any, dict[SharedField, Grain]] = {
    world.LEADER_FIRST.id: {
        _F.UNRESTRICTED: _G.EXACT, _F.IN_INSPECTION: _G.RANGE, _F.BLOCKED: _G.PLANNER_ONLY, _F.AGREED: _G.EXACT,
        _F.FREE: _G.RANGE, _F.MAXIMUM: _G.PLANNER_ONLY, _F.MACHINE_AVAILABLE: _G.LIGHT,
        _F.READY_QUANTITY: _G.EXACT, _F.WORK_IN_PROGRESS: _G.RANGE, _F.UPSTREAM: _G.EXACT, _F.IDENTITY: _G.EXACT,
    },
    world.LEADER_SECOND.id: {
        _F.UNRESTRICTED: _G.LIGHT, _F.AGREED: _G.RANGE, _F.FREE: _G.LIGHT, _F.UPSTREAM: _G.ANONYMOUS,
        _F.IDENTITY: _G.EXACT,
    },
    world.OTHER_FIRST.id: {_F.UNRESTRICTED: _G.RANGE, _F.AGREED: _G.EXACT, _F.FREE: _G.LIGHT},
    world.OTHER_THIRD.id: {_F.UNRESTRICTED: _G.EXACT, _F.MACHINE_AVAILABLE: _G.EXACT},
}  # fmt: skip


def product_number(pair: world.Pair) -> str:
    """The supplier's number of what it sells to the buyer, as the buyer's source option has it."""
    thing = next(t for t in world.THINGS if t.owner == pair.buyer)
    return f"{pair.supplier.key}-{thing.number}"


def everything(firm: world.Firm) -> Any:
    from tests.isolation.stage import everything as everybody

    return everybody(firm)


def product_of(pair: world.Pair) -> Item:
    found, _ = Item.objects.get_or_create(
        enterprise_id=pair.supplier.id, number=product_number(pair),
        defaults={"chain_id": pair.chain_id, "name": f"made for {pair.buyer.key}", "unit": "KGM", "kind": "MAKE"},
    )  # fmt: skip
    return found


def stock_up(pair: world.Pair) -> Item:
    """Stock in every status, with decimals that occur nowhere else."""
    item, actor = product_of(pair), everything(pair.supplier)
    own = Decimal(pair.supplier.number * 10 + pair.buyer.number) / 1000
    for status, quantity in (
        (StockStatus.UNRESTRICTED, "237"),
        (StockStatus.IN_INSPECTION, "341"),
        (StockStatus.BLOCKED, "123"),
    ):
        stock.stock_move(
            actor=actor,
            act=stock.StockAct(
                MovementKind.RECEIPT, pair.supplier.site_id, item.id, Decimal(quantity) + own, "", status
            ),
        )
    return item


def agree(pair: world.Pair, item: Item) -> CapacityGroup:
    """A share of the supplier's one capacity group, which serves all its buyers."""
    actor = everything(pair.supplier)
    group = CapacityGroup.objects.filter(enterprise_id=pair.supplier.id).first()
    usages = [] if group is None else list(group.usages.values_list("item_id", "per_piece"))
    values = capacity.GroupValues(
        pair.supplier.site_id, f"G-{pair.supplier.key}", f"group of {pair.supplier.key}",
        usages=[*usages, (item.id, Decimal("0.25") + pair.buyer.number)],
    )  # fmt: skip
    group = capacity.capacity_group_save(
        actor=actor,
        values=values,
        group_id=group.id if group else None,
        version=group.version if group else None,
    )
    own = Decimal(pair.supplier.number * 10 + pair.buyer.number) / 100
    weeks = []
    for number in range(3):
        week = today() + timedelta(weeks=number)
        present = [
            (share.partnership_id, share.agreed)
            for row in group.weeks.all()
            if row.week <= week < row.week + timedelta(days=7)
            for share in row.shares.all()
        ]
        shares = [*present, (pair.id, Decimal(40 + number) + own)]
        weeks.append(
            capacity.WeekValues(
                week, Decimal("160.37") + number, Decimal("8.5"), Decimal("4.5"), Decimal("87.5"), shares
            )
        )
    return capacity.capacity_weeks_save(actor=actor, group_id=group.id, weeks=weeks)


def grant(pair: world.Pair, item: Item, field: SharedField, grain: Grain) -> SharingGrant:
    wanted = sharing.NewGrant(pair.id, field, grain, f"purpose of {pair.buyer.key}-{pair.supplier.key}")
    if FIELD_SUBJECTS[field] in ITEM_SUBJECTS:
        light = (Decimal("50.5"), Decimal("400.5")) if grain is Grain.LIGHT else (None, None)
        wanted = replace(wanted, item_ids=[item.id], red_below=light[0], amber_below=light[1])
    actor = everything(pair.supplier)
    present = grants_given(actor).filter(partnership_id=pair.id, field=field.value).first()
    return sharing.sharing_grant_set(actor=actor, grant=wanted, version=present.version if present else None)


def share(pair: world.Pair) -> None:
    """Everything once: stock, capacity, grants at the pair's grains, one revoked, one run out, and a reading."""
    actor = everything(pair.supplier)
    with acting_as(pair.supplier.id, actor.user_id):
        Site.objects.get_or_create(
            enterprise_id=pair.supplier.id, code="P2",
            defaults={
                "name": f"second of {pair.supplier.key}", "name_en": "second", "kind": "warehouse", "is_shared": False,
                "address": f"street of {pair.supplier.key}",
            },
        )  # fmt: skip
        item = stock_up(pair)
        stage_production.schedule(pair, item)
        agree(pair, item)
        revoked = grant(pair, item, SharedField.BLOCKED, Grain.EXACT)
        sharing.sharing_grant_revoke(actor=actor, grant_id=revoked.id, version=revoked.version)
        grants = [grant(pair, item, field, grain) for field, grain in GRAINS[pair.id].items()]
    read(pair)
    if pair == world.OTHER_FIRST:
        run_out(pair, grants[0])


def run_out(pair: world.Pair, ended: SharingGrant) -> None:
    """A grant whose last day has passed while its figures still lie there: the policy alone keeps them from the partner."""
    yesterday = today() - timedelta(days=1)
    with acting_as(pair.supplier.id):
        SharingGrant.objects.filter(id=ended.id).update(valid_from=yesterday, valid_until=yesterday)
        assert SharedFigure.objects.filter(grant_id=ended.id).exists()


def read(pair: world.Pair) -> None:
    actor = everything(pair.buyer)
    with acting_as(pair.buyer.id, actor.user_id):
        reading.reading_record(
            actor=actor, figures=shared_figure_list(actor).filter(grantor_id=pair.supplier.id)
        )


def more(pair: world.Pair) -> None:
    """As much again of every list: another item, granted and read."""
    actor = everything(pair.supplier)
    with acting_as(pair.supplier.id, actor.user_id):
        twin = Item.objects.create(
            enterprise_id=pair.supplier.id, number=f"{product_number(pair)}-2", chain_id=pair.chain_id, name="twin",
            unit="KGM", kind="MAKE",
        )  # fmt: skip
        act = stock.StockAct(MovementKind.RECEIPT, pair.supplier.site_id, twin.id, Decimal("12.5"))
        stock.stock_move(actor=actor, act=act)
        stage_production.schedule(pair, twin)
        for field, grain in GRAINS[pair.id].items():
            grant(pair, twin, field, grain)
        values = capacity.GroupValues(
            pair.supplier.site_id, f"G2-{pair.buyer.key}", "second group", usages=[(twin.id, Decimal(1))]
        )
        group = capacity.capacity_group_save(actor=actor, values=values)
        week = capacity.WeekValues(today(), Decimal(80), shares=[(pair.id, Decimal(20))])
        capacity.capacity_weeks_save(actor=actor, group_id=group.id, weeks=[week])
    read(pair)
