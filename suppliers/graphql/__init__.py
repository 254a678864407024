"""Suppliers in GraphQL."""

from suppliers.graphql.mutations import Mutation
from suppliers.graphql.queries import Query
from suppliers.graphql.subscriptions import Subscription

__all__ = ["Mutation", "Query", "Subscription"]
