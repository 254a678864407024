"""Orders in GraphQL."""

from orders.graphql.mutations import Mutation
from orders.graphql.queries import Query
from orders.graphql.subscriptions import Subscription
from orders.graphql.types.figures import PartnershipFigures

EXTENSIONS = {"suppliers.graphql.types.Partnership": PartnershipFigures}

__all__ = ["EXTENSIONS", "Mutation", "Query", "Subscription"]
