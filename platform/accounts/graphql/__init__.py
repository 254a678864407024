"""People, rights, sessions and tokens in GraphQL. Signing in itself is REST (`accounts.urls`)."""

from accounts.graphql.mutations import Mutation
from accounts.graphql.queries import Query

__all__ = ["Mutation", "Query"]
