"""Types of grants, of what partners share, and of the reading log."""

from typing import Any

import graphene

from accounts.permissions import P
from api.fields import permission_field
from api.types import Date, DateTime, DecimalString, Info
from api.values import unit_name
from common.clock import today
from suppliers import models, rules
from suppliers.graphql import enums, loaders
from suppliers.graphql.freshness import Freshness
from suppliers.graphql.types import Item
from suppliers.selectors.projections import PERCENT
from tenancy.graphql.loaders import PartyByIdLoader
from tenancy.graphql.types import Party


class SharingGrantItem(graphene.ObjectType):
    """An item a grant of mine is about. The partner sees neither the list nor the thresholds."""

    id = graphene.ID(required=True)
    item = permission_field(Item, permission=P.ITEM_READ, refuses=True, required=True)
    red_below = DecimalString(description="In the item's unit.")
    amber_below = DecimalString(description="In the item's unit.")


class SharingGrant(graphene.ObjectType):
    """A supplier lets a buyer see one figure at one grain, for a purpose and a time."""

    id = graphene.ID(required=True)
    version = graphene.Int(required=True)
    partnership_id = graphene.ID(required=True)
    grantor = graphene.Field(Party, required=True)
    grantee = graphene.Field(Party, required=True)
    subject = enums.SharingSubject(required=True)
    field = enums.SharedField(required=True)
    grain = enums.Grain(required=True)
    purpose = graphene.String(required=True)
    valid_from = Date(required=True)
    valid_until = Date()
    data_category = enums.DataCategoryEnum(required=True)
    data_level = enums.DataLevelEnum(required=True)
    created_at = DateTime(required=True)
    revoked_at = DateTime()
    is_live = graphene.Boolean(required=True, description="Figures can be read under it today.")
    items = graphene.List(
        graphene.NonNull(SharingGrantItem), required=True, description="The grantor's own; else empty."
    )

    @staticmethod
    def resolve_grantor(row: models.SharingGrant, info: Info) -> Any:
        return info.context.loaders.get(PartyByIdLoader).load(row.grantor_id)

    @staticmethod
    def resolve_grantee(row: models.SharingGrant, info: Info) -> Any:
        return info.context.loaders.get(PartyByIdLoader).load(row.grantee_id)

    @staticmethod
    def resolve_is_live(row: models.SharingGrant, info: Info) -> bool:
        return row.is_live(today())

    @staticmethod
    def resolve_items(row: models.SharingGrant, info: Info) -> Any:
        return info.context.loaders.get(loaders.ItemsByGrantLoader).load(row.id)


class FigureFields(Freshness):
    """A figure at the grain of its grant: `quantity`, or `low` and `high`, or `light`."""

    subject = enums.SharingSubject(required=True)
    field = enums.SharedField(required=True)
    reference = graphene.String(required=True, description="The supplier's item number or group code.")
    name = graphene.String(required=True)
    name_en = graphene.String(required=True)
    week = Date(description="The Monday, for capacity.")
    grain = enums.Grain(required=True)
    quantity = DecimalString(description="At the grain EXACT.")
    low = DecimalString(description="At the grain RANGE; included.")
    high = DecimalString(description="At the grain RANGE; not included.")
    light = enums.Light(description="At the grain LIGHT.")
    unit = graphene.String(required=True, description="Rec 20; P1 is percent.")
    unit_name = graphene.String(required=True)

    @staticmethod
    def resolve_light(row: models.SharedFigure, info: Info) -> str | None:
        return row.light or None

    @staticmethod
    def resolve_unit_name(row: models.SharedFigure, info: Info) -> str:
        return "%" if row.unit == PERCENT else unit_name(row.unit)


class PreviewFigure(FigureFields, graphene.ObjectType):
    """What a partner would see under a grant that is not given yet."""


class SharedFigure(FigureFields, graphene.ObjectType):
    """What a partner lets my enterprise see. Reading it is noted in the partner's reading log."""

    id = graphene.ID(required=True)
    grant_id = graphene.ID(required=True)
    partner = graphene.Field(Party, required=True)
    item = permission_field(Item, permission=P.ITEM_READ, description="My item for it, where I buy it.")

    @staticmethod
    def resolve_partner(row: models.SharedFigure, info: Info) -> Any:
        return info.context.loaders.get(PartyByIdLoader).load(row.grantor_id)

    @staticmethod
    def resolve_item(row: models.SharedFigure, info: Info) -> Any:
        loader = info.context.loaders.get(loaders.ItemBySupplierNumberLoader)
        return loader.load((row.grantor_id, row.reference))


class ReadingEntry(graphene.ObjectType):
    """One reading of my figures by a partner, under one grant."""

    id = graphene.ID(required=True)
    grant = graphene.Field(SharingGrant, required=True)
    reader = graphene.Field(Party, required=True)
    reader_name = graphene.String(required=True)
    reader_role = graphene.String(required=True)
    subject = enums.SharingSubject(required=True)
    field = enums.SharedField(required=True)
    figure_count = graphene.Int(required=True)
    via = enums.ReadingVia(required=True)
    occurred_at = DateTime(required=True)

    @staticmethod
    def resolve_grant(row: models.ReadingEntry, info: Info) -> Any:
        return info.context.loaders.get(loaders.GrantByIdLoader).load(row.grant_id)

    @staticmethod
    def resolve_reader(row: models.ReadingEntry, info: Info) -> Any:
        return info.context.loaders.get(PartyByIdLoader).load(row.reader_id)


class SharingProposal(graphene.ObjectType):
    """One line of a template."""

    field = enums.SharedField(required=True)
    grain = enums.Grain(required=True)
    red_below = DecimalString()
    amber_below = DecimalString()


class SharingTemplate(graphene.ObjectType):
    """A proposal of what to share."""

    key = enums.SharingTemplateKey(required=True)
    title = graphene.String(required=True, description="In the reader's language.")
    purpose = graphene.String(required=True, description="In the reader's language.")
    lines = graphene.List(graphene.NonNull(SharingProposal), required=True)


def template_of(key: str, template: rules.Template, language: str) -> dict[str, Any]:
    return {
        "key": key, "title": template.title(language), "purpose": template.purpose(language), "lines": template.lines,
    }  # fmt: skip
