"""Enums of suppliers, taken from the tables of the domain."""

import graphene

from suppliers import states

PartnershipStatus = graphene.Enum.from_enum(
    states.PartnershipStatus, name="PartnershipStatus", description="Where a partnership stands."
)
DefaultOutcome = graphene.Enum.from_enum(
    states.DefaultOutcome,
    name="DefaultOutcome",
    description="What holds when a change proposal is not decided in time.",
)
ItemKind = graphene.Enum.from_enum(states.ItemKind, name="ItemKind", description="Made here or bought.")
StockStatus = graphene.Enum.from_enum(
    states.StockStatus, name="StockStatus", description="Whether stock may be used."
)
