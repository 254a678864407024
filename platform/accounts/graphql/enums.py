"""Roles, permissions and languages as GraphQL enums."""

import graphene

from accounts import permissions, roles

Role = graphene.Enum.from_enum(roles.Role, name="Role", description="What a person is in an enterprise.")
Permission = graphene.Enum.from_enum(permissions.P, name="Permission", description="What a person may do.")


class Language(graphene.Enum):
    """Languages of the product."""

    ZH = "zh"
    EN = "en"


class SavedViewList(graphene.Enum):
    """Lists whose filters can be saved."""

    SCHEDULE_LINES = "SCHEDULE_LINES"
    PURCHASE_ORDERS = "PURCHASE_ORDERS"
    PARTNERSHIPS = "PARTNERSHIPS"
    ITEMS = "ITEMS"
    ADVANCE_SHIP_NOTICES = "ADVANCE_SHIP_NOTICES"
    GOODS_RECEIPTS = "GOODS_RECEIPTS"
    AUDIT_ENTRIES = "AUDIT_ENTRIES"
