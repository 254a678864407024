"""Reads of grants, of partners' figures, and of the reading log."""

from typing import Any

import graphene
from django.db.models import QuerySet

from accounts.permissions import P
from api.connections import Listing
from api.fields import DomainConnection, Resolver, permission_field
from api.ids import found_or_none, sought_id, sought_ids
from api.types import DecimalString, Info
from common.language import current_language
from common.paging import Order
from suppliers import models, rules, selectors
from suppliers.graphql import enums
from suppliers.graphql.inputs import values
from suppliers.graphql.sharing_types import (
    PreviewFigure,
    ReadingEntry,
    SharedFigure,
    SharingGrant,
    SharingTemplate,
    template_of,
)
from suppliers.services.reading import reading_record
from suppliers.states import Grain, SharedField

_GRANT_ORDER = Order("newest", (("created_at", True), ("id", True)))


class LoggedConnection(DomainConnection):
    """A list of partners' figures: a page that is told is noted in their logs, in the same transaction."""

    def wrap_resolve(self, parent_resolver: Resolver) -> Resolver:
        paged = super().wrap_resolve(parent_resolver)

        def logged(source: Any, info: Any, **arguments: Any) -> Listing:
            listing: Listing = paged(source, info, **arguments)
            reading_record(actor=info.context.actor, figures=listing.page.rows)
            return listing

        return logged


class SharingGrantFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    partnership_id = graphene.ID()
    fields = graphene.List(graphene.NonNull(enums.SharedField))
    with_revoked = graphene.Boolean(description="Also those that have ended.")


class SharedFigureFilter(graphene.InputObjectType):
    """All given conditions must hold. There is none on the figures themselves."""

    partner_ids = graphene.List(graphene.NonNull(graphene.ID))
    subjects = graphene.List(graphene.NonNull(enums.SharingSubject))
    fields = graphene.List(graphene.NonNull(enums.SharedField))
    item_id = graphene.ID(description="Stock of this item of mine at its suppliers.")
    search = graphene.String(description="Part of the number, code or name.")


class ReadingFilter(graphene.InputObjectType):
    """All given conditions must hold."""

    partner_ids = graphene.List(graphene.NonNull(graphene.ID))
    grant_id = graphene.ID()
    via = graphene.List(graphene.NonNull(enums.ReadingVia))


def _grant_filter(given: Any) -> selectors.GrantFilter:
    given = given or {}
    partnership = given.get("partnership_id")
    return selectors.GrantFilter(
        partnership_id=None if partnership is None else sought_id(partnership),
        fields=values(given.get("fields")),
        with_revoked=bool(given.get("with_revoked")),
    )


class SharingQuery(graphene.ObjectType):
    grants_given = DomainConnection(
        SharingGrant,
        permission=P.SHARING_READ,
        order=_GRANT_ORDER,
        args={"filter": SharingGrantFilter()},
        description="What my enterprise shares.",
    )
    grants_received = DomainConnection(
        SharingGrant,
        permission=P.SHARED_READ,
        order=_GRANT_ORDER,
        args={"filter": SharingGrantFilter()},
        description="What partners share with my enterprise.",
    )
    shared_figures = LoggedConnection(
        SharedFigure,
        permission=P.SHARED_READ,
        order=Order(
            "reference", (("reference", False), ("field", False), ("week_order", False), ("id", False))
        ),
        args={"filter": SharedFigureFilter()},
        description="Partners' figures as far as they let me see them. Every page is noted in their reading logs.",
    )
    reading_entries = DomainConnection(
        ReadingEntry,
        permission=P.SHARING_READ,
        order=Order("newest", (("occurred_at", True), ("id", True))),
        args={"filter": ReadingFilter()},
        description="Who has read my figures, newest first.",
    )
    sharing_templates = permission_field(
        graphene.List(graphene.NonNull(SharingTemplate)),
        permission=P.SHARING_READ,
        refuses=True,
        required=True,
    )
    sharing_preview = permission_field(
        graphene.List(graphene.NonNull(PreviewFigure)),
        permission=P.SHARING_READ,
        refuses=True,
        description="Exactly what a partner would see; nothing is shared by asking. Empty for PLANNER_ONLY, "
        "null for a partnership or items that are not mine.",
        partnership_id=graphene.ID(required=True),
        field=enums.SharedField(required=True),
        grain=enums.Grain(required=True),
        item_ids=graphene.List(graphene.NonNull(graphene.ID)),
        red_below=DecimalString(),
        amber_below=DecimalString(),
    )

    @staticmethod
    def resolve_grants_given(root: None, info: Info, filter: Any = None) -> QuerySet[models.SharingGrant]:
        return selectors.grants_given(info.context.actor, _grant_filter(filter))

    @staticmethod
    def resolve_grants_received(root: None, info: Info, filter: Any = None) -> QuerySet[models.SharingGrant]:
        return selectors.grants_received(info.context.actor, _grant_filter(filter))

    @staticmethod
    def resolve_shared_figures(root: None, info: Info, filter: Any = None) -> QuerySet[models.SharedFigure]:
        given = filter or {}
        item = given.get("item_id")
        partners = given.get("partner_ids")
        wanted = selectors.FigureFilter(
            partner_ids=sought_ids(partners),
            subjects=values(given.get("subjects")),
            fields=values(given.get("fields")),
            item_id=None if item is None else sought_id(item),
            search=(given.get("search") or "").strip(),
        )
        return selectors.shared_figure_list(info.context.actor, wanted)

    @staticmethod
    def resolve_reading_entries(root: None, info: Info, filter: Any = None) -> QuerySet[models.ReadingEntry]:
        given = filter or {}
        grant = given.get("grant_id")
        wanted = selectors.ReadingFilter(
            partner_ids=sought_ids(given.get("partner_ids")),
            grant_id=None if grant is None else sought_id(grant),
            via=values(given.get("via")),
        )
        return selectors.reading_entry_list(info.context.actor, wanted)

    @staticmethod
    def resolve_sharing_templates(root: None, info: Info) -> list[dict[str, Any]]:
        return [template_of(k, t, current_language()) for k, t in rules.TEMPLATES.items()]

    @staticmethod
    def resolve_sharing_preview(
        root: None, info: Info, partnership_id: str, field: Any, grain: Any, **given: Any
    ) -> list[models.SharedFigure] | None:
        return found_or_none(
            lambda partnership: selectors.sharing_preview(
                info.context.actor,
                partnership_id=partnership,
                field=SharedField(field.value),
                grain=Grain(grain.value),
                item_ids=sought_ids(given.get("item_ids")),
                red_below=given.get("red_below"),
                amber_below=given.get("amber_below"),
            ),
            partnership_id,
        )
