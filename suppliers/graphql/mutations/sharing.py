"""Acts on grants."""

from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.mutation import DomainMutation
from api.types import Date, DecimalString, Info, Payload
from common.ids import parse_id
from suppliers.graphql.enums import Grain, SharedField, SharingTemplateKey
from suppliers.graphql.sharing_types import SharingGrant
from suppliers.services import sharing
from suppliers.states import Grain as GrainValue
from suppliers.states import SharedField as FieldValue


class SharingGrantPayload(Payload):
    grant = graphene.Field(SharingGrant)


class SharingGrantSet(DomainMutation):
    """Share a figure at a grain; what was granted for it before ends in the same moment."""

    permission = P.SHARING_WRITE
    Output = SharingGrantPayload

    class Arguments:
        partnership_id = graphene.ID(required=True)
        field = SharedField(required=True)
        grain = Grain(required=True)
        purpose = graphene.String(required=True)
        version = graphene.Int(description="Of the grant in force that was seen; absent: there was none.")
        valid_from = Date(description="Absent: today.")
        valid_until = Date(description="The last day; absent: until revoked.")
        item_ids = graphene.List(graphene.NonNull(graphene.ID), description="For stock: which items.")
        red_below = DecimalString(description="For stock as a light, in the items' units.")
        amber_below = DecimalString(description="For stock as a light, in the items' units.")

    @classmethod
    def perform(
        cls,
        actor: Actor,
        info: Info,
        *,
        partnership_id: str,
        field: Any,
        grain: Any,
        purpose: str,
        **given: Any,
    ) -> dict[str, Any]:
        wanted = sharing.NewGrant(
            partnership_id=parse_id(partnership_id),
            field=FieldValue(field.value),
            grain=GrainValue(grain.value),
            purpose=purpose,
            valid_from=given.get("valid_from"),
            valid_until=given.get("valid_until"),
            item_ids=[parse_id(i) for i in given.get("item_ids") or ()],
            red_below=given.get("red_below"),
            amber_below=given.get("amber_below"),
        )
        return {"grant": sharing.sharing_grant_set(actor=actor, grant=wanted, version=given.get("version"))}


class SharingGrantRevoke(DomainMutation):
    """Take a grant back: its figures are gone at once, on open screens too."""

    permission = P.SHARING_WRITE
    Output = SharingGrantPayload

    class Arguments:
        grant_id = graphene.ID(required=True)
        version = graphene.Int(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, grant_id: str, version: int) -> dict[str, Any]:
        return {
            "grant": sharing.sharing_grant_revoke(actor=actor, grant_id=parse_id(grant_id), version=version)
        }


class SharingTemplatePayload(Payload):
    grants = graphene.List(graphene.NonNull(SharingGrant), required=True)


class SharingTemplateApply(DomainMutation):
    """Grant what a template proposes wherever nothing is decided yet."""

    permission = P.SHARING_WRITE
    Output = SharingTemplatePayload

    class Arguments:
        partnership_id = graphene.ID(required=True)
        template = SharingTemplateKey(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, partnership_id: str, template: Any) -> dict[str, Any]:
        granted = sharing.sharing_template_apply(
            actor=actor, partnership_id=parse_id(partnership_id), template=template.value
        )
        return {"grants": granted}
