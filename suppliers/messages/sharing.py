"""Partners' figures and the reading log as spreadsheets. An export of figures is a reading like any other."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import F

from accounts.actor import Actor
from accounts.permissions import P
from common.quantity import UNITS
from exchange.columns import CellKind, Column
from exchange.filters import read_filter
from exchange.registry import ExportKind, Values
from suppliers.selectors.sharing import FigureFilter, ReadingFilter, reading_entry_list, shared_figure_list
from suppliers.services.reading import Reading
from suppliers.states import FIELD_WORDS, GRAIN_WORDS, LIGHT_WORDS, Grain, Light, ReadingVia, SharedField

FIGURE_COLUMNS = (
    Column("partner", "伙伴", "Partner", width=24),
    Column("reference", "编号", "Number", CellKind.CODE, width=18),
    Column("name", "名称", "Name", width=24),
    Column("field", "数字", "Figure", width=16),
    Column("week", "周", "Week", CellKind.DATE),
    Column("grain", "粒度", "Grain", width=10),
    Column("quantity", "数量", "Quantity", CellKind.NUMBER),
    Column("low", "不低于", "At least", CellKind.NUMBER),
    Column("high", "低于", "Below", CellKind.NUMBER),
    Column("light", "信号", "Light", width=8),
    Column("unit", "单位", "Unit", width=8),
    Column("as_of", "截至（UTC）", "As of (UTC)", width=20),
    Column("source", "来源", "Source", width=10),
)
READING_COLUMNS = (
    Column("occurred_at", "时间（UTC）", "Time (UTC)", width=20),
    Column("partner", "伙伴", "Partner", width=24),
    Column("reader_name", "谁", "Who", width=18),
    Column("reader_role", "角色", "Role", width=18),
    Column("field", "数字", "Figure", width=16),
    Column("grain", "粒度", "Grain", width=10),
    Column("figure_count", "条数", "Figures", CellKind.WHOLE),
    Column("via", "经由", "Via", width=10),
)


def _figures(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    rows = shared_figure_list(actor, read_filter(FigureFilter, given))
    if ids is not None:
        rows = rows.filter(id__in=ids)
    en = int(actor.language == "en")
    reading = Reading(actor, ReadingVia.EXPORT)
    ordered = ("reference", "field", F("week").asc(nulls_first=True), "id")
    for row in rows.select_related("grantor").order_by(*ordered):
        reading.note(row)
        unit = UNITS.get(row.unit)
        yield {
            "partner": row.grantor.name_en if en else row.grantor.name,
            "reference": row.reference,
            "name": (row.name_en or row.name) if en else row.name,
            "field": FIELD_WORDS[SharedField(row.field)][en],
            "week": row.week,
            "grain": GRAIN_WORDS[Grain(row.grain)][en],
            "quantity": row.quantity,
            "low": row.low,
            "high": row.high,
            "light": LIGHT_WORDS[Light(row.light)][en] if row.light else "",
            "unit": (unit.en if en else unit.zh) if unit else "%",
            "as_of": f"{row.as_of:%Y-%m-%d %H:%M}",
            "source": row.source,
        }
    reading.write()


def _readings(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    rows = reading_entry_list(actor, read_filter(ReadingFilter, given))
    if ids is not None:
        rows = rows.filter(id__in=ids)
    en = int(actor.language == "en")
    ordered = rows.select_related("reader", "grant").order_by("-occurred_at", "-id")
    for row in ordered.iterator(chunk_size=2000):
        yield {
            "occurred_at": f"{row.occurred_at:%Y-%m-%d %H:%M:%S}",
            "partner": row.reader.name_en if en else row.reader.name,
            "reader_name": row.reader_name,
            "reader_role": row.reader_role,
            "field": FIELD_WORDS[SharedField(row.field)][en],
            "grain": GRAIN_WORDS[Grain(row.grant.grain)][en],
            "figure_count": row.figure_count,
            "via": row.via,
        }


FIGURE_EXPORT = ExportKind(
    "SHARED_FIGURES", "伙伴库存与产能", "Partners' figures", FIGURE_COLUMNS, P.SHARED_READ, _figures
)
READING_EXPORT = ExportKind(
    "READING_ENTRIES", "阅读日志", "Reading log", READING_COLUMNS, P.SHARING_READ, _readings
)
