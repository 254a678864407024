"""A problem with some of its limits relaxed."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from optimizer.engine.procurement.explaining.reasons import Change, ChangeKind
from optimizer.engine.procurement.problem import Problem, Receipt, SourceOption


def changed(problem: Problem, changes: Iterable[Change]) -> Problem:
    """The problem after the changes, in their order; the problem itself is left as it is."""
    for change in changes:
        problem = CHANGES[change.kind](problem, change)
    return problem


def _option(problem: Problem, change: Change, alter: Callable[[SourceOption], SourceOption]) -> Problem:
    options = tuple(alter(o) if o.id == change.where else o for o in problem.source_options)
    return replace(problem, source_options=options)


def _price(problem: Problem, change: Change) -> Problem:
    return _option(
        problem,
        change,
        lambda o: replace(o, tiers=tuple((start, price * (1 - change.by)) for start, price in o.tiers)),
    )


def _lead_time(problem: Problem, change: Change) -> Problem:
    return _option(problem, change, lambda o: replace(o, lead_time=o.lead_time - round(change.by)))


def _moq(problem: Problem, change: Change) -> Problem:
    return _option(problem, change, lambda o: replace(o, moq=o.moq - change.by))


def _capacity(problem: Problem, change: Change) -> Problem:
    suppliers = tuple(
        replace(s, capacity=_raised(s.capacity, change)) if s.id == change.where else s
        for s in problem.suppliers
    )
    return replace(problem, suppliers=suppliers)


def _hours(problem: Problem, change: Change) -> Problem:
    centres = tuple(
        replace(c, hours=_raised(c.hours, change)) if c.id == change.where else c
        for c in problem.work_centres
    )
    return replace(problem, work_centres=centres)


def _raised(weekly: tuple[float, ...], change: Change) -> tuple[float, ...]:
    return tuple(value + (change.by if week == change.week else 0.0) for week, value in enumerate(weekly))


def _max_sources(problem: Problem, change: Change) -> Problem:
    items = tuple(
        replace(i, max_sources=i.max_sources + round(change.by))
        if i.id == change.where and i.max_sources is not None
        else i
        for i in problem.items
    )
    return replace(problem, items=items)


def _stock(problem: Problem, change: Change) -> Problem:
    return replace(problem, receipts=(*problem.receipts, Receipt(change.where, change.week or 0, change.by)))


CHANGES: dict[ChangeKind, Callable[[Problem, Change], Problem]] = {
    ChangeKind.PRICE: _price,
    ChangeKind.CAPACITY: _capacity,
    ChangeKind.LEAD_TIME: _lead_time,
    ChangeKind.MOQ: _moq,
    ChangeKind.MAX_SOURCES: _max_sources,
    ChangeKind.HOURS: _hours,
    ChangeKind.STOCK: _stock,
}
