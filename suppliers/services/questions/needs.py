"""What one piece of an item takes: of items made here, of capacity groups, and of what is bought."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from accounts.actor import Actor
from suppliers.models import BomLine, CapacityUsage, Item
from suppliers.states import ItemKind

DEEPEST = 12


@dataclass(slots=True)
class Need:
    """Per piece: units of capacity groups, and quantities of bought items, losses included."""

    uses: dict[UUID, Decimal] = field(default_factory=dict)
    bought: dict[UUID, Decimal] = field(default_factory=dict)


def needs_of(actor: Actor, items: Collection[Item]) -> tuple[dict[UUID, Need], dict[UUID, Item]]:
    """The need of each item down to what is bought, and the bought items by id. A bought item needs itself."""
    lines, known = _structure(actor, items)
    made = [item_id for item_id, item in known.items() if item.kind == ItemKind.MAKE]
    usages: defaultdict[UUID, list[CapacityUsage]] = defaultdict(list)
    if made:
        for usage in CapacityUsage.objects.filter(enterprise_id=actor.enterprise_id, item_id__in=made):
            usages[usage.item_id].append(usage)
    needs = {}
    for item in items:
        need = Need()
        _take(item.id, Decimal(1), need, lines, known, usages, DEEPEST)
        needs[item.id] = need
    return needs, known


def _structure(actor: Actor, items: Iterable[Item]) -> tuple[dict[UUID, list[BomLine]], dict[UUID, Item]]:
    """Bills of material below the items, a statement per level."""
    known = {item.id: item for item in items}
    lines: dict[UUID, list[BomLine]] = {}
    waiting = [i for i, item in known.items() if item.kind == ItemKind.MAKE]
    while waiting:
        found = BomLine.objects.filter(enterprise_id=actor.enterprise_id, parent_id__in=waiting)
        lines |= {parent: [] for parent in waiting}
        waiting = []
        for line in found.select_related("component").order_by("id"):
            lines[line.parent_id].append(line)
            if line.component_id not in known:
                known[line.component_id] = line.component
                if line.component.kind == ItemKind.MAKE:
                    waiting.append(line.component_id)
    return lines, known


def _take(
    item_id: UUID, pieces: Decimal, need: Need, lines: dict[UUID, list[BomLine]], known: dict[UUID, Item],
    usages: dict[UUID, list[CapacityUsage]], depth: int,
) -> None:  # fmt: skip
    if known[item_id].kind == ItemKind.BUY:
        need.bought[item_id] = need.bought.get(item_id, Decimal(0)) + pieces
        return
    for usage in usages.get(item_id, ()):
        need.uses[usage.group_id] = need.uses.get(usage.group_id, Decimal(0)) + pieces * usage.per_piece
    if depth:
        for line in lines.get(item_id, ()):
            per = pieces * line.quantity_per * (1 + line.scrap_percent / 100)
            _take(line.component_id, per, need, lines, known, usages, depth - 1)
