"""Acts on partnerships."""

from dataclasses import replace
from typing import Any

import graphene

from accounts.actor import Actor
from accounts.permissions import P
from api.mutation import DomainMutation
from api.types import Info, Payload
from common.ids import parse_id
from suppliers.graphql.inputs import SWITCHABLE, TermsInput, plain_values
from suppliers.graphql.types import Partnership
from suppliers.selectors import partnership_get
from suppliers.services.partnerships import partnership_terms_update, terms_of


class PartnershipPayload(Payload):
    partnership = graphene.Field(Partnership)


class PartnershipTermsUpdate(DomainMutation):
    """The buyer changes the terms for future acts."""

    permission = P.PARTNERSHIP_WRITE
    Output = PartnershipPayload

    class Arguments:
        partnership_id = graphene.ID(required=True)
        version = graphene.Int(required=True)
        terms = TermsInput(required=True)

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, partnership_id: str, version: int, terms: Any
    ) -> dict[str, Any]:
        present = partnership_get(actor, parse_id(partnership_id))
        wanted = replace(terms_of(present), **plain_values(terms, SWITCHABLE))
        changed = partnership_terms_update(
            actor=actor, partnership_id=present.id, version=version, terms=wanted
        )
        return {"partnership": changed}
