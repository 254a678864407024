"""Reads of grants, of what partners share, and of the reading log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from accounts.actor import Actor
from common.clock import today
from common.errors import NotFound
from suppliers.models import (
    Item,
    Partnership,
    ReadingEntry,
    SharedFigure,
    SharingGrant,
    SharingGrantItem,
    SourceOption,
)
from suppliers.selectors.projections import capacity_figures, production_figures, stock_figures
from suppliers.states import FIELD_SUBJECTS, ITEM_SUBJECTS, Grain, SharedField, SharingSubject


@dataclass(frozen=True, slots=True)
class GrantFilter:
    """Conditions on grants; empty means no condition."""

    partnership_id: UUID | None = None
    fields: tuple[str, ...] = ()
    with_revoked: bool = False


@dataclass(frozen=True, slots=True)
class FigureFilter:
    """Conditions on shared figures; empty means no condition. None asks for a figure: a grain cannot be narrowed."""

    partner_ids: tuple[UUID, ...] = ()
    subjects: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    item_id: UUID | None = None
    search: str = ""


@dataclass(frozen=True, slots=True)
class ReadingFilter:
    """Conditions on the reading log; empty means no condition."""

    partner_ids: tuple[UUID, ...] = ()
    grant_id: UUID | None = None
    via: tuple[str, ...] = ()


def _grants(rows: QuerySet[SharingGrant], wanted: GrantFilter) -> QuerySet[SharingGrant]:
    if not wanted.with_revoked:
        rows = rows.filter(revoked_at__isnull=True)
    if wanted.partnership_id is not None:
        rows = rows.filter(partnership_id=wanted.partnership_id)
    return rows.filter(field__in=wanted.fields) if wanted.fields else rows


def grants_given(actor: Actor, filter: GrantFilter | None = None) -> QuerySet[SharingGrant]:
    """What the acting enterprise shares, in force or, when asked for, ended."""
    return _grants(SharingGrant.objects.filter(grantor_id=actor.enterprise_id), filter or GrantFilter())


def grants_received(actor: Actor, filter: GrantFilter | None = None) -> QuerySet[SharingGrant]:
    """What partners share with the acting enterprise."""
    return _grants(SharingGrant.objects.filter(grantee_id=actor.enterprise_id), filter or GrantFilter())


def shared_figure_list(actor: Actor, filter: FigureFilter | None = None) -> QuerySet[SharedFigure]:
    """Partners' figures the acting enterprise may read today, each at the grain of its grant.

    Whoever tells them notes the reading (services.reading). `week_order`: the week, or the first day there is.
    """
    wanted, day = filter or FigureFilter(), today()
    rows = SharedFigure.objects.filter(
        Q(grant__valid_until__isnull=True) | Q(grant__valid_until__gte=day),
        grantee_id=actor.enterprise_id, grant__revoked_at__isnull=True, grant__valid_from__lte=day,
    )  # fmt: skip
    if wanted.partner_ids:
        rows = rows.filter(grantor_id__in=wanted.partner_ids)
    if wanted.subjects:
        rows = rows.filter(subject__in=wanted.subjects)
    if wanted.fields:
        rows = rows.filter(field__in=wanted.fields)
    if wanted.item_id is not None:
        rows = rows.filter(_of_item(actor, wanted.item_id))
    if wanted.search:
        text = wanted.search
        rows = rows.filter(
            Q(reference__icontains=text) | Q(name__icontains=text) | Q(name_en__icontains=text)
        )
    return rows.annotate(week_order=Coalesce("week", Value(date.min)))


def _of_item(actor: Actor, item_id: UUID) -> Q:
    """Stock and production of one of my items at the suppliers it is bought from, by their numbers for it."""
    condition, subjects = Q(pk__in=[]), [subject.value for subject in ITEM_SUBJECTS]
    sources = SourceOption.objects.filter(enterprise_id=actor.enterprise_id, item_id=item_id)
    for supplier_id, number in sources.values_list("partnership__supplier_id", "supplier_item_number"):
        condition |= Q(grantor_id=supplier_id, subject__in=subjects, reference=number)
    return condition


def reading_entry_list(actor: Actor, filter: ReadingFilter | None = None) -> QuerySet[ReadingEntry]:
    """Who has read the acting enterprise's figures."""
    wanted = filter or ReadingFilter()
    rows = ReadingEntry.objects.filter(grantor_id=actor.enterprise_id)
    if wanted.partner_ids:
        rows = rows.filter(reader_id__in=wanted.partner_ids)
    if wanted.grant_id is not None:
        rows = rows.filter(grant_id=wanted.grant_id)
    return rows.filter(via__in=wanted.via) if wanted.via else rows


def sharing_preview(
    actor: Actor, *, partnership_id: UUID, field: SharedField, grain: Grain, item_ids: Sequence[UUID] = (),
    red_below: Decimal | None = None, amber_below: Decimal | None = None,
) -> list[SharedFigure]:  # fmt: skip
    """Exactly what the partner would see under such a grant; nothing is written. Raises NotFound."""
    partnership = Partnership.objects.filter(id=partnership_id, supplier_id=actor.enterprise_id).first()
    items = Item.objects.filter(enterprise_id=actor.enterprise_id).in_bulk(set(item_ids))
    if partnership is None or len(items) != len(set(item_ids)):
        raise NotFound
    if grain is Grain.PLANNER_ONLY:
        return []
    grant = SharingGrant(
        chain_id=partnership.chain_id, grantor_id=actor.enterprise_id, grantee_id=partnership.buyer_id,
        partnership=partnership, subject=FIELD_SUBJECTS[field].value, field=field.value, grain=grain.value,
    )  # fmt: skip
    if FIELD_SUBJECTS[field] is SharingSubject.CAPACITY:
        figures = capacity_figures(actor, [grant])
        return sorted(figures, key=lambda f: (f.reference, f.week or date.min))
    lines = [
        (grant, SharingGrantItem(grant=grant, item_id=i, red_below=red_below, amber_below=amber_below))
        for i in items
    ]
    compute = stock_figures if FIELD_SUBJECTS[field] is SharingSubject.INVENTORY else production_figures
    return sorted(compute(actor, lines, items), key=lambda f: (f.reference, f.week or date.min))
