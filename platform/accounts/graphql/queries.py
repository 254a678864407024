"""Reads of oneself and of the members of one's enterprise."""

from dataclasses import dataclass
from typing import Any

import graphene

from accounts import models, selectors
from accounts.actor import Actor
from accounts.graphql.enums import SavedViewList
from accounts.graphql.types import ApiToken, Member, SavedView, Session, Viewer
from accounts.permissions import P
from api.connections import Listing, connection_of
from api.fields import DEFAULT_FIRST, SIGNED_IN, AnyOf, permission_field
from api.types import Info
from common.paging import Page

ADMINISTRATORS = AnyOf(P.USER_ADMIN, P.ROLE_ADMIN)


@dataclass(frozen=True, slots=True)
class _People:
    """Stands for the list behind a page of members; counted only when asked."""

    actor: Actor
    search: str

    def count(self) -> int:
        return selectors.member_count(self.actor, search=self.search)


class Query(graphene.ObjectType):
    viewer = permission_field(Viewer, permission=SIGNED_IN, required=True, description="Who I am here.")
    sessions = permission_field(
        graphene.List(graphene.NonNull(Session)), permission=SIGNED_IN, required=True, description="My own."
    )
    members = permission_field(
        connection_of(Member),
        permission=ADMINISTRATORS,
        refuses=True,
        required=True,
        description="People of the acting enterprise, by sign-in name.",
        search=graphene.String(),
        first=graphene.Int(default_value=DEFAULT_FIRST),
        after=graphene.String(),
    )
    api_tokens = permission_field(
        graphene.List(graphene.NonNull(ApiToken)),
        permission=P.TOKEN_MANAGE,
        refuses=True,
        required=True,
        description="My own in the acting enterprise.",
    )
    saved_views = permission_field(
        graphene.List(graphene.NonNull(SavedView)),
        permission=SIGNED_IN,
        required=True,
        description="My own of one list.",
        list=SavedViewList(required=True),
    )

    @staticmethod
    def resolve_viewer(root: None, info: Info) -> Actor:
        actor: Actor = info.context.actor
        return actor

    @staticmethod
    def resolve_sessions(root: None, info: Info) -> list[models.Session]:
        return selectors.session_list(info.context.actor)

    @staticmethod
    def resolve_members(
        root: None, info: Info, first: int, search: str | None = None, after: str | None = None
    ) -> Listing:
        actor, wanted = info.context.actor, (search or "").strip()
        found = selectors.member_page(actor, search=wanted, first=first, after=after)
        people: Any = _People(actor, wanted)
        rows: Any = selectors.members_of(actor, found.rows)
        return Listing(
            people, Page(rows, found.cursors, found.has_next, found.has_previous), after is not None
        )

    @staticmethod
    def resolve_api_tokens(root: None, info: Info) -> list[models.ApiToken]:
        return selectors.token_list(info.context.actor)

    @staticmethod
    def resolve_saved_views(root: None, info: Info, list: Any) -> list[models.SavedView]:
        return [*selectors.saved_view_list(info.context.actor, list.value)]
