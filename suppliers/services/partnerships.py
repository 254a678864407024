"""Opening a partnership, its terms, and its course from invitation to end."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.actor import Actor
from accounts.permissions import P
from accounts.policy import require
from common.clock import now
from common.errors import Conflict, Forbidden, IllegalTransition, NotFound
from common.language import current_language
from suppliers import errors
from suppliers.models import Partnership
from suppliers.services.inputs import check_choice, check_currency, check_percent, check_range, clean_text
from suppliers.services.network.projecting import project_network
from suppliers.services.recording import plain, record_partnership
from suppliers.states import (
    PARTNERSHIP_STATUS_NAMES,
    DefaultOutcome,
    PartnershipAction,
    PartnershipStatus,
    next_partnership_status,
    partnership_actions,
)
from tenancy.selectors import enterprise_get

TERM_FIELDS = (
    "currency", "tax_rate", "payment_terms", "payment_terms_en", "incoterm", "quantity_tolerance_percent",
    "date_tolerance_days", "price_tolerance_percent", "over_delivery_percent", "under_delivery_percent",
    "acknowledge_hours", "freeze_days", "default_outcome",
)  # fmt: skip
# Acts of the supplier; everything else is the buyer's.
_SUPPLIER_ACTS = frozenset({PartnershipAction.APPLY})


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of a partnership. Percents as 5 for 5 %; a tolerance of None is switched off."""

    currency: str = "CNY"
    tax_rate: Decimal = Decimal(13)
    payment_terms: str = ""
    payment_terms_en: str = ""
    incoterm: str = ""
    quantity_tolerance_percent: Decimal | None = None
    date_tolerance_days: int | None = None
    price_tolerance_percent: Decimal | None = None
    over_delivery_percent: Decimal = Decimal(0)
    under_delivery_percent: Decimal = Decimal(0)
    acknowledge_hours: int = 24
    freeze_days: int = 0
    default_outcome: str = DefaultOutcome.KEEP_REQUESTED.value


def check_terms(terms: Terms) -> Terms:
    """The terms when every value is in range; raises Invalid naming the field."""
    check_currency(terms.currency)
    check_percent(terms.tax_rate, "taxRate")
    for name in ("quantity_tolerance_percent", "price_tolerance_percent"):
        value = getattr(terms, name)
        if value is not None:
            check_percent(value, name)
    if terms.date_tolerance_days is not None:
        check_range(terms.date_tolerance_days, "dateToleranceDays", 0, 365)
    check_percent(terms.over_delivery_percent, "overDeliveryPercent")
    check_percent(terms.under_delivery_percent, "underDeliveryPercent")
    check_range(terms.acknowledge_hours, "acknowledgeHours", 1, 720)
    check_range(terms.freeze_days, "freezeDays", 0, 365)
    check_choice(terms.default_outcome, DefaultOutcome, "defaultOutcome")
    clean_text(terms.payment_terms, "paymentTerms", limit=80)
    clean_text(terms.payment_terms_en, "paymentTermsEn", limit=120)
    clean_text(terms.incoterm, "incoterm", limit=3)
    return terms


@transaction.atomic
def partnership_open(
    *, actor: Actor, chain_id: UUID, supplier_id: UUID, supplier_code: str = "", terms: Terms | None = None,
    valid_until: date | None = None, status: PartnershipStatus = PartnershipStatus.INVITED,
) -> Partnership:  # fmt: skip
    """A new partnership from the acting buyer to a member it knows, invited unless told otherwise.

    Raises NotFound for an enterprise that was never introduced, Conflict when the partnership exists or the
    supplier code is in use, Invalid for terms out of range.
    """
    require(actor, P.PARTNERSHIP_WRITE)
    agreed = check_terms(terms or Terms())
    enterprise_get(supplier_id)
    if supplier_id == actor.enterprise_id:
        raise NotFound
    code = clean_text(supplier_code, "supplierCode", limit=40)
    instant = now()
    partnership = Partnership(
        chain_id=chain_id, buyer_id=actor.enterprise_id, supplier_id=supplier_id, supplier_code=code,
        status=status.value, valid_until=valid_until, created_at=instant, changed_at=instant,
        **{name: getattr(agreed, name) for name in TERM_FIELDS},
    )  # fmt: skip
    mine = Partnership.objects.filter(buyer_id=actor.enterprise_id)
    if mine.filter(supplier_id=supplier_id, chain_id=chain_id).exists():
        raise Conflict(errors.PARTNERSHIP_EXISTS)
    if code and mine.filter(supplier_code=code).exists():
        raise Conflict(errors.SUPPLIER_CODE_TAKEN, field="supplierCode", value=code)
    try:
        with transaction.atomic():
            partnership.save(force_insert=True)
    except IntegrityError:
        raise Conflict(errors.PARTNERSHIP_EXISTS) from None
    record_partnership(actor, partnership, "opened", None, _facts(partnership))
    return partnership


def _facts(partnership: Partnership) -> dict[str, Any]:
    return plain(partnership, ("status", "supplier_code", "valid_until", *TERM_FIELDS, "version"))


def _lock(actor: Actor, partnership_id: UUID, version: int) -> Partnership:
    mine = Q(buyer_id=actor.enterprise_id) | Q(supplier_id=actor.enterprise_id)
    partnership = Partnership.objects.select_for_update().filter(mine, id=partnership_id).first()
    if partnership is None:
        raise NotFound
    if partnership.version != version:
        raise Conflict(current_version=partnership.version, stated_version=version, status=partnership.status)
    return partnership


def _finish(actor: Actor, partnership: Partnership, verb: str, before: dict[str, Any]) -> Partnership:
    partnership.version += 1
    partnership.changed_at = now()
    partnership.save(force_update=True)
    record_partnership(actor, partnership, verb, before, _facts(partnership))
    return partnership


@transaction.atomic
def partnership_terms_update(
    *, actor: Actor, partnership_id: UUID, version: int, terms: Terms
) -> Partnership:
    """New terms for future acts; the buyer's right. Raises NotFound, Forbidden, Conflict, Invalid."""
    require(actor, P.PARTNERSHIP_WRITE)
    partnership = _lock(actor, partnership_id, version)
    if partnership.buyer_id != actor.enterprise_id:
        raise Forbidden(permission=P.PARTNERSHIP_WRITE.value)
    before = _facts(partnership)
    agreed = check_terms(terms)
    for name in TERM_FIELDS:
        setattr(partnership, name, getattr(agreed, name))
    return _finish(actor, partnership, "terms_changed", before)


def terms_of(partnership: Partnership) -> Terms:
    """The present terms, to change some of them with dataclasses.replace."""
    return Terms(**{name: getattr(partnership, name) for name in TERM_FIELDS})


@transaction.atomic
def partnership_move(
    *, actor: Actor, partnership_id: UUID, version: int, action: PartnershipAction
) -> Partnership:
    """One step of the partnership's course. The supplier applies, the buyer does the rest.

    Raises NotFound, Forbidden, Conflict, IllegalTransition with the actions allowed now.
    """
    require(actor, P.PARTNERSHIP_WRITE)
    partnership = _lock(actor, partnership_id, version)
    acting_id = partnership.supplier_id if action in _SUPPLIER_ACTS else partnership.buyer_id
    if acting_id != actor.enterprise_id:
        raise Forbidden(permission=P.PARTNERSHIP_WRITE.value)
    status = PartnershipStatus(partnership.status)
    target = next_partnership_status(status, action)
    if target is None:
        names = PARTNERSHIP_STATUS_NAMES[status]
        raise IllegalTransition(
            allowed=[a.value for a in partnership_actions(status)],
            state=names[1] if current_language() == "en" else names[0],
            action=action.value,
            status=status.value,
        )
    before = _facts(partnership)
    partnership.status = target.value
    moved = _finish(actor, partnership, target.value, before)
    project_network(actor)
    return moved


@transaction.atomic
def partnership_extend(
    *, actor: Actor, partnership_id: UUID, version: int, valid_until: date | None
) -> Partnership:
    """Set the last day on which new orders may be placed; None = no end."""
    require(actor, P.PARTNERSHIP_WRITE)
    partnership = _lock(actor, partnership_id, version)
    if partnership.buyer_id != actor.enterprise_id:
        raise Forbidden(permission=P.PARTNERSHIP_WRITE.value)
    before = _facts(partnership)
    partnership.valid_until = valid_until
    return _finish(actor, partnership, "extended", before)
