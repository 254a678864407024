"""Acts on oneself, on tokens, and on the members of one's enterprise."""

from typing import Any

import graphene

from accounts import selectors
from accounts.actor import Actor
from accounts.graphql.enums import Language, Permission, Role, SavedViewList
from accounts.graphql.types import ApiToken, Member, SavedView, Session, Viewer
from accounts.permissions import P
from accounts.services import members, saved_views, tokens
from accounts.services.sessions import session_revoke
from api.fields import SIGNED_IN
from api.mutation import DomainMutation
from api.types import JSON, Info, Payload
from common.ids import parse_id


class ViewerPayload(Payload):
    viewer = graphene.Field(Viewer)


class ProfileUpdate(DomainMutation):
    """Change my own name or language."""

    permission = SIGNED_IN
    Output = ViewerPayload

    class Arguments:
        display_name = graphene.String()
        language = Language()

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, display_name: str | None = None, language: Any = None
    ) -> dict[str, Any]:
        members.profile_update(
            actor=actor, display_name=display_name, language=None if language is None else language.value
        )
        return {"viewer": actor}


class SessionPayload(Payload):
    session = graphene.Field(Session)


class SessionRevoke(DomainMutation):
    """End one of my sessions."""

    permission = SIGNED_IN
    Output = SessionPayload

    class Arguments:
        session_id = graphene.ID(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, session_id: str) -> dict[str, Any]:
        return {"session": session_revoke(actor=actor, session_id=parse_id(session_id))}


class ApiTokenCreatePayload(Payload):
    token = graphene.Field(ApiToken)
    secret = graphene.String(description="Shown this once.")


class ApiTokenCreate(DomainMutation):
    """A token for programs that act as me, narrowed to some of my permissions."""

    permission = P.TOKEN_MANAGE
    Output = ApiTokenCreatePayload
    shows_secret = True

    class Arguments:
        name = graphene.String(required=True)
        scopes = graphene.List(graphene.NonNull(Permission), required=True)
        expires_in_days = graphene.Int(required=True)

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, name: str, scopes: list[Any], expires_in_days: int
    ) -> dict[str, Any]:
        token, secret = tokens.token_create(
            actor=actor, name=name, scopes=[scope.value for scope in scopes], expires_in_days=expires_in_days
        )
        return {"token": token, "secret": secret}


class ApiTokenPayload(Payload):
    token = graphene.Field(ApiToken)


class ApiTokenRevoke(DomainMutation):
    """End one of my tokens."""

    permission = P.TOKEN_MANAGE
    Output = ApiTokenPayload

    class Arguments:
        id = graphene.ID(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, id: str) -> dict[str, Any]:
        return {"token": tokens.token_revoke(actor=actor, token_id=parse_id(id))}


class MemberPayload(Payload):
    member = graphene.Field(Member)


class MemberInvitePayload(Payload):
    member = graphene.Field(Member)
    first_password = graphene.String(description="Shown this once; it must be changed at the first sign-in.")


class MemberInvite(DomainMutation):
    """A new account of my enterprise. Roles with it need the right to give roles as well."""

    permission = P.USER_ADMIN
    Output = MemberInvitePayload
    shows_secret = True

    class Arguments:
        login = graphene.String(required=True)
        display_name = graphene.String(required=True)
        roles = graphene.List(graphene.NonNull(Role))

    @classmethod
    def perform(
        cls, actor: Actor, info: Info, *, login: str, display_name: str, roles: list[Any] | None = None
    ) -> dict[str, Any]:
        wanted = [role.value for role in roles or ()]
        user, password = members.user_create(
            actor=actor, login=login, display_name=display_name, roles=wanted
        )
        return {"member": selectors.member_get(actor, user.id), "first_password": password}


class RoleAssign(DomainMutation):
    """Give a role in my enterprise; the person's sessions end."""

    permission = P.ROLE_ADMIN
    Output = MemberPayload

    class Arguments:
        user_id = graphene.ID(required=True)
        role = Role(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, user_id: str, role: Any) -> dict[str, Any]:
        user = members.role_assign(actor=actor, user_id=parse_id(user_id), role=role.value)
        return {"member": selectors.member_get(actor, user.id)}


class RoleRemove(DomainMutation):
    """Take a role in my enterprise away; the person's sessions end."""

    permission = P.ROLE_ADMIN
    Output = MemberPayload

    class Arguments:
        user_id = graphene.ID(required=True)
        role = Role(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, user_id: str, role: Any) -> dict[str, Any]:
        user = members.role_remove(actor=actor, user_id=parse_id(user_id), role=role.value)
        return {"member": selectors.member_get(actor, user.id)}


class UserDisable(DomainMutation):
    """Switch an account of my enterprise off."""

    permission = P.USER_ADMIN
    Output = MemberPayload

    class Arguments:
        user_id = graphene.ID(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, user_id: str) -> dict[str, Any]:
        user = members.user_disable(actor=actor, user_id=parse_id(user_id))
        return {"member": selectors.member_get(actor, user.id)}


class SavedViewPayload(Payload):
    view = graphene.Field(SavedView)


class SavedViewSave(DomainMutation):
    """Keep a filter of a list for myself; new without an id."""

    permission = SIGNED_IN
    Output = SavedViewPayload

    class Arguments:
        id = graphene.ID()
        list = SavedViewList(required=True)
        name = graphene.String(required=True)
        content = JSON(required=True)
        is_default = graphene.Boolean(default_value=False)

    @classmethod
    def perform(
        cls,
        actor: Actor,
        info: Info,
        *,
        list: Any,
        name: str,
        content: Any,
        is_default: bool,
        id: str | None = None,
    ) -> dict[str, Any]:
        view = saved_views.saved_view_save(
            actor=actor,
            list_name=list.value,
            name=name,
            content=content,
            is_default=is_default,
            view_id=None if id is None else parse_id(id),
        )
        return {"view": view}


class DeletedPayload(Payload):
    deleted_id = graphene.ID()


class SavedViewDelete(DomainMutation):
    """Forget one of my views."""

    permission = SIGNED_IN
    Output = DeletedPayload

    class Arguments:
        id = graphene.ID(required=True)

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, id: str) -> dict[str, Any]:
        return {"deleted_id": saved_views.saved_view_delete(actor=actor, view_id=parse_id(id))}


class Mutation(graphene.ObjectType):
    profile_update = ProfileUpdate.Field()
    session_revoke = SessionRevoke.Field()
    api_token_create = ApiTokenCreate.Field()
    api_token_revoke = ApiTokenRevoke.Field()
    member_invite = MemberInvite.Field()
    role_assign = RoleAssign.Field()
    role_remove = RoleRemove.Field()
    user_disable = UserDisable.Field()
    saved_view_save = SavedViewSave.Field()
    saved_view_delete = SavedViewDelete.Field()
