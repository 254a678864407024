"""Every permission of the product and the one table that says which role holds which."""

from collections.abc import Iterable
from enum import StrEnum

from accounts.roles import Role


class P(StrEnum):
    ORDER_READ = "ORDER_READ"
    ORDER_WRITE = "ORDER_WRITE"
    ORDER_SEND = "ORDER_SEND"
    ORDER_ANSWER = "ORDER_ANSWER"
    ORDER_DECIDE = "ORDER_DECIDE"
    ORDER_CANCEL = "ORDER_CANCEL"
    ASN_READ = "ASN_READ"
    ASN_WRITE = "ASN_WRITE"
    RECEIPT_READ = "RECEIPT_READ"
    RECEIPT_WRITE = "RECEIPT_WRITE"
    FORECAST_READ = "FORECAST_READ"
    FORECAST_WRITE = "FORECAST_WRITE"
    FORECAST_COMMIT = "FORECAST_COMMIT"
    REPLENISHMENT_READ = "REPLENISHMENT_READ"
    REPLENISHMENT_WRITE = "REPLENISHMENT_WRITE"
    REPLENISHMENT_PROPOSE = "REPLENISHMENT_PROPOSE"
    ITEM_READ = "ITEM_READ"
    ITEM_WRITE = "ITEM_WRITE"
    PARTNERSHIP_READ = "PARTNERSHIP_READ"
    PARTNERSHIP_WRITE = "PARTNERSHIP_WRITE"
    DIRECTORY_READ = "DIRECTORY_READ"
    INVENTORY_READ = "INVENTORY_READ"
    INVENTORY_WRITE = "INVENTORY_WRITE"
    CAPACITY_READ = "CAPACITY_READ"
    CAPACITY_WRITE = "CAPACITY_WRITE"
    SHARING_READ = "SHARING_READ"
    SHARING_WRITE = "SHARING_WRITE"
    SHARED_READ = "SHARED_READ"
    MARKET_READ = "MARKET_READ"
    MARKET_WRITE = "MARKET_WRITE"
    MARKET_DECIDE = "MARKET_DECIDE"
    PRICE_READ = "PRICE_READ"
    IMPORT_RUN = "IMPORT_RUN"
    EXPORT_RUN = "EXPORT_RUN"
    NOTIFICATION_READ = "NOTIFICATION_READ"
    TOKEN_MANAGE = "TOKEN_MANAGE"  # noqa: S105 - a name, not a secret
    USER_ADMIN = "USER_ADMIN"
    ROLE_ADMIN = "ROLE_ADMIN"
    AUDIT_READ = "AUDIT_READ"


_PRESENCE = {P.DIRECTORY_READ, P.NOTIFICATION_READ}
_READING = _PRESENCE | {
    P.PARTNERSHIP_READ, P.ITEM_READ, P.ORDER_READ, P.ASN_READ, P.RECEIPT_READ, P.FORECAST_READ, P.INVENTORY_READ,
    P.CAPACITY_READ, P.REPLENISHMENT_READ,
}  # fmt: skip
_FILES = {P.IMPORT_RUN, P.EXPORT_RUN}
# Reading partners' figures leaves an entry in their log; sharing one's own binds the enterprise.
_SHARING = {P.CAPACITY_WRITE, P.SHARING_READ, P.SHARING_WRITE}
# Offers, needs and their limits are told to those who trade; accepting a proposal binds the enterprise.
_MARKET = {P.MARKET_READ, P.MARKET_WRITE, P.MARKET_DECIDE}
_BUYING = {
    P.ORDER_WRITE, P.ORDER_SEND, P.ORDER_DECIDE, P.ORDER_CANCEL, P.FORECAST_WRITE, P.REPLENISHMENT_WRITE,
}  # fmt: skip
_SELLING = {P.ORDER_ANSWER, P.ORDER_DECIDE, P.ASN_WRITE, P.FORECAST_COMMIT, P.REPLENISHMENT_PROPOSE}

# Who orders does not receive: buyer and goods receipt are held by different people.
ROLE_PERMISSIONS: dict[Role, frozenset[P]] = {
    Role.BUYER: frozenset(
        _READING | _FILES | _BUYING | _MARKET | {P.PRICE_READ, P.ITEM_WRITE, P.PARTNERSHIP_WRITE, P.SHARED_READ}
    ),
    Role.PLANNER: frozenset(
        _READING | _FILES | _MARKET
        | {P.PRICE_READ, P.ORDER_WRITE, P.FORECAST_WRITE, P.ITEM_WRITE, P.INVENTORY_WRITE, P.CAPACITY_WRITE, P.SHARED_READ}
        | {P.REPLENISHMENT_WRITE}
    ),
    Role.SUPPLIER_SALES: frozenset(
        _READING | _FILES | _SELLING | _SHARING | _MARKET | {P.PRICE_READ, P.ITEM_WRITE, P.INVENTORY_WRITE}
    ),
    Role.LOGISTICS: frozenset(
        _READING | {P.EXPORT_RUN, P.ASN_WRITE, P.RECEIPT_WRITE, P.INVENTORY_WRITE}
    ),
    Role.QUALITY: frozenset(_READING | {P.EXPORT_RUN, P.INVENTORY_WRITE}),
    Role.RISK: frozenset(_READING | {P.EXPORT_RUN, P.SHARED_READ}),
    Role.FINANCE: frozenset(
        _PRESENCE
        | {P.PARTNERSHIP_READ, P.ITEM_READ, P.ORDER_READ, P.ASN_READ, P.RECEIPT_READ}
        | {P.PRICE_READ, P.EXPORT_RUN}
    ),
    Role.VIEWER: frozenset(_READING),
    Role.MANAGER: frozenset(
        _READING | {P.PRICE_READ, P.EXPORT_RUN, P.SHARING_READ, P.SHARED_READ, P.MARKET_READ}
    ),
    Role.INTEGRATION: frozenset(
        _READING | _FILES | _BUYING | _SELLING | _SHARING | _MARKET
        | {P.SHARED_READ, P.PRICE_READ, P.RECEIPT_WRITE, P.ITEM_WRITE, P.INVENTORY_WRITE, P.TOKEN_MANAGE}
    ),
    Role.DISPATCHER: frozenset(_PRESENCE),
    Role.SYSTEM_ADMIN: frozenset({P.USER_ADMIN}),
    Role.SECURITY_ADMIN: frozenset({P.ROLE_ADMIN}),
    Role.AUDIT_ADMIN: frozenset({P.AUDIT_READ}),
}  # fmt: skip

# Acts that bind the enterprise, and every administrator's act, need a second factor in the session.
SENSITIVE: frozenset[P] = frozenset(
    {
        P.ORDER_SEND, P.ORDER_ANSWER, P.ORDER_DECIDE, P.ORDER_CANCEL, P.RECEIPT_WRITE,
        P.SHARING_WRITE, P.FORECAST_COMMIT, P.REPLENISHMENT_PROPOSE, P.MARKET_DECIDE, P.TOKEN_MANAGE, P.USER_ADMIN,
        P.ROLE_ADMIN, P.AUDIT_READ,
    }
)  # fmt: skip


def permissions_of(roles: Iterable[Role]) -> frozenset[P]:
    """What the roles may do together; no role, no permission."""
    return frozenset().union(*(ROLE_PERMISSIONS[role] for role in roles))
