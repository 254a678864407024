"""Replenishment bands as a spreadsheet, in and out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from accounts.actor import Actor
from accounts.permissions import P
from common.errors import DomainError, NotFound
from common.quantity import UNITS
from exchange.columns import CellKind, Column
from exchange.filters import read_filter
from exchange.issues import Issue, issue_text, refusal
from exchange.registry import ExportKind, FileOrigin, ImportKind, Outcome, ParsedRow, RowOutcome, Values
from orders.messages import columns as c
from orders.messages.lookups import Lookups
from orders.models import ReplenishmentBand
from orders.selectors.replenishment import BandFilter, Outlook, band_list, outlooks
from orders.services.bands import BandPlace, BandValues, band_create, band_update
from orders.states import BAND_KIND_NAMES, BAND_STATE_NAMES, BandKind, BandState

PAGE = 200
KINDS = {word: kind.value for kind, words in BAND_KIND_NAMES.items() for word in (*words, kind.value)}
NOT_FOUND = issue_text(
    "BAND_WORD_UNKNOWN",
    "查无，或现在不能下单",
    "unknown, or takes no orders now",
    title=("供应商、物料或交货地查不到", "Unknown suppliers, items or places"),
    by_value=True,
)
COLUMNS = (
    c.SUPPLIER, c.ITEM, c.SHIP_TO,
    Column(
        "kind", "方式", "Kind", CellKind.CHOICE, choices=KINDS, width=12, example="VMI",
        offers=lambda actor: [words[actor.language == "en"] for words in BAND_KIND_NAMES.values()],
        hint_zh="空着就按 VMI 寄售", hint_en="blank: VMI",
    ),
    Column("minimum", "下限", "Minimum", CellKind.NUMBER, is_required=True, example="200"),
    Column("maximum", "上限", "Maximum", CellKind.NUMBER, is_required=True, is_positive=True, example="1000"),
    Column(
        "weekly_demand", "周需求", "Weekly demand", CellKind.NUMBER, example="120", hint_zh="没有预测的周用",
        hint_en="for weeks without forecast",
    ),
    Column("demand_share", "预测占比 %", "Forecast share %", CellKind.NUMBER, example="100"),
    Column("note", "备注", "Note", limit=500, width=24),
)  # fmt: skip
EXPORTED = (
    Column("buyer", "采购方", "Buyer", width=16), *COLUMNS, c.ITEM_NAME,
    Column("stock", "库存", "Stock", CellKind.NUMBER),
    Column("state", "状态", "State", width=14),
    c.UNIT,
    Column("as_of", "截至（UTC）", "As of (UTC)", width=20),
    Column("source", "来源", "Source", width=10),
    Column("short_week", "首个低于下限的周", "First week below minimum", CellKind.DATE, width=14),
    Column("proposed_quantity", "建议补货", "Proposed", CellKind.NUMBER),
)  # fmt: skip


class BandSession:
    """Suppliers and places are loaded at once, items and present bands as the rows name them."""

    def __init__(self, actor: Actor, origin: FileOrigin) -> None:
        self._actor = actor
        self._known = Lookups(actor)

    def check(self, rows: Sequence[ParsedRow]) -> Iterable[Issue]:
        self._known.load_items(row.values["item"] for row in rows)
        for row in rows:
            partner = self._known.partner(row.values["supplier"])
            if partner is None or partner.refusal is not None:
                yield Issue(row.number, "supplier", NOT_FOUND)
            if row.values["item"] not in self._known.items:
                yield Issue(row.number, "item", NOT_FOUND)
            if self._known.site(row.values["ship_to"])[0] is None:
                yield Issue(row.number, "ship_to", NOT_FOUND)

    def known(self, rows: Sequence[ParsedRow]) -> Mapping[int, str]:
        return {}

    def commit(self, rows: Sequence[ParsedRow]) -> Iterable[RowOutcome]:
        """Each row is an act of its own; one that is refused does not stop the others."""
        self._known.load_items(row.values["item"] for row in rows)
        present = self._present()
        for row in rows:
            band = None
            try:
                place = self._place(row.values)
                band = present.get((place.item_id, place.site_id))
                saved = self._save(place, band, _values(row.values))
            except DomainError as error:
                yield RowOutcome(row.number, Outcome.REFUSED, issue=refusal(row.number, error, "minimum"))
            else:
                yield RowOutcome(row.number, Outcome.UPDATED if band else Outcome.CREATED, str(saved.id))

    def _save(
        self, place: BandPlace, band: ReplenishmentBand | None, values: BandValues
    ) -> ReplenishmentBand:
        is_same = band is not None and (band.partnership_id, band.kind) == (
            place.partnership_id,
            place.kind.value,
        )
        if band is not None and is_same:
            return band_update(actor=self._actor, band_id=band.id, version=None, values=values)
        return band_create(actor=self._actor, place=place, values=values)

    def _present(self) -> dict[tuple[UUID, UUID], ReplenishmentBand]:
        live = band_list(self._actor, BandFilter(side="BUYER"))
        return {(band.item_id, band.site_id): band for band in live}

    def _place(self, values: Values) -> BandPlace:
        partner = self._known.partner(values["supplier"])
        site, _ = self._known.site(values["ship_to"])
        if partner is None or site is None:
            raise NotFound
        item = self._known.items[values["item"]]
        return BandPlace(
            partner.partnership.id, item.id, site.id, BandKind(values.get("kind") or BandKind.VMI)
        )


def _values(values: Values) -> BandValues:
    share = values.get("demand_share")
    return BandValues(
        minimum=values["minimum"], maximum=values["maximum"], weekly_demand=values.get("weekly_demand"),
        demand_share=Decimal(100) if share is None else share, note=values.get("note") or "",
    )  # fmt: skip


def _rows(
    actor: Actor, given: Mapping[str, Any], order: str | None, ids: Sequence[str] | None
) -> Iterator[Values]:
    rows = band_list(actor, read_filter(BandFilter, given)).select_related("buyer", "supplier")
    if ids is not None:
        rows = rows.filter(id__in=ids)
    listed = list(rows.order_by("item_number", "id"))
    for start in range(0, len(listed), PAGE):
        page = listed[start : start + PAGE]
        found = outlooks(actor, page)
        for band in page:
            yield _exported(band, found[band.id], int(actor.language == "en"))


def _exported(band: ReplenishmentBand, outlook: Outlook, word: int) -> Values:
    stock, short, day, unit = outlook.stock, outlook.first_short, outlook.proposed_day, UNITS[band.unit]
    return {
        "buyer": (band.buyer.short_name, band.buyer.short_name_en)[word],
        "supplier": (band.supplier.short_name, band.supplier.short_name_en)[word],
        "item": band.item_number, "item_name": (band.item_name, band.item_name_en or band.item_name)[word],
        "ship_to": (band.site_name, band.site_name_en or band.site_name)[word],
        "kind": BAND_KIND_NAMES[BandKind(band.kind)][word], "minimum": band.minimum, "maximum": band.maximum,
        "weekly_demand": band.weekly_demand, "demand_share": band.demand_share, "note": band.note,
        "stock": stock.quantity if stock else None,
        "state": BAND_STATE_NAMES[BandState(stock.state)][word] if stock else "",
        "unit": (unit.zh, unit.en)[word],
        "as_of": f"{stock.as_of:%Y-%m-%d %H:%M}" if stock else "", "source": stock.source if stock else "",
        "short_week": short.week if short else None,
        "proposed_quantity": outlook.greatest_on(day) if day else None,
    }  # fmt: skip


BAND_IMPORT = ImportKind(
    key="orders.bands",
    title_zh="补货区间",
    title_en="Replenishment bands",
    about_zh="按物料和交货地新增或更新上下限；供应商从此看到这份库存。",
    about_en="Adds or updates minimum and maximum by item and place; the supplier then sees that stock.",
    columns=COLUMNS,
    permission=P.REPLENISHMENT_WRITE,
    open=BandSession,
    identity=lambda values: (values["item"], values["ship_to"]),
)
BAND_EXPORT = ExportKind(
    "REPLENISHMENT_BANDS", "补货区间", "Replenishment bands", EXPORTED, P.REPLENISHMENT_READ, _rows
)
