"""The audit trail in GraphQL, for the audit administrator."""

from audit.graphql.queries import Query

__all__ = ["Query"]
