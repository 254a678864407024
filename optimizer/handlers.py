"""Whom an event of this app is brought to. A handler decides from the event alone."""

from uuid import UUID

from accounts.roles import Role
from events.handlers import NotificationDraft, RelayedEvent, on

TRADING = (Role.BUYER, Role.PLANNER, Role.SUPPLIER_SALES)


def _own(event: RelayedEvent, kind: str, *names: str) -> list[NotificationDraft]:
    params = {
        name: event.payload.get(name) for name in ("subjectName", "subjectNameEn", "quantity", "unit", *names)
    }
    return [NotificationDraft(event.actor_enterprise_id, TRADING, kind, params)]


@on("optimizer.plan.failed")
def plan_failed(event: RelayedEvent) -> list[NotificationDraft]:
    number = {"number": event.payload["number"]}
    return [NotificationDraft(event.actor_enterprise_id, (Role.PLANNER,), "PLAN_FAILED", number)]


@on("optimizer.proposal.made")
def proposal_made(event: RelayedEvent) -> list[NotificationDraft]:
    return _own(event, "MARKET_PROPOSED", "decideBy")


@on("optimizer.proposal.agreed")
def proposal_agreed(event: RelayedEvent) -> list[NotificationDraft]:
    return _own(event, "MARKET_AGREED", "partner", "partnerEn")


@on("optimizer.proposal.not_agreed")
def proposal_not_agreed(event: RelayedEvent) -> list[NotificationDraft]:
    return _own(event, "MARKET_NOT_AGREED")


def _loan(event: RelayedEvent, kind: str, hearers: list[str]) -> list[NotificationDraft]:
    names = (
        "subjectName",
        "subjectNameEn",
        "unit",
        "moved",
        "outstanding",
        "dueBack",
        "partner",
        "partnerEn",
    )
    params = {name: event.payload.get(name) for name in names}
    return [NotificationDraft(UUID(event.payload[hearer]), TRADING, kind, params) for hearer in hearers]


@on("optimizer.loan.hand_over")
@on("optimizer.loan.take_back")
def lender_acted(event: RelayedEvent) -> list[NotificationDraft]:
    kind = "LOAN_HANDED_OVER" if event.type.endswith("hand_over") else "LOAN_TAKEN_BACK"
    return _loan(event, kind, ["borrowerId"])


@on("optimizer.loan.receive")
@on("optimizer.loan.return")
def borrower_acted(event: RelayedEvent) -> list[NotificationDraft]:
    kind = "LOAN_RECEIVED" if event.type.endswith("receive") else "LOAN_SENT_BACK"
    return _loan(event, kind, ["lenderId"])


@on("optimizer.loan.overdue")
def loan_overdue(event: RelayedEvent) -> list[NotificationDraft]:
    return _loan(event, "LOAN_OVERDUE", ["borrowerId", "lenderId"])
