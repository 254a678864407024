from tenancy.models.base import GuardedModel, chain_key, enterprise_key
from tenancy.models.chain import Chain, ChainMembership, KnownParty
from tenancy.models.enterprise import Enterprise, Site

__all__ = [
    "Chain",
    "ChainMembership",
    "Enterprise",
    "GuardedModel",
    "KnownParty",
    "Site",
    "chain_key",
    "enterprise_key",
]
