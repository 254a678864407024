"""The market in GraphQL."""

from optimizer.graphql.mutations import Mutation
from optimizer.graphql.queries import Query
from optimizer.graphql.subscriptions import Subscription

__all__ = ["Mutation", "Query", "Subscription"]
