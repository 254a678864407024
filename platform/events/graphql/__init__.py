"""Notifications in GraphQL."""

from events.graphql.mutations import Mutation
from events.graphql.queries import Query
from events.graphql.subscriptions import Subscription

__all__ = ["Mutation", "Query", "Subscription"]
