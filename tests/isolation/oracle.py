"""Who may see which row, written down by hand beside the code: the second opinion of the isolation tests.

`SEES` has a rule per table; a table without one fails. Rows are read as the system role, so the rules here and
not the policies decide what counts as a leak.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Model

from common.clock import today
from common.errors import NotFound
from exchange.registry import import_kinds
from suppliers.models import SharingGrant
from tenancy.context import system_access
from tenancy.guard import guarded_models
from tests import world

Rule = Callable[[UUID, dict[str, Any]], bool]

KNOWS: dict[UUID, set[UUID]] = {
    world.LEADER.id: {world.LEADER.id, world.FIRST.id, world.SECOND.id, world.CARRIER.id},
    world.OTHER.id: {world.OTHER.id, world.FIRST.id, world.THIRD.id},
    world.FIRST.id: {world.FIRST.id, world.LEADER.id, world.OTHER.id, world.CARRIER.id},
    world.SECOND.id: {world.SECOND.id, world.LEADER.id},
    world.THIRD.id: {world.THIRD.id, world.OTHER.id},
    world.CARRIER.id: {world.CARRIER.id, world.LEADER.id, world.FIRST.id},
}
CHAINS = {
    world.CHAIN: {world.LEADER.id, world.FIRST.id, world.SECOND.id, world.CARRIER.id},
    world.OTHER_CHAIN: {world.OTHER.id, world.FIRST.id, world.THIRD.id},
}
LEADERS = {world.CHAIN: world.LEADER.id, world.OTHER_CHAIN: world.OTHER.id}


def own(me: UUID, row: dict[str, Any]) -> bool:
    return bool(row["enterprise_id"] == me)


def parties(me: UUID, row: dict[str, Any]) -> bool:
    return me in (row["buyer_id"], row["supplier_id"])


def lent(me: UUID, row: dict[str, Any]) -> bool:
    return me in (row["lender_id"], row["borrower_id"])


def from_buyer(me: UUID, row: dict[str, Any]) -> bool:
    """The buyer's until released."""
    return bool(row["buyer_id"] == me or (row["supplier_id"] == me and row["is_released"]))


def from_supplier(me: UUID, row: dict[str, Any]) -> bool:
    """The supplier's until released."""
    return bool(row["supplier_id"] == me or (row["buyer_id"] == me and row["is_released"]))


def nobody(me: UUID, row: dict[str, Any]) -> bool:
    return False


def live_grants() -> set[UUID]:
    """Grants a partner may read under today."""
    day = today()
    return {
        grant["id"]
        for grant in rows_of(SharingGrant)
        if grant["revoked_at"] is None
        and grant["valid_from"] <= day
        and (grant["valid_until"] is None or grant["valid_until"] >= day)
    }


def granted(me: UUID, row: dict[str, Any]) -> bool:
    """The grantor's, and the grantee's while the grant lives."""
    return row["grantor_id"] == me or (row["grantee_id"] == me and row["grant_id"] in live_grants())


def shown_today(me: UUID, row: dict[str, Any]) -> bool:
    """A row of the network: the grantor's, and the grantee's while the grant lives and on the row's own days."""
    day = today()
    is_open = (row["valid_from"] or day) <= day <= (row["valid_until"] or day)
    return bool(row["grantor_id"] == me or (is_open and granted(me, row)))


SEES: dict[str, Rule] = {
    "tenancy.Enterprise": lambda me, row: row["id"] in KNOWS[me],
    "tenancy.Site": lambda me, row: (
        row["enterprise_id"] == me or (row["is_shared"] and row["enterprise_id"] in KNOWS[me])
    ),
    "tenancy.Chain": lambda me, row: me in CHAINS[row["id"]],
    "tenancy.ChainMembership": lambda me, row: me in (row["enterprise_id"], row["leader_id"]),
    "tenancy.KnownParty": lambda me, row: row["viewer_id"] == me,
    # People of a firm are shown to its administrators, so their rows count as the firm's own.
    "accounts.User": own,
    "accounts.RoleAssignment": own,
    "accounts.Session": own,
    "accounts.ApiToken": own,
    "accounts.SavedView": own,
    "accounts.SignInAttempt": nobody,
    "accounts.PasswordRecord": nobody,
    "accounts.RecoveryCode": nobody,
    "audit.AuditEntry": own,
    "audit.AuditSeal": own,
    "audit.AuditAnchor": nobody,
    "audit.AuditPending": nobody,
    "events.Event": lambda me, row: me in row["audience"],
    "events.StreamEntry": own,
    "events.StreamHead": own,
    "events.Notification": own,
    "api.IdempotencyKey": own,
    "exchange.Upload": own,
    "exchange.ImportRun": own,
    "exchange.ImportChunk": own,
    "exchange.ImportedRow": own,
    "exchange.ColumnMapping": own,
    "exchange.ExportRun": own,
    "suppliers.Partnership": parties,
    "suppliers.Item": own,
    "suppliers.BomLine": own,
    "suppliers.SourceOption": own,
    "suppliers.PriceBreak": own,
    "suppliers.InventoryPosition": own,
    "suppliers.StockMovement": own,
    "suppliers.CapacityGroup": own,
    "suppliers.CapacityUsage": own,
    "suppliers.CapacityWeek": own,
    "suppliers.CapacityShare": own,
    "suppliers.ProductionOrder": own,
    "suppliers.SharingGrant": lambda me, row: me in (row["grantor_id"], row["grantee_id"]),
    "suppliers.SharingGrantItem": own,
    "suppliers.SharedFigure": granted,
    "suppliers.SharedNode": shown_today,
    "suppliers.SharedEdge": shown_today,
    "suppliers.NetworkOutline": own,
    "suppliers.NetworkRefresh": nobody,
    "suppliers.ReadingEntry": lambda me, row: row["grantor_id"] == me,
    "optimizer.MarketListing": own,
    "optimizer.MarketProposal": own,
    "optimizer.MarketRound": nobody,
    "optimizer.MarketMatch": nobody,
    "optimizer.Loan": lent,
    "optimizer.DemandHistory": own,
    "optimizer.DemandLine": own,
    "optimizer.DemandSeries": own,
    "optimizer.ForecastOverride": own,
    "optimizer.ForecastRun": own,
    "optimizer.PlanningItem": own,
    "optimizer.PlanPolicy": own,
    "optimizer.PlanRun": own,
    "optimizer.PlanReason": own,
    "optimizer.PlanScenario": own,
    "optimizer.PlanAssumption": own,
    "optimizer.PlanRow": own,
    "optimizer.PlanOrder": own,
    "suppliers.Question": parties,
    "suppliers.Inquiry": own,
    "suppliers.InquiryBranch": own,
    "suppliers.StandingAnswer": own,
    "suppliers.QuestionPolicy": own,
    "suppliers.QuestionTrace": nobody,
    "orders.PurchaseOrder": from_buyer,
    "orders.PurchaseOrderLine": from_buyer,
    "orders.ScheduleLine": from_buyer,
    "orders.Forecast": from_buyer,
    "orders.ForecastLine": from_buyer,
    "orders.ForecastCommit": parties,
    "orders.ForecastCommitEntry": parties,
    "orders.PromiseEntry": parties,
    "orders.ChangeProposal": parties,
    "orders.AnswerDraft": own,
    "orders.PrivateNote": own,
    "orders.NumberSeries": own,
    "orders.ReplenishmentBand": parties,
    "orders.BandStock": parties,
    "orders.BandMovement": parties,
    "orders.AdvanceShipNotice": from_supplier,
    "orders.AsnLine": from_supplier,
    "orders.GoodsReceipt": parties,
    "orders.GoodsReceiptLine": parties,
}
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# Names of kinds, rights, acts and types are the product's own words, nobody's secret; nor is a day by itself.
WORDS = re.compile(r"[A-Z_]+|[a-z_]+|[a-z_]+(\.[A-Za-z_]+)+|\d{4}-\d{2}-\d{2}")
SHORTEST = 5


def unruled() -> set[str]:
    """Guarded tables that nobody wrote a rule for."""
    return {model._meta.label for model in guarded_models()} - set(SEES)


def _leaves(value: Any) -> Iterator[str]:
    """What of a value could be recognised in an answer."""
    if isinstance(value, dict):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _leaves(item)
    elif isinstance(value, UUID):
        yield str(value)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, datetime):
        yield value.astimezone(UTC).isoformat()
    elif isinstance(value, Decimal) and value != value.to_integral_value():
        yield f"{value.normalize():f}"


@dataclass
class Eyes:
    """What one firm may and may not see, as recognisable texts, and its ids by table."""

    visible: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    visible_ids: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    hidden_ids: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def rows_of(model: type[Model]) -> list[dict[str, Any]]:
    with system_access("test"):
        return list(model._base_manager.using("system").values())


def eyes_of(firm: world.Firm) -> Eyes:
    """Sort every row there is by whether the firm may see it."""
    eyes = Eyes()
    for model in guarded_models():
        label, rows = model._meta.label, rows_of(model)
        seen = [row for row in rows if SEES[label](firm.id, row)]
        unseen = [row for row in rows if not SEES[label](firm.id, row)]
        eyes.visible_ids[label], eyes.hidden_ids[label] = seen, unseen
        eyes.visible.update(leaf for row in seen for leaf in _leaves(row))
        eyes.hidden.update(leaf for row in unseen for leaf in _leaves(row))
    eyes.hidden = {
        text for text in eyes.hidden - eyes.visible if len(text) >= SHORTEST and not WORDS.fullmatch(text)
    }
    return eyes


def leaks(eyes: Eyes, answer: Any, text: str) -> set[str]:
    """Texts of the answer that the firm must not see: whole values, and ids anywhere inside them."""
    found = set(answer_leaves(answer)) | set(UUIDS.findall(text))
    return found & eyes.hidden - examples() - refusals_of_all()


def refusals_of_all() -> set[str]:
    """That nothing was found is said to everybody in the same words, also where a refused act is remembered."""
    return {NotFound().message(language) for language in ("zh", "en")}


def examples() -> set[str]:
    """What the empty workbooks show as examples; equal for everybody."""
    return {column.example for kind in import_kinds() for column in kind.columns}


def answer_leaves(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from answer_leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from answer_leaves(item)
    elif isinstance(value, str):
        yield value
