"""The small committed world of the tests: two chains that must never see each other, siblings that must not meet.

LEADER leads a chain with suppliers FIRST and SECOND and carrier CARRIER. OTHER leads another chain with
suppliers THIRD and FIRST: FIRST is shared by both chains. Ids are fixed, so tests can name rows without asking.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

BORN = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
PASSWORD = "Jialing-River-26!"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def _id(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"https://lianwang.example/world/{name}")


@dataclass(frozen=True)
class Firm:
    """An enterprise of the world, with its site and its people by role."""

    key: str
    short_name: str
    roles: tuple[str, ...]
    number: int

    @property
    def id(self) -> UUID:
        return _id(self.key)

    @property
    def site_id(self) -> UUID:
        return _id(f"{self.key}/site")

    def login(self, role: str) -> str:
        return f"{role.lower()}@{self.key}.test"


BUSINESS = ("BUYER", "PLANNER", "LOGISTICS", "QUALITY", "VIEWER", "MANAGER", "INTEGRATION")
ADMINS = ("SYSTEM_ADMIN", "SECURITY_ADMIN", "AUDIT_ADMIN")
LEADER = Firm("leader", "甲链主", (*BUSINESS, *ADMINS), 1)
OTHER = Firm("other", "乙链主", ("BUYER", "VIEWER", "AUDIT_ADMIN"), 2)
FIRST = Firm("first", "一号供应商", ("SUPPLIER_SALES", "VIEWER", "SECURITY_ADMIN", "AUDIT_ADMIN"), 3)
SECOND = Firm("second", "二号供应商", ("SUPPLIER_SALES", "VIEWER", "AUDIT_ADMIN"), 4)
THIRD = Firm("third", "三号供应商", ("SUPPLIER_SALES",), 5)
CARRIER = Firm("carrier", "承运商", ("DISPATCHER",), 6)
FIRMS = (LEADER, OTHER, FIRST, SECOND, THIRD, CARRIER)
CHAIN, OTHER_CHAIN = _id("chain"), _id("other-chain")


@dataclass(frozen=True)
class Pair:
    """A partnership: who buys from whom in which chain."""

    buyer: Firm
    supplier: Firm
    chain_id: UUID
    terms: dict[str, object] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        return _id(f"{self.buyer.key}>{self.supplier.key}")


_TERMS = {
    "quantity_tolerance_percent": Decimal(10), "date_tolerance_days": 1, "price_tolerance_percent": Decimal(1),
    "over_delivery_percent": Decimal(5), "under_delivery_percent": Decimal(5), "acknowledge_hours": 24,
    "freeze_days": 3, "payment_terms": "收货后 60 天", "incoterm": "DAP",
}  # fmt: skip
LEADER_FIRST = Pair(LEADER, FIRST, CHAIN, _TERMS)
LEADER_SECOND = Pair(LEADER, SECOND, CHAIN, _TERMS)
OTHER_FIRST = Pair(OTHER, FIRST, OTHER_CHAIN, _TERMS)
OTHER_THIRD = Pair(OTHER, THIRD, OTHER_CHAIN, _TERMS)
PAIRS = (LEADER_FIRST, LEADER_SECOND, OTHER_FIRST, OTHER_THIRD)


@dataclass(frozen=True)
class Thing:
    """An item of a buyer, with the unit and price it is bought at."""

    owner: Firm
    number: str
    name: str
    unit: str
    price: Decimal
    is_lot_managed: bool = True

    @property
    def id(self) -> UUID:
        return _id(f"{self.owner.key}/item/{self.number}")


STATOR = Thing(LEADER, "ED30-ST-01", "电机定子总成", "H87", Decimal("312.00"))
ROTOR = Thing(LEADER, "ED30-RT-01", "电机转子总成", "H87", Decimal("218.50"))
WIRE = Thing(LEADER, "EW-045", "漆包线 0.45", "KGM", Decimal("78.60"))
BOLT = Thing(LEADER, "BT-08", "高强螺栓 M8", "H87", Decimal("0.62"), is_lot_managed=False)
OTHER_STATOR = Thing(OTHER, "X-ST-9", "定子", "H87", Decimal("298.00"))
THINGS = (STATOR, ROTOR, WIRE, BOLT, OTHER_STATOR)


def actor(firm: Firm, role: str, **changes: object) -> object:
    """The signed-in person of a firm holding a role, second factor given, as services take it."""
    from dataclasses import replace

    from accounts.gate import actor_for

    found = actor_for(firm.login(role), firm.id)
    return replace(found, **changes) if changes else found


def build() -> None:
    """Write the world; runs once for each template database."""
    from common import clock
    from tenancy.context import acting_as, system_access

    with clock.at(BORN), system_access("test"):
        _directory()
        _people()
        for pair in PAIRS:
            with acting_as(pair.buyer.id):
                _trade(pair)


def _directory() -> None:
    from common.ids import make_uscc
    from tenancy import services
    from tenancy.models import Chain, ChainMembership, Enterprise, Site

    for firm in FIRMS:
        Enterprise.objects.using("system").create(
            id=firm.id, uscc=make_uscc(firm.number), name=f"重庆{firm.short_name}有限公司", name_en=f"{firm.key} Ltd.",
            short_name=firm.short_name, short_name_en=firm.key, region="两江新区",
        )  # fmt: skip
        Site.objects.using("system").create(
            id=firm.site_id, enterprise_id=firm.id, code="P1", name=f"{firm.short_name}一厂", name_en=f"{firm.key} plant",
            kind="plant", address="重庆市两江新区 1 号", longitude=Decimal("106.55"), latitude=Decimal("29.56"),
        )  # fmt: skip
    for chain_id, leader in ((CHAIN, LEADER), (OTHER_CHAIN, OTHER)):
        chain = Chain.objects.using("system").create(
            id=chain_id, leader_id=leader.id, name=f"{leader.short_name}链", name_en=f"{leader.key} chain"
        )
        services.member_join(chain=chain, enterprise_id=leader.id, role=ChainMembership.Role.LEADER, tier=0)
        for pair in (p for p in PAIRS if p.chain_id == chain_id):
            services.member_join(
                chain=chain, enterprise_id=pair.supplier.id, role=ChainMembership.Role.SUPPLIER
            )
    carrier_chain = Chain.objects.using("system").get(id=CHAIN)
    services.member_join(chain=carrier_chain, enterprise_id=CARRIER.id, role=ChainMembership.Role.CARRIER)


def _people() -> None:
    from accounts.models import User
    from accounts.roles import Role
    from accounts.services.provisioning import hash_once, user_provision
    from accounts.services.second_factor import secret_seal

    hashed = hash_once(PASSWORD)
    for firm in FIRMS:
        for role in firm.roles:
            user = user_provision(
                login=firm.login(role), display_name=f"{firm.short_name}·{role}", enterprise_id=firm.id, roles=[Role(role)],
                password_hash=hashed,
            )  # fmt: skip
            sealed = secret_seal(user, TOTP_SECRET)
            User.objects.filter(id=user.id).update(totp_secret=sealed, password_changed_at=datetime.now(UTC))


def _trade(pair: Pair) -> None:
    from suppliers.models import Item, Partnership, SourceOption

    partnership = Partnership.objects.create(
        id=pair.id, chain_id=pair.chain_id, buyer_id=pair.buyer.id, supplier_id=pair.supplier.id, status="active",
        supplier_code=f"V-{pair.supplier.number:03d}", created_at=BORN, changed_at=BORN, **pair.terms,
    )  # fmt: skip
    for thing in (t for t in THINGS if t.owner == pair.buyer):
        item, _ = Item.objects.get_or_create(
            id=thing.id,
            defaults={
                "chain_id": pair.chain_id, "enterprise_id": pair.buyer.id, "number": thing.number, "name": thing.name,
                "name_en": thing.number, "unit": thing.unit, "kind": "BUY", "category": "电驱件",
                "is_lot_managed": thing.is_lot_managed,
            },
        )  # fmt: skip
        SourceOption.objects.create(
            id=_id(f"{pair.id}/{thing.number}"), chain_id=pair.chain_id, enterprise_id=pair.buyer.id, partnership=partnership,
            item=item, supplier_item_number=f"{pair.supplier.key}-{thing.number}", unit_price=thing.price,
            minimum_order_quantity=Decimal(100), order_multiple=Decimal(50), lead_time_days=7,
        )  # fmt: skip
