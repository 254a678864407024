"""Problems as documents of the instance format `lianwang.procurement/1`, which `reading.parse` reads back."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from optimizer.engine.procurement.problem import Item, Problem
from optimizer.engine.procurement.reading import FORMAT

MADE_ONLY = ("production_cost", "work_centre", "hours")
BOUGHT_ONLY = ("min_sources", "max_sources")


def document_of(problem: Problem) -> dict[str, Any]:
    """The problem as JSON values."""
    document = asdict(problem)
    document["format"] = FORMAT
    document["priorities"] = {str(p): factor for p, factor in problem.priorities.items()}
    document["items"] = [_item(item) for item in problem.items]
    for row in document["confirmed_orders"]:
        row["frozen"] = row.pop("is_frozen")
    return document


def _item(item: Item) -> dict[str, Any]:
    foreign = BOUGHT_ONLY if item.is_made else MADE_ONLY
    return {name: value for name, value in asdict(item).items() if name not in foreign}


def digest_of(document: dict[str, Any]) -> str:
    """SHA-256 of the document in one fixed spelling."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
