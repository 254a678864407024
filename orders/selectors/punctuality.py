"""Indicators of promises, computed from the promise ledger and nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby
from statistics import median
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from common.clock import DEFAULT_ZONE, today
from orders.models import PromiseEntry
from orders.rules import Fact, days_by_cause, promise_baseline, punctuality
from orders.selectors.ledger import FACT_FIELDS
from orders.selectors.parties import party
from orders.states import LedgerKind, Side

K = LedgerKind
MEASURED = tuple(k.value for k in (K.PROMISED, K.COUNTER_ACCEPTED, K.SPLIT, K.CANCELLED, K.RECEIVED))
ANSWERS = tuple(k.value for k in (K.PROMISED, K.COUNTERED, K.REJECTED, K.BACKORDERED))
# A promise may be moved by agreed changes; promises this much older are still looked at.
LOOK_BACK = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed indicator: `value` is None when the sample is empty.

    `unit`: "percent" or "hours". `numerator`: how many of `sample_size` kept it, where that makes sense.
    """

    value: Decimal | None
    unit: str
    start: date
    end: date
    sample_size: int
    numerator: int | None = None


def _share(kept: int, all_: int, start: date, end: date) -> Figure:
    value = round(Decimal(100 * kept) / all_, 1) if all_ else None
    return Figure(value, "percent", start, end, all_, kept)


def _grouped(rows: QuerySet[PromiseEntry], *extra: str) -> Iterable[tuple[tuple[Any, ...], list[Fact]]]:
    """Facts by (schedule line, extra fields), oldest first."""
    values = rows.order_by("schedule_line_id", "sequence").values_list(
        "schedule_line_id", *extra, *FACT_FIELDS
    )
    width = 1 + len(extra)
    for key, entries in groupby(values.iterator(chunk_size=5000), key=lambda row: row[:width]):
        yield key, [Fact(*row[width:]) for row in entries]


def _promised_since(actor: Actor, start: date, end: date) -> QuerySet[PromiseEntry]:
    """The first sight of every schedule line whose promise may fall into the period."""
    window = (start - LOOK_BACK, end)
    return PromiseEntry.objects.filter(
        party(actor),
        Q(new_date__range=window, kind__in=MEASURED[:2]) | Q(old_date__range=window, kind=K.SPLIT.value),
    )


def otif_by_partnership(
    actor: Actor, partnership_ids: Sequence[UUID], *, since: date, until: date | None = None
) -> dict[UUID, Figure]:
    """On time in full, per partnership; every asked one is a key.

    OTIF = schedule lines kept ÷ schedule lines due, in percent. A schedule line is due when the day of its
    promise baseline lies in the period: the first promise, moved only by agreed changes that the supplier did
    not cause. It is kept when the quantity accepted at receipts on or before that day reaches the promised
    quantity × (1 − under-delivery tolerance). Lines cancelled by agreement do not count; a line whose day has
    not passed counts only once it is kept.
    """
    end = until or today()
    seen = _promised_since(actor, since, end).filter(order__partnership_id__in=list(partnership_ids))
    rows = PromiseEntry.objects.filter(
        party(actor), kind__in=MEASURED, schedule_line_id__in=seen.values("schedule_line_id")
    )
    kept: dict[UUID, int] = dict.fromkeys(partnership_ids, 0)
    due: dict[UUID, int] = dict.fromkeys(partnership_ids, 0)
    extra = ("order__partnership_id", "order__partnership__under_delivery_percent")
    for (_, partnership_id, under), facts in _grouped(rows, *extra):
        result = punctuality(facts, under, today())
        if result is None or not since <= result.baseline.date <= end:
            continue
        due[partnership_id] += 1
        kept[partnership_id] += result.is_on_time_in_full
    return {p: _share(kept[p], due[p], since, end) for p in partnership_ids}


def otif(
    actor: Actor, partnership_id: UUID | None = None, *, since: date | None = None, until: date | None = None
) -> Figure:
    """The same for one partnership, or over all of the acting enterprise; 90 days back unless told."""
    end = until or today()
    start = since or end - timedelta(days=90)
    if partnership_id is not None:
        return otif_by_partnership(actor, [partnership_id], since=start, until=end)[partnership_id]
    ids = list(
        _promised_since(actor, start, end)
        .order_by()
        .values_list("order__partnership_id", flat=True)
        .distinct()
    )
    figures = otif_by_partnership(actor, ids, since=start, until=end).values()
    return _share(sum(f.numerator or 0 for f in figures), sum(f.sample_size for f in figures), start, end)


def first_promise_kept(actor: Actor, order_ids: Sequence[UUID]) -> dict[UUID, Figure]:
    """Per order: schedule lines that kept their promise ÷ those whose promise is due, as in OTIF."""
    rows = PromiseEntry.objects.filter(party(actor), kind__in=MEASURED, order_id__in=list(order_ids))
    kept: dict[UUID, int] = dict.fromkeys(order_ids, 0)
    due: dict[UUID, int] = dict.fromkeys(order_ids, 0)
    for (_, order_id, under), facts in _grouped(
        rows, "order_id", "order__partnership__under_delivery_percent"
    ):
        result = punctuality(facts, under, today())
        if result is not None:
            due[order_id] += 1
            kept[order_id] += result.is_on_time_in_full
    return {o: _share(kept[o], due[o], today(), today()) for o in order_ids}


def confirmation_cycle_by_partnership(
    actor: Actor, partnership_ids: Sequence[UUID], *, since: date, until: date | None = None
) -> dict[UUID, Figure]:
    """Order confirmation cycle time in hours, per partnership; every asked one is a key.

    The median, over schedule lines first requested in the period and answered since, of the hours from the
    ledger's first REQUESTED to the supplier's first PROMISED, COUNTERED, REJECTED or BACKORDERED. Parts split
    off a line are not counted again.
    """
    end = until or today()
    zone = ZoneInfo(DEFAULT_ZONE)
    begin = datetime.combine(since, time(), zone)
    finish = datetime.combine(end + timedelta(days=1), time(), zone)
    requested = PromiseEntry.objects.filter(
        party(actor), kind=K.REQUESTED.value, old_date__isnull=True, occurred_at__gte=begin, occurred_at__lt=finish,
        order__partnership_id__in=list(partnership_ids),
    )  # fmt: skip
    asked = {
        line: (partnership, at)
        for line, partnership, at in requested.values_list(
            "schedule_line_id", "order__partnership_id", "occurred_at"
        )
    }
    answered = PromiseEntry.objects.filter(
        party(actor), kind__in=ANSWERS, side=Side.SUPPLIER.value, schedule_line_id__in=requested.values("schedule_line_id"),
    ).order_by("schedule_line_id", "sequence")  # fmt: skip
    hours: dict[UUID, list[float]] = {p: [] for p in partnership_ids}
    first = answered.distinct("schedule_line_id")
    for line, at in first.values_list("schedule_line_id", "occurred_at"):
        partnership, sent = asked[line]
        hours[partnership].append((at - sent).total_seconds() / 3600)
    return {
        p: Figure(round(Decimal(str(median(h))), 1) if h else None, "hours", since, end, len(h))
        for p, h in hours.items()
    }


@dataclass(frozen=True, slots=True)
class Slippage:
    """How far the promised date moved since the first promise, and by whose cause; days, late is positive."""

    first_promised_date: date | None
    current_date: date | None
    total_days: int
    by_cause: dict[str, int]


def slippage_of(facts: Sequence[Fact]) -> Slippage:
    """The slippage that a line's facts tell."""
    first = promise_baseline(facts[: _first_promise(facts) + 1])
    dates = [f.new_date for f in facts if f.kind in MEASURED[:2] and f.new_date is not None]
    by_cause = dict(days_by_cause(facts))
    return Slippage(
        first.date if first else None, dates[-1] if dates else None, sum(by_cause.values()), by_cause
    )


def _first_promise(facts: Sequence[Fact]) -> int:
    for index in range(len(facts)):
        if promise_baseline(facts[: index + 1]) is not None:
            return index
    return len(facts)
