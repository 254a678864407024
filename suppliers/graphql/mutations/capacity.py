"""Acts on capacity."""

from decimal import Decimal
from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.mutation import DomainMutation
from api.types import Date, DecimalString, Info, Payload
from common.ids import parse_id
from suppliers.graphql.capacity_types import CapacityGroup
from suppliers.services.capacity import GroupValues, WeekValues, capacity_group_save, capacity_weeks_save


class CapacityGroupPayload(Payload):
    group = graphene.Field(CapacityGroup)


class UsageInput(graphene.InputObjectType):
    """How much of the group one piece of an item takes."""

    item_id = graphene.ID(required=True)
    per_piece = DecimalString(required=True)


class CapacityGroupInput(graphene.InputObjectType):
    """A capacity group as it shall be."""

    site_id = graphene.ID(required=True)
    code = graphene.String(required=True)
    name = graphene.String(required=True)
    name_en = graphene.String()
    unit = graphene.String(description="Rec 20 code; absent: hours.")
    usages = graphene.List(graphene.NonNull(UsageInput))


class CapacityGroupSave(DomainMutation):
    """A new capacity group, or, with `groupId` and the version seen, new values of one."""

    permission = P.CAPACITY_WRITE
    Output = CapacityGroupPayload

    class Arguments:
        group_id = graphene.ID()
        version = graphene.Int()
        group = CapacityGroupInput(required=True)

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, group: Any, group_id: str | None = None, version: int | None = None
    ) -> dict[str, Any]:
        wanted = GroupValues(
            site_id=parse_id(group["site_id"]),
            code=group["code"],
            name=group["name"],
            name_en=group.get("name_en") or "",
            unit=group.get("unit") or "HUR",
            usages=[(parse_id(u["item_id"]), u["per_piece"]) for u in group.get("usages") or ()],
        )
        found = None if group_id is None else parse_id(group_id)
        return {"group": capacity_group_save(actor=actor, values=wanted, group_id=found, version=version)}


class ShareInput(graphene.InputObjectType):
    """What of a week is agreed with a partner; 0 takes the share away."""

    partnership_id = graphene.ID(required=True)
    agreed = DecimalString(required=True)


class CapacityWeekInput(graphene.InputObjectType):
    """A row of the sheet; any day names its week. Absent shares stay as they are."""

    week = Date(required=True)
    maximum = DecimalString(required=True)
    shift_earlier = DecimalString()
    shift_later = DecimalString()
    machine_available = DecimalString(description="Percent; absent: 100.")
    shares = graphene.List(graphene.NonNull(ShareInput))


class CapacityWeeksSave(DomainMutation):
    """Weeks of a group as one act; all or none."""

    permission = P.CAPACITY_WRITE
    Output = CapacityGroupPayload

    class Arguments:
        group_id = graphene.ID(required=True)
        version = graphene.Int(required=True)
        weeks = graphene.List(graphene.NonNull(CapacityWeekInput), required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, group_id: str, version: int, weeks: Any) -> dict[str, Any]:
        wanted = [_week(w) for w in weeks]
        saved = capacity_weeks_save(actor=actor, group_id=parse_id(group_id), version=version, weeks=wanted)
        return {"group": saved}


def _week(given: Any) -> WeekValues:
    shares = given.get("shares")
    machines = given.get("machine_available")
    return WeekValues(
        week=given["week"],
        maximum=given["maximum"],
        shift_earlier=given.get("shift_earlier") or Decimal(0),
        shift_later=given.get("shift_later") or Decimal(0),
        machine_available=Decimal(100) if machines is None else machines,
        shares=None if shares is None else [(parse_id(s["partnership_id"]), s["agreed"]) for s in shares],
    )
