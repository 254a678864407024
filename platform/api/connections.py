"""Relay connections over querysets, paged by keyset.

class ScheduleLineConnection(Connection):        # only where a list answers more than its rows
    class Meta:
        node = ScheduleLineType

    amount = graphene.Field(Money)

    def resolve_amount(listing: Listing, info: Info) -> Money:
        return selectors.amount_of(info.context.actor, listing.queryset)
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import graphene
from django.db.models import QuerySet

from api.types import PageInfo
from common.paging import Page


@dataclass(frozen=True, slots=True)
class Edge:
    cursor: str
    node: Any


@dataclass(slots=True)
class Listing:
    """What a connection resolves from: one page, and the whole filtered queryset behind it."""

    queryset: "QuerySet[Any]"
    page: Page[Any]
    has_cursor: bool

    @property
    def edges(self) -> list[Edge]:
        return [Edge(cursor, row) for cursor, row in zip(self.page.cursors, self.page.rows, strict=True)]

    @property
    def page_info(self) -> dict[str, Any]:
        cursors = self.page.cursors
        return {
            "has_next_page": self.page.has_next,
            "has_previous_page": self.page.has_previous,
            "start_cursor": cursors[0] if cursors else None,
            "end_cursor": cursors[-1] if cursors else None,
        }


@cache
def _edge_type(node: Any) -> Any:
    name = f"{node._meta.name}Edge"
    fields = {"cursor": graphene.String(required=True), "node": graphene.Field(node, required=True)}
    return type(name, (graphene.ObjectType,), fields)


class Connection(graphene.ObjectType):
    """Base of connection types; `Meta.node` names the type of the rows."""

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(cls, node: Any = None, **options: Any) -> None:
        if node is not None:
            cls.edges = graphene.List(graphene.NonNull(_edge_type(node)), required=True)
            cls.page_info = graphene.Field(PageInfo, required=True)
            cls.total_count = graphene.Int(
                required=True, description="Rows in all pages; counted only when asked for."
            )
            options.setdefault("name", f"{node._meta.name}Connection")
        super().__init_subclass_with_meta__(**options)

    def resolve_total_count(listing: Listing, info: Any) -> int:
        return listing.queryset.count()


@cache
def connection_of(node: Any) -> Any:
    """The plain connection type of a node type."""
    return type(f"{node._meta.name}Connection", (Connection,), {"Meta": type("Meta", (), {"node": node})})
