"""What one piece of an item takes: of capacity groups, and of what is bought."""

from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from suppliers.selectors.desks import DEEPEST, Desk
from suppliers.states import ItemKind


@dataclass(slots=True)
class Need:
    """Per piece: units of capacity groups, and quantities of bought items, losses included."""

    uses: dict[UUID, Decimal] = field(default_factory=dict)
    bought: dict[UUID, Decimal] = field(default_factory=dict)


def need_of(desk: Desk, item_id: UUID) -> Need:
    """The need of an item down to what is bought. A bought item needs itself."""
    need = Need()
    _take(item_id, Decimal(1), need, desk, DEEPEST)
    return need


def _take(item_id: UUID, pieces: Decimal, need: Need, desk: Desk, depth: int) -> None:
    if desk.parts[item_id].kind == ItemKind.BUY:
        need.bought[item_id] = need.bought.get(item_id, Decimal(0)) + pieces
        return
    for group, per_piece in desk.usages.get(item_id, ()):
        need.uses[group] = need.uses.get(group, Decimal(0)) + pieces * per_piece
    if depth:
        for component, per_piece in desk.lines.get(item_id, ()):
            _take(component, pieces * per_piece, need, desk, depth - 1)
