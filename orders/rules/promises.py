"""What the promise ledger says: the promise a supplier is measured by, and who moved it.

The first promise is never overwritten. A later change moves the measure only if both sides agreed to it and
its cause is not the supplier's: lateness is charged to the side that caused it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

Day = date
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Fact:
    """A ledger entry as far as the rules read it, in the order of its sequence."""

    kind: str
    cause: str = ""
    old_quantity: Decimal | None = None
    new_quantity: Decimal | None = None
    old_date: date | None = None
    new_date: date | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The promise a schedule line is measured by."""

    quantity: Decimal
    date: Day


@dataclass(frozen=True, slots=True)
class Punctuality:
    """How one schedule line kept its promise; `in_time` is what had been accepted by the promised day."""

    baseline: Baseline
    in_time: Decimal
    is_on_time_in_full: bool


def _promised(baseline: Baseline | None, fact: Fact) -> Baseline | None:
    if baseline is None:
        if fact.new_quantity is None or fact.new_date is None:
            return None
        return Baseline(fact.new_quantity, fact.new_date)
    if fact.kind != "COUNTER_ACCEPTED" or fact.cause in ("", "SUPPLIER"):
        return baseline
    quantity, day = baseline.quantity, baseline.date
    if fact.old_date is not None and fact.new_date is not None:
        day += fact.new_date - fact.old_date
    if fact.old_quantity is not None and fact.new_quantity is not None:
        quantity = max(ZERO, quantity + fact.new_quantity - fact.old_quantity)
    return Baseline(quantity, day)


def _split(baseline: Baseline | None, fact: Fact) -> Baseline | None:
    """On the line that was split the new quantity is what stays; on the new line `old_date` is inherited."""
    if fact.new_quantity is None:
        return baseline
    if baseline is not None:
        return replace(baseline, quantity=min(baseline.quantity, fact.new_quantity))
    return None if fact.old_date is None else Baseline(fact.new_quantity, fact.old_date)


def promise_baseline(facts: Iterable[Fact]) -> Baseline | None:
    """The first promise, moved by agreed changes that were not the supplier's cause; None when none was made.

    An agreed cancellation lowers the quantity to what stays, to 0 for the whole.
    """
    baseline: Baseline | None = None
    for fact in facts:
        if fact.kind in ("PROMISED", "COUNTER_ACCEPTED"):
            baseline = _promised(baseline, fact)
        elif fact.kind == "SPLIT":
            baseline = _split(baseline, fact)
        elif fact.kind == "CANCELLED" and baseline is not None:
            baseline = replace(baseline, quantity=min(baseline.quantity, fact.new_quantity or ZERO))
    return baseline


def punctuality(facts: Sequence[Fact], under_percent: Decimal, as_of: date) -> Punctuality | None:
    """Whether the promise was kept; None while there is none, it is cancelled, or its day has not passed.

    Kept = quantity accepted at receipt on or before the promised day ≥ promised × (1 − under-delivery %).
    A promise counts once its day is past or it has been kept already.
    """
    baseline = promise_baseline(facts)
    if baseline is None or baseline.quantity <= 0:
        return None
    receipts = [
        f for f in facts if f.kind == "RECEIVED" and f.new_quantity is not None and f.new_date is not None
    ]
    in_time = sum(
        (f.new_quantity or ZERO for f in receipts if f.new_date and f.new_date <= baseline.date), ZERO
    )
    is_kept = in_time >= baseline.quantity * (1 - under_percent / Decimal(100))
    if not is_kept and baseline.date >= as_of:
        return None
    return Punctuality(baseline, in_time, is_kept)


def days_by_cause(facts: Iterable[Fact]) -> Mapping[str, int]:
    """Days the promised date moved after the first promise, by the side that caused each move."""
    days: dict[str, int] = {}
    has_promise = False
    for fact in facts:
        if fact.kind not in ("PROMISED", "COUNTER_ACCEPTED"):
            has_promise = has_promise or (fact.kind == "SPLIT" and fact.old_date is not None)
            continue
        if has_promise and fact.old_date is not None and fact.new_date is not None:
            shift = (fact.new_date - fact.old_date) // timedelta(days=1)
            if shift:
                cause = fact.cause or "SUPPLIER"
                days[cause] = days.get(cause, 0) + shift
        has_promise = True
    return days
