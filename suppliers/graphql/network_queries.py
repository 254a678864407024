"""Reads of the chain graph, each noted once in the reading log of every partner whose network is told."""

from typing import Any

import graphene

from accounts.permissions import P
from api.fields import permission_field
from api.ids import found_or_none, sought_id
from api.types import Info
from suppliers.graphql import enums
from suppliers.graphql.network_types import ChainGraph, ChainNode, graph_of
from suppliers.selectors.chain_graph import GraphFilter, chain_graph, chain_node
from suppliers.selectors.network_preview import network_preview
from suppliers.services.reading import reading_record
from suppliers.states import Grain, SharedField


class ChainGraphFilter(graphene.InputObjectType):
    """All given conditions must hold. What meets them is shown with its way to my enterprise."""

    item_id = graphene.ID(
        description="Suppliers of this item of mine and of all it is made of, and all above them."
    )
    search = graphene.String(description="Part of a name, category, place, item number or item name.")
    category = graphene.String()
    deepest = graphene.Int(description="The last tier, from 0.")
    only_single_source = graphene.Boolean()


class NetworkQuery(graphene.ObjectType):
    chain_graph = permission_field(
        ChainGraph,
        permission=P.PARTNERSHIP_READ,
        refuses=True,
        required=True,
        filter=ChainGraphFilter(),
        description="My partnerships, and beyond them what partners show; at most some hundred nodes, farther tiers in "
        "groups.",
    )
    chain_node = permission_field(
        ChainGraph,
        permission=P.PARTNERSHIP_READ,
        refuses=True,
        id=graphene.ID(required=True),
        description="A node with those it buys from and sells to; null for one that is not seen.",
    )
    network_preview = permission_field(
        graphene.List(graphene.NonNull(ChainNode)),
        permission=P.SHARING_READ,
        refuses=True,
        description="Exactly the nodes a partner would see; nothing is shared by asking. Null for a partnership in "
        "which my enterprise does not supply.",
        partnership_id=graphene.ID(required=True),
        field=enums.SharedField(required=True),
        grain=enums.Grain(required=True),
    )

    @staticmethod
    def resolve_chain_graph(root: None, info: Info, filter: Any = None) -> dict[str, Any]:
        given = filter or {}
        item = given.get("item_id")
        seen = chain_graph(
            info.context.actor,
            GraphFilter(
                item_id=None if item is None else sought_id(item),
                search=(given.get("search") or "").strip(),
                category=given.get("category") or "",
                deepest=given.get("deepest"),
                only_sole=bool(given.get("only_single_source")),
            ),
        )
        reading_record(actor=info.context.actor, figures=seen.told)
        return graph_of(seen)

    @staticmethod
    def resolve_chain_node(root: None, info: Info, id: str) -> dict[str, Any] | None:
        seen = chain_node(info.context.actor, id)
        if seen is None:
            return None
        reading_record(actor=info.context.actor, figures=seen.told)
        return graph_of(seen)

    @staticmethod
    def resolve_network_preview(root: None, info: Info, partnership_id: str, field: Any, grain: Any) -> Any:
        return found_or_none(
            lambda key: network_preview(
                info.context.actor, key, SharedField(field.value), Grain(grain.value)
            ),
            partnership_id,
        )
