"""The roles a person may hold in an enterprise, and the three separated administrators (三员)."""

from dataclasses import dataclass
from enum import StrEnum


class AdminKind(StrEnum):
    """What sort of account it is. An account is of one kind only; the kinds never mix."""

    NONE = "none"
    SYSTEM = "system"
    SECURITY = "security"
    AUDIT = "audit"


class Role(StrEnum):
    BUYER = "BUYER"
    PLANNER = "PLANNER"
    SUPPLIER_SALES = "SUPPLIER_SALES"
    LOGISTICS = "LOGISTICS"
    QUALITY = "QUALITY"
    RISK = "RISK"
    FINANCE = "FINANCE"
    VIEWER = "VIEWER"
    INTEGRATION = "INTEGRATION"
    DISPATCHER = "DISPATCHER"
    MANAGER = "MANAGER"
    SYSTEM_ADMIN = "SYSTEM_ADMIN"
    SECURITY_ADMIN = "SECURITY_ADMIN"
    AUDIT_ADMIN = "AUDIT_ADMIN"


@dataclass(frozen=True, slots=True)
class Title:
    zh: str
    en: str


TITLES: dict[Role, Title] = {
    Role.BUYER: Title("采购员", "Buyer"),
    Role.PLANNER: Title("计划员", "Planner"),
    Role.SUPPLIER_SALES: Title("供应商销售", "Supplier sales"),
    Role.LOGISTICS: Title("物流", "Logistics"),
    Role.QUALITY: Title("质量", "Quality"),
    Role.RISK: Title("风险", "Risk"),
    Role.FINANCE: Title("财务", "Finance"),
    Role.VIEWER: Title("只读", "Viewer"),
    Role.INTEGRATION: Title("系统集成", "Integration"),
    Role.DISPATCHER: Title("承运调度", "Dispatcher"),
    Role.MANAGER: Title("管理者", "Manager"),
    Role.SYSTEM_ADMIN: Title("系统管理员", "System administrator"),
    Role.SECURITY_ADMIN: Title("安全管理员", "Security administrator"),
    Role.AUDIT_ADMIN: Title("审计管理员", "Audit administrator"),
}

ADMIN_ROLES: dict[Role, AdminKind] = {
    Role.SYSTEM_ADMIN: AdminKind.SYSTEM,
    Role.SECURITY_ADMIN: AdminKind.SECURITY,
    Role.AUDIT_ADMIN: AdminKind.AUDIT,
}


def kind_of(role: Role) -> AdminKind:
    """The kind of account that may hold the role."""
    return ADMIN_ROLES.get(role, AdminKind.NONE)
