"""Where the acts are noted, and what several rooms need to write theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from common.clock import today
from tests import world
from tests.isolation.oracle import Eyes

LEADER, FIRST, PAIR = world.LEADER, world.FIRST, world.LEADER_FIRST
Variables = dict[str, Any]


@dataclass(frozen=True)
class Act:
    firm: world.Firm
    variables: Callable[[Eyes], Variables]


ACTS: dict[str, Act] = {}


def act(firm: world.Firm) -> Callable[[Callable[[Eyes], Variables]], Callable[[Eyes], Variables]]:
    """Note the variables of the mutation the function is named after."""

    def keep(make: Callable[[Eyes], Variables]) -> Callable[[Eyes], Variables]:
        ACTS[make.__name__] = Act(firm, make)
        return make

    return keep


def one(eyes: Eyes, label: str, **values: Any) -> dict[str, Any]:
    """The first row the firm may see with these values; of the pair, where the table has two parties."""
    for row in eyes.visible_ids[label]:
        is_pair = "buyer_id" not in row or (row["buyer_id"], row["supplier_id"]) == (LEADER.id, FIRST.id)
        if is_pair and all(row[name] == value for name, value in values.items()):
            return row
    raise LookupError(f"no {label} with {values} on the stage")


def document(row: dict[str, Any], name: str, **more: Any) -> Variables:
    return {name: str(row["id"]), "version": row["version"], **more}


def later() -> str:
    return (today() + timedelta(days=40)).isoformat()
