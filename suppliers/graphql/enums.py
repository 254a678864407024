"""Enums of suppliers, taken from the tables of the domain."""

import graphene

from common.classification import DataCategory, DataLevel
from suppliers import states
from suppliers.states import questions

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
    states.StockStatus, name="StockStatus", description=states.StockStatus.__doc__
)
MovementKind = graphene.Enum.from_enum(
    states.MovementKind, name="MovementKind", description="What happened to stock."
)
SharingSubject = graphene.Enum.from_enum(
    states.SharingSubject, name="SharingSubject", description="What an enterprise may share."
)
SharedField = graphene.Enum.from_enum(
    states.SharedField, name="SharedField", description="One figure of a subject."
)
Grain = graphene.Enum.from_enum(
    states.Grain,
    name="Grain",
    description="How closely a partner sees a figure; PLANNER_ONLY is read by no person. No grant: nothing.",
)
ProductionState = graphene.Enum.from_enum(
    states.ProductionState, name="ProductionState", description=states.ProductionState.__doc__
)
Light = graphene.Enum.from_enum(states.Light, name="Light", description="A traffic light.")
ReadingVia = graphene.Enum.from_enum(
    states.ReadingVia, name="ReadingVia", description="The way figures were read."
)
DataCategoryEnum = graphene.Enum.from_enum(
    DataCategory, name="DataCategory", description="What data is about, after GB/T 43697."
)
DataLevelEnum = graphene.Enum.from_enum(
    DataLevel,
    name="DataLevel",
    description="Level by GB/T 43697, lowest first; PUBLIC to RESTRICTED divide what the standard calls general data.",
)

QuestionStatus = graphene.Enum.from_enum(
    questions.QuestionStatus,
    name="QuestionStatus",
    description="Where a question stands. LAPSED: nobody answered in time.",
)
Verdict = graphene.Enum.from_enum(
    questions.Verdict, name="Verdict", description="Whether the asked quantity can be held every week."
)
AnsweredBy = graphene.Enum.from_enum(
    questions.AnsweredBy, name="AnsweredBy", description="By rule, or by a person."
)
Tombstones = graphene.Enum.from_enum(
    questions.Tombstones,
    name="Tombstones",
    description="How much gave no answer: nothing, less than half, half or more.",
)


class SharingTemplateKey(graphene.Enum):
    """Proposals of what to share."""

    MOST_SUPPLIERS = "MOST_SUPPLIERS"
    CLOSE = "CLOSE"
    CAREFUL = "CAREFUL"
