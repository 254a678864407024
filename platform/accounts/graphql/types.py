"""The viewer, their sessions and tokens, the members of their enterprise, their saved views."""

from datetime import datetime
from typing import Any

import graphene
from django.conf import settings

from accounts import models, selectors
from accounts.actor import Actor
from accounts.graphql.choices import Choice, own_choices
from accounts.graphql.enums import Language, Permission, Role, SavedViewList
from api.types import JSON, DateTime, Info
from common.clock import now
from tenancy.graphql.loaders import ChainSeatsByEnterpriseLoader, PartyByIdLoader
from tenancy.graphql.types import ChainSeat, Party


class Person(graphene.ObjectType):
    """The one who is signed in."""

    id = graphene.ID(required=True)
    login = graphene.String(required=True)
    display_name = graphene.String(required=True)
    language = Language(required=True)


class MfaState(graphene.ObjectType):
    """The second factor of the person, and what it is needed for in this session."""

    enrolled = graphene.Boolean(required=True)
    verified_at = DateTime(description="When it was given in this session; null: not yet.")
    required_for = graphene.List(
        graphene.NonNull(Permission),
        required=True,
        description="Refused with MFA_REQUIRED until it is given.",
    )
    recovery_codes_left = graphene.Int(required=True)


class ActingChoice(graphene.ObjectType):
    """An enterprise this person may act for: send its id as X-Acting-Enterprise."""

    enterprise = graphene.Field(Party, required=True)
    roles = graphene.List(graphene.NonNull(Role), required=True)
    chains = graphene.List(graphene.NonNull(ChainSeat), required=True)


class Viewer(graphene.ObjectType):
    """Who is asking, for which enterprise, with which rights."""

    person = graphene.Field(Person, required=True)
    enterprise = graphene.Field(Party, required=True, description="The acting enterprise.")
    roles = graphene.List(graphene.NonNull(Role), required=True)
    permissions = graphene.List(graphene.NonNull(Permission), required=True)
    chains = graphene.List(
        graphene.NonNull(ChainSeat), required=True, description="Seats of the acting enterprise in chains."
    )
    enterprises = graphene.List(graphene.NonNull(ActingChoice), required=True)
    mfa = graphene.Field(MfaState, required=True)
    server_time = DateTime(required=True)
    is_demo = graphene.Boolean(required=True)

    @staticmethod
    def resolve_person(actor: Actor, info: Info) -> models.User:
        return selectors.own_user(actor)

    @staticmethod
    def resolve_enterprise(actor: Actor, info: Info) -> Any:
        return info.context.loaders.get(PartyByIdLoader).load(actor.enterprise_id)

    @staticmethod
    def resolve_roles(actor: Actor, info: Info) -> list[Any]:
        return sorted(actor.roles)

    @staticmethod
    def resolve_permissions(actor: Actor, info: Info) -> list[Any]:
        return sorted(actor.permissions)

    @staticmethod
    def resolve_chains(actor: Actor, info: Info) -> Any:
        return info.context.loaders.get(ChainSeatsByEnterpriseLoader).load(actor.enterprise_id)

    @staticmethod
    def resolve_enterprises(actor: Actor, info: Info) -> list[Choice]:
        return own_choices(actor)

    @staticmethod
    def resolve_mfa(actor: Actor, info: Info) -> selectors.MfaState:
        return selectors.mfa_state(actor)

    @staticmethod
    def resolve_server_time(actor: Actor, info: Info) -> datetime:
        return now()

    @staticmethod
    def resolve_is_demo(actor: Actor, info: Info) -> bool:
        return bool(settings.DEMO)


class Session(graphene.ObjectType):
    """One signed-in browser of mine."""

    id = graphene.ID(required=True)
    created_at = DateTime(required=True)
    last_seen_at = DateTime(required=True)
    expires_at = DateTime(required=True)
    ip = graphene.String(required=True)
    agent = graphene.String(required=True)
    is_current = graphene.Boolean(required=True)

    @staticmethod
    def resolve_is_current(row: models.Session, info: Info) -> bool:
        return bool(row.id == info.context.actor.session_id)


class ApiToken(graphene.ObjectType):
    """A token of mine; its secret was shown once when it was made."""

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    prefix = graphene.String(required=True)
    scopes = graphene.List(graphene.NonNull(Permission), required=True)
    created_at = DateTime(required=True)
    expires_at = DateTime(required=True)
    last_used_at = DateTime()
    revoked_at = DateTime()


class Member(graphene.ObjectType):
    """A person of the acting enterprise, as its administrators see them."""

    id = graphene.ID(required=True)
    login = graphene.String(required=True)
    display_name = graphene.String(required=True)
    roles = graphene.List(graphene.NonNull(Role), required=True)
    is_active = graphene.Boolean(required=True)
    has_second_factor = graphene.Boolean(required=True)
    last_seen_at = DateTime()


class SavedView(graphene.ObjectType):
    """A saved filter of a list; belongs to one person."""

    id = graphene.ID(required=True)
    list = SavedViewList(required=True)
    name = graphene.String(required=True)
    content = graphene.Field(JSON, required=True, description="As the screen wrote it.")
    is_default = graphene.Boolean(required=True)
    position = graphene.Int(required=True)
