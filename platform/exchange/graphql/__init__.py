"""Imports and exports in GraphQL. Files themselves go over `/files/`."""

from exchange.graphql.mutations import Mutation
from exchange.graphql.queries import Query
from exchange.graphql.subscriptions import Subscription

__all__ = ["Mutation", "Query", "Subscription"]
