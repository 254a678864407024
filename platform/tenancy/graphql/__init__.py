"""The directory in GraphQL: enterprises as their partners see them, their sites, seats in chains."""

from tenancy.graphql.queries import Query

__all__ = ["Query"]
