"""Types of the chain graph."""

from typing import Any

import graphene

from api.types import DateTime, Info
from api.values import hours_since
from common.clock import now
from suppliers.rules import is_stale
from suppliers.rules.graph import Graph, GraphLink, GraphNode, NodeKind
from suppliers.selectors.chain_graph import Seen
from suppliers.states import SharingSubject
from tenancy.graphql.loaders import PartyByIdLoader
from tenancy.graphql.types import Party

ChainNodeKind = graphene.Enum.from_enum(
    NodeKind,
    name="ChainNodeKind",
    description="SELF, PARTNER: of one's own; NAMED, ANONYMOUS: shown by partners; GROUP: several drawn together.",
)


class ChainNode(graphene.ObjectType):
    """An enterprise of the graph, or a group of them."""

    id = graphene.ID(
        required=True,
        description="Of an anonymous node another one each day; of a group its tier and category.",
    )
    kind = ChainNodeKind(required=True)
    tier = graphene.Int(
        required=True, description="Hops upstream from my enterprise; -1: one that buys from it."
    )
    name = graphene.String(required=True, description="Empty where anonymous.")
    name_en = graphene.String(required=True)
    category = graphene.String(required=True, description="Of what it supplies.")
    province = graphene.String(required=True)
    cities = graphene.List(graphene.NonNull(graphene.String), required=True)
    count = graphene.Int(
        required=True, description="Enterprises it stands for; more than one for a group only."
    )
    is_single_source = graphene.Boolean(
        required=True,
        description="The only source, as far as can be seen, of something a node below it buys.",
    )
    loop = graphene.Int(description="The loop it lies on, from 0.")
    partnership_id = graphene.ID(description="My partnership with it.")
    shared_by = graphene.List(graphene.NonNull(Party), required=True, description="Partners who show it.")
    as_of = DateTime(
        required=True, description="Since when it is shown so; of a partner, since when the terms hold."
    )
    age_hours = graphene.Int(required=True)
    is_stale = graphene.Boolean(
        required=True, description="Shown by partners, and not renewed for half a year."
    )

    @staticmethod
    def resolve_is_single_source(node: GraphNode, info: Info) -> bool:
        return node.is_sole

    @staticmethod
    def resolve_shared_by(node: GraphNode, info: Info) -> Any:
        return info.context.loaders.get(PartyByIdLoader).load_many(node.shared_by)

    @staticmethod
    def resolve_age_hours(node: GraphNode, info: Info) -> int:
        return hours_since(node.as_of)

    @staticmethod
    def resolve_is_stale(node: GraphNode, info: Info) -> bool:
        return bool(node.shared_by) and is_stale(SharingSubject.NETWORK, node.as_of, now())


class ChainGoods(graphene.ObjectType):
    """What is bought: the buyer's item where both are named, else a category."""

    reference = graphene.String(
        required=True, description="The buyer's item number; empty where only a category is told."
    )
    name = graphene.String(required=True)
    name_en = graphene.String(required=True)
    category = graphene.String(required=True)
    is_single_source = graphene.Boolean(required=True)


class ChainLink(graphene.ObjectType):
    """A buyer and one of its suppliers."""

    buyer_id = graphene.ID(required=True)
    supplier_id = graphene.ID(required=True)
    is_single_source = graphene.Boolean(required=True)
    goods = graphene.List(graphene.NonNull(ChainGoods), required=True)

    @staticmethod
    def resolve_buyer_id(link: GraphLink, info: Info) -> str:
        return link.buyer

    @staticmethod
    def resolve_supplier_id(link: GraphLink, info: Info) -> str:
        return link.supplier

    @staticmethod
    def resolve_is_single_source(link: GraphLink, info: Info) -> bool:
        return bool(link.sole)

    @staticmethod
    def resolve_goods(link: GraphLink, info: Info) -> list[dict[str, Any]]:
        return [
            {
                "reference": g.reference, "name": g.name, "name_en": g.name_en, "category": g.category,
                "is_single_source": g in link.sole,
            }
            for g in link.goods
        ]  # fmt: skip


class ChainGraph(graphene.ObjectType):
    """Who supplies whom, as far as my enterprise may see it. What partners show is noted in their reading logs."""

    root_id = graphene.ID(required=True)
    nodes = graphene.List(graphene.NonNull(ChainNode), required=True)
    links = graphene.List(graphene.NonNull(ChainLink), required=True)
    depth = graphene.Int(required=True, description="Tiers upstream.")
    node_count = graphene.Int(required=True, description="Enterprises, those in groups included.")
    loop_count = graphene.Int(required=True)
    single_source_count = graphene.Int(
        required=True, description="Goods with one source, as far as can be seen."
    )


def graph_of(seen: Seen) -> dict[str, Any]:
    graph: Graph = seen.graph
    return {
        "root_id": graph.root,
        "nodes": graph.nodes,
        "links": graph.links,
        "depth": max((n.tier for n in graph.nodes), default=0),
        "node_count": sum(n.count for n in graph.nodes),
        "loop_count": len({n.loop for n in graph.nodes if n.loop is not None}),
        "single_source_count": sum(len(link.sole) for link in graph.links),
    }
