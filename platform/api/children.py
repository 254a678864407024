"""Paged lists inside other things: the page of every parent of an answer is read with one query.

class LedgerPagesLoader(ChildPages):
    parent, order = "order_id", Order("ledger", (("occurred_at", True), ("id", True)))

    def rows(self) -> QuerySet[PromiseEntry]:
        return PromiseEntry.objects.all()

ledger = ChildConnection(LedgerEntry, pages=LedgerPagesLoader, permission=P.ORDER_READ)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

import graphene
from django.db.models import Count, QuerySet

from api.connections import Listing, connection_of
from api.deferred import Deferred
from api.fields import DEFAULT_FIRST, Right, demand
from api.loaders import Loader, Loaders
from common.grouped_paging import pages_by_parent
from common.paging import Order, Page


class ChildPages(Loader[UUID, Page[Any]]):
    """Pages of children by parent; `argument` is (first, after)."""

    parent: ClassVar[str]
    order: ClassVar[Order]

    def rows(self) -> "QuerySet[Any]":
        """All children the reader may see."""
        raise NotImplementedError

    def batch(self, keys: list[UUID]) -> Mapping[UUID, Page[Any]]:
        first, after = self.argument
        return pages_by_parent(
            self.rows(), parent=self.parent, keys=keys, order=self.order, first=first, after=after
        )


class ChildCounts(Loader[UUID, int]):
    """Numbers of children by parent; `argument` is the class of their pages."""

    def batch(self, keys: list[UUID]) -> Mapping[UUID, int]:
        pages: ChildPages = self.argument(self.context)
        rows = pages.rows().filter(**{f"{pages.parent}__in": keys}).order_by()
        return dict(rows.values_list(pages.parent).annotate(Count("id")))

    def missing(self) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class ChildRows:
    """Stands where a list's queryset would: counted in a batch."""

    loaders: Loaders
    pages: type[ChildPages]
    parent_id: UUID

    def count(self) -> Deferred[int]:
        return self.loaders.get(ChildCounts, self.pages).load(self.parent_id)


class ChildConnection(graphene.Field):
    """A paged list inside a thing with an `id`; without the right an error takes its place."""

    def __init__(self, node: Any, *, pages: type[ChildPages], permission: Right, **options: Any) -> None:
        self.permission, self._pages = permission, pages
        arguments = {"first": graphene.Int(default_value=DEFAULT_FIRST), "after": graphene.String()}
        super().__init__(
            connection_of(node), args=arguments, required=True, resolver=self._resolve, **options
        )

    def _resolve(self, source: Any, info: Any, first: int, after: str | None = None) -> Any:
        demand(info.context, self.permission)
        loaders, pages = info.context.loaders, self._pages
        rows: Any = ChildRows(loaders, pages, source.id)
        return (
            loaders.get(pages, (first, after))
            .load(source.id)
            .then(lambda page: Listing(rows, page, after is not None))
        )
