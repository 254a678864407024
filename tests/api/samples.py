"""A small schema that counts what its resolvers do, and people to ask it."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

import graphene
from graphql import GraphQLSchema

from accounts.actor import Actor
from accounts.permissions import P
from accounts.roles import Role
from api.connections import Connection, Listing
from api.context import Context
from api.discovery import compose
from api.engine import Engine
from api.fields import SIGNED_IN, DomainConnection, order_enum, permission_field
from api.loaders import Loader, ManyLoader
from api.mutation import DomainMutation
from api.types import DecimalString, Info, Payload
from common.errors import ErrorText, Invalid
from common.ids import new_id
from common.paging import Order
from tenancy.models import Site
from tests.world import LEADER

calls: list[str] = []  # every resolver call and every batch, in order
CODE_TAKEN = ErrorText(
    "CODE_TAKEN", "代码“{value}”已有，请换一个。", "Code “{value}” exists; choose another."
)


def person(
    permissions: frozenset[P] = frozenset(P), enterprise_id: UUID = LEADER.id, **details: Any
) -> Actor:
    return Actor(
        user_id=details.pop("user_id", UUID(int=7)), user_name="测试", login="test", enterprise_id=enterprise_id,
        enterprise_name="甲", roles=frozenset({Role.BUYER}), permissions=permissions, **details,
    )  # fmt: skip


def context(actor: Actor | None = None, language: str = "en") -> Context:
    return Context(actor or person(), language, "request-1")  # type: ignore[arg-type]


class BossByKey(Loader[int, dict[str, Any]]):
    def batch(self, keys: list[int]) -> dict[int, dict[str, Any]]:
        calls.append(f"bosses {sorted(keys)}")
        if 666 in keys:
            raise ConnectionError("secret host name")
        return {key: {"key": key, "name": f"boss {key}"} for key in keys if key % 10}


class PartsByKey(ManyLoader[int, dict[str, Any]]):
    def rows(self, keys: list[int]) -> list[dict[str, Any]]:
        calls.append(f"parts {sorted(keys)}")
        return [{"owner": key, "name": f"part {n}"} for key in keys if key % 2 for n in (1, 2)]

    def key_of(self, row: dict[str, Any]) -> int:
        return row["owner"]


class Part(graphene.ObjectType):
    name = graphene.String(required=True)


class Thing(graphene.ObjectType):
    key = graphene.Int(required=True)
    name = graphene.String(required=True)
    price = permission_field(DecimalString, permission=P.PRICE_READ)
    boss = graphene.Field(lambda: Thing)
    sure_boss = graphene.Field(lambda: Thing, required=True)
    next_key = graphene.Int()
    parts = graphene.List(graphene.NonNull(Part), required=True)
    broken = graphene.String()
    refused = graphene.String()

    def resolve_price(thing: dict[str, Any], info: Info) -> str:
        return "12.50"

    def resolve_boss(thing: dict[str, Any], info: Info) -> Any:
        return info.context.loaders.get(BossByKey).load(thing["key"])

    def resolve_sure_boss(thing: dict[str, Any], info: Info) -> Any:
        return info.context.loaders.get(BossByKey).load(thing["key"])

    def resolve_next_key(thing: dict[str, Any], info: Info) -> Any:
        loader = info.context.loaders.get(BossByKey)
        return (
            loader.load(thing["key"])
            .then(lambda boss: loader.load(boss["key"] + 100))
            .then(lambda boss: boss["key"])
        )

    def resolve_parts(thing: dict[str, Any], info: Info) -> Any:
        return info.context.loaders.get(PartsByKey).load(thing["key"])

    def resolve_broken(thing: dict[str, Any], info: Info) -> str:
        raise KeyError("secret column")

    def resolve_refused(thing: dict[str, Any], info: Info) -> str:
        raise Invalid(CODE_TAKEN, field="site_code", value="X")


class SiteNode(graphene.ObjectType):
    code = graphene.String(required=True)


class SiteNodeConnection(Connection):
    class Meta:
        node = SiteNode

    longest_code = graphene.Int(required=True)

    def resolve_longest_code(listing: Listing, info: Info) -> int:
        return max(len(site.code) for site in listing.queryset)


BY_CODE = order_enum(
    "SiteOrder",
    {
        "CODE_ASC": Order("code", (("code", False), ("id", False))),
        "CODE_DESC": Order("-code", (("code", True), ("id", True))),
    },
)


class Query(graphene.ObjectType):
    things = permission_field(
        graphene.List(Thing), permission=P.ORDER_READ, refuses=True, keys=graphene.List(graphene.Int)
    )
    thing = permission_field(Thing, permission=SIGNED_IN, key=graphene.Int(default_value=1))
    sites = DomainConnection(
        SiteNode, permission=P.ORDER_READ, orders=BY_CODE, connection=SiteNodeConnection,
        args={"prefix": graphene.String()},
    )  # fmt: skip

    def resolve_things(root: None, info: Info, keys: list[int]) -> list[dict[str, Any]]:
        calls.append("things")
        return [{"key": key, "name": f"thing {key}"} for key in keys]

    def resolve_thing(root: None, info: Info, key: int) -> dict[str, Any]:
        calls.append("thing")
        return {"key": key, "name": f"thing {key}"}

    def resolve_sites(root: None, info: Info, prefix: str = "") -> Any:
        calls.append("sites")
        return Site.objects.filter(enterprise_id=info.context.actor.enterprise_id, code__startswith=prefix)


class SitePayload(Payload):
    site = graphene.Field(SiteNode)
    notes = graphene.List(graphene.NonNull(graphene.String), required=True)
    broken = graphene.String()

    def resolve_broken(payload: Any, info: Info) -> str:
        raise KeyError("secret column")


def make_site(actor: Actor, code: str) -> Site:
    return Site.objects.create(
        id=new_id(),
        enterprise_id=actor.enterprise_id,
        code=code,
        name="库",
        name_en="store",
        kind="dock",
        address="渝",
    )


class SiteCreate(DomainMutation):
    """Add a site."""

    permission = P.ITEM_WRITE
    Output = SitePayload

    class Arguments:
        code = graphene.String(required=True)
        weight = DecimalString()

    @classmethod
    def perform(cls, actor: Actor, info: Info, *, code: str, weight: Any = None) -> dict[str, Any]:
        calls.append(f"create {code}")
        site = make_site(actor, code)
        if code.startswith("BAD"):
            raise Invalid(CODE_TAKEN, field="site_code", value=code, allowed=["OK"])
        if code.startswith("CRASH"):
            raise KeyError("secret column")
        return {"site": site, "notes": [code]}


class Mutation(graphene.ObjectType):
    site_create = SiteCreate.Field()


class Subscription(graphene.ObjectType):
    site_added = permission_field(SiteNode, permission=P.ORDER_READ)


module = SimpleNamespace(Query=Query, Mutation=Mutation, Subscription=Subscription)
schema: GraphQLSchema = compose([module]).graphql_schema
engine = Engine(schema)


def ask(
    text: str, variables: dict[str, Any] | None = None, actor: Actor | None = None, **options: Any
) -> dict[str, Any]:
    """The body of an answer of the sample schema; `calls` is emptied first."""
    calls.clear()
    return engine.answer(text, variables, None, context(actor, **options)).body
