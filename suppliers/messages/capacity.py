"""Capacity weeks as a spreadsheet, in and out. Agreed shares are kept on the screen alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from accounts.actor import Actor
from accounts.permissions import P
from common.errors import DomainError
from exchange.columns import CellKind, Column
from exchange.filters import read_filter
from exchange.issues import Issue, issue_text, refusal
from exchange.registry import ExportKind, FileOrigin, ImportKind, Outcome, ParsedRow, RowOutcome, Values
from suppliers.rules import monday_of
from suppliers.selectors.capacity import CapacityFilter, capacity_group_list, capacity_week_list
from suppliers.services.capacity import WeekValues, capacity_weeks_save
from suppliers.states import InventorySource

GROUP_UNKNOWN = issue_text(
    "CAPACITY_GROUP_UNKNOWN",
    "查无；可用：{known}",
    "unknown; use {known}",
    title=("产能组查不到", "Unknown groups"),
    by_value=True,
)
COLUMNS = (
    Column("group", "产能组", "Group", CellKind.CODE, is_required=True, limit=40, example="WD-01"),
    Column("week", "周（任一天）", "Week (any day)", CellKind.DATE, is_required=True, aliases=("周",), example="2026-12-07"),
    Column("maximum", "最大产能", "Maximum", CellKind.NUMBER, is_required=True, example="160"),
    Column("shift_earlier", "可提前", "Possible earlier", CellKind.NUMBER, example="16"),
    Column("shift_later", "可推后", "Possible later", CellKind.NUMBER, example="8"),
    Column("machine_available", "设备可用 %", "Machines available %", CellKind.NUMBER, example="95"),
)  # fmt: skip
EXPORTED = (
    *COLUMNS,
    Column("agreed", "已约定", "Agreed", CellKind.NUMBER),
    Column("free", "空余", "Free", CellKind.NUMBER),
    Column("as_of", "截至（UTC）", "As of (UTC)", width=20),
    Column("source", "来源", "Source", width=10),
)
_OPTIONAL = ("shift_earlier", "shift_later", "machine_available")


class CapacitySession:
    """Groups are few and loaded at once."""

    def __init__(self, actor: Actor, origin: FileOrigin) -> None:
        self._actor = actor
        self._groups = {group.code: group for group in capacity_group_list(actor)}

    def check(self, rows: Sequence[ParsedRow]) -> Iterable[Issue]:
        for row in rows:
            if row.values["group"] not in self._groups:
                known = "、".join(list(self._groups)[:8])
                yield Issue(row.number, "group", GROUP_UNKNOWN, params={"known": known})

    def known(self, rows: Sequence[ParsedRow]) -> Mapping[int, str]:
        return {}

    def commit(self, rows: Sequence[ParsedRow]) -> Iterable[RowOutcome]:
        """One act per group; a group that is refused does not stop the others."""
        by_group: defaultdict[str, list[ParsedRow]] = defaultdict(list)
        for row in rows:
            by_group[row.values["group"]].append(row)
        for code, of_group in sorted(by_group.items()):
            for start in range(0, len(of_group), 100):
                yield from self._save(code, of_group[start : start + 100])

    def _save(self, code: str, rows: Sequence[ParsedRow]) -> Iterator[RowOutcome]:
        group = self._groups[code]
        weeks = [_week(row.values) for row in rows]
        try:
            capacity_weeks_save(
                actor=self._actor, group_id=group.id, weeks=weeks, source=InventorySource.FILE
            )
        except DomainError as error:
            for row in rows:
                yield RowOutcome(row.number, Outcome.REFUSED, issue=refusal(row.number, error, "maximum"))
        else:
            for row in rows:
                yield RowOutcome(row.number, Outcome.UPDATED, str(group.id))


def _week(values: Values) -> WeekValues:
    given = {name: values[name] for name in _OPTIONAL if values.get(name) is not None}
    return WeekValues(week=values["week"], maximum=values["maximum"], **given)


def _rows(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    rows = capacity_week_list(actor, read_filter(CapacityFilter, given))
    if ids is not None:
        rows = rows.filter(id__in=ids)
    names = ("maximum", "shift_earlier", "shift_later", "machine_available", "agreed", "free")
    for week in rows.select_related("group").order_by("group__code", "week").iterator(chunk_size=2000):
        yield {
            "group": week.group.code, "week": week.week, "as_of": f"{week.as_of:%Y-%m-%d %H:%M}",
            "source": week.source, **{name: getattr(week, name) for name in names},
        }  # fmt: skip


CAPACITY_IMPORT = ImportKind(
    key="suppliers.capacity",
    title_zh="周产能",
    title_en="Weekly capacity",
    about_zh="按产能组和周新增或更新最大产能；已约定的份额保持不变，且不得超过最大产能。",
    about_en="Adds or updates the maximum by group and week; agreed shares stay and must fit under it.",
    columns=COLUMNS,
    permission=P.CAPACITY_WRITE,
    open=CapacitySession,
    identity=lambda values: (values["group"], monday_of(values["week"])),
)
CAPACITY_EXPORT = ExportKind("CAPACITY", "周产能", "Weekly capacity", EXPORTED, P.CAPACITY_READ, _rows)
