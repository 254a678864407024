"""Suppliers in GraphQL."""

from suppliers.graphql.mutations import Mutation
from suppliers.graphql.queries import Query

__all__ = ["Mutation", "Query"]
