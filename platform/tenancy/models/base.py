"""What every table of the product has in common."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.db import models

from common.ids import new_id
from tenancy.classification import Classes
from tenancy.visibility import Visibility


@dataclass(frozen=True, slots=True)
class Limit:
    """The sum of `part` over the rows of one parent never exceeds the parent's `whole`.

    `parent`: the foreign key's name on the model that declares the limit.
    """

    parent: str
    part: str
    whole: str


class GuardedModel(models.Model):
    """A row with a random id and a declared visibility.

    `ties` names, per foreign key, which of our columns must equal which of the parent's: the guard turns
    each into a composite foreign key, so that a row can never point into another enterprise's rows.
    `falls_with` names the ties whose parent takes this row along when it is removed, whoever owns the row: only for rows
    that do nothing but show their parent on.
    `append_only` rows can be added and read, never changed or removed.
    `limit` is checked by the database at the end of the transaction, on both sides of the key.
    `denied` lists further rights the application role does not get on the table.
    `data_classes` gives every field its category and level; a field without one is refused at start-up.
    """

    visibility: ClassVar[Visibility]
    ties: ClassVar[dict[str, dict[str, str]]] = {}
    falls_with: ClassVar[frozenset[str]] = frozenset()
    append_only: ClassVar[bool] = False
    limit: ClassVar[Limit | None] = None
    denied: ClassVar[frozenset[str]] = frozenset()
    data_classes: ClassVar[Classes]

    id: "models.UUIDField[UUID, UUID]" = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


def enterprise_key(**options: Any) -> "models.ForeignKey[Any, Any]":
    """A party column. Unindexed unless told: on children such an index misleads the planner."""
    options.setdefault("db_index", False)
    return models.ForeignKey("tenancy.Enterprise", on_delete=models.PROTECT, related_name="+", **options)


def chain_key(**options: Any) -> "models.ForeignKey[Any, Any]":
    """The chain of a business row: the unit of scale-out."""
    options.setdefault("db_index", False)
    return models.ForeignKey("tenancy.Chain", on_delete=models.PROTECT, related_name="+", **options)
