"""A list of N rows costs the same number of queries as one of fewer rows, for every field of every list."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from common.ids import new_id
from tenancy.context import acting_as
from tests import world
from tests.isolation import (
    rows,
    sharing,
    stage,
    stage_bands,
    stage_demand,
    stage_forecasts,
    stage_market,
    stage_plans,
    stage_questions,
)
from tests.isolation.asking import ask, codes, required_variables
from tests.isolation.oracle import Eyes, eyes_of
from tests.isolation.selections import declared_variables, documents, leaf_paths, root_type, schema, selection
from tests.isolation.stage import Trade, everything

pytestmark = [pytest.mark.usefixtures("stage"), pytest.mark.slow]
SIDES = {"buyer": world.LEADER, "supplier": world.FIRST}
MANY = 50  # rows a page may hold under the cost limit, whatever is asked of each


def is_list(root: str) -> bool:
    kind = root_type(root)
    field = schema().query_type.fields[root]  # type: ignore[union-attr]
    return "[" in str(field.type) or (kind is not None and "edges" in kind.fields) or root == "worklist"


LISTS = [root for root in rows.QUERIES if is_list(root)]


def queries(actor: Actor, document: str, variables: dict[str, Any]) -> list[str]:
    """The statements an answer takes on both aliases, without savepoints and settings."""
    with (
        CaptureQueriesContext(connections["default"]) as own,
        CaptureQueriesContext(connections["system"]) as gate,
    ):
        body = ask(actor, document, variables)
    assert "errors" not in body or codes(body) <= {"FORBIDDEN"}, body
    said = [query["sql"] for query in (*own.captured_queries, *gate.captured_queries)]
    return [
        sql
        for sql in said
        if not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "select set_config"))
    ]


def variables_of(root: str, mine: Eyes) -> dict[str, Any]:
    values = required_variables(root, mine)
    return values | ({"first": MANY} if "$first" in declared_variables(root)[0] else {})


def counted(key: str) -> dict[tuple[str, int], int]:
    """The number of statements of every document of every list, for one side."""
    actor, mine = everything(SIDES[key]), eyes_of(SIDES[key])
    return {
        (root, index): len(queries(actor, document, variables_of(root, mine)))
        for root in LISTS
        for index, document in enumerate(documents(root))
    }


def _more() -> None:
    """Twice as much of everything on the stage, of the same shapes."""
    for pair in (world.LEADER_FIRST, world.LEADER_SECOND, world.OTHER_FIRST):
        stage.trade(pair)
        stage_forecasts.forecast(pair, everything(pair.buyer), everything(pair.supplier), more=True)
    for pair in (world.LEADER_FIRST, world.OTHER_FIRST):
        sharing.more(pair)
        stage_bands.more(pair)
    stage_market.more()
    stage_plans.more()
    stage_demand.more()
    stage_questions.more()
    for firm in SIDES.values():
        stage._files(firm)
        stage._gate(firm)
        _more_of_its_own(firm)
    stage.relay()


def _more_of_its_own(firm: world.Firm) -> None:
    from accounts.services.saved_views import saved_view_save
    from suppliers.models import Item

    actor = everything(firm)
    with acting_as(firm.id, actor.user_id):
        saved_view_save(actor=actor, list_name="SCHEDULE_LINES", name=new_id().hex, content={})
        for chain in (world.CHAIN, world.OTHER_CHAIN)[: 1 + (firm is world.FIRST)]:
            Item.objects.create(
                chain_id=chain,
                enterprise_id=firm.id,
                number=new_id().hex[:20],
                name="more",
                unit="H87",
                category="x",
            )


def test_more_rows_cost_no_more_queries() -> None:
    before = {key: counted(key) for key in SIDES}
    _more()
    after = {key: counted(key) for key in SIDES}

    dearer = {
        (key, *place): (before[key][place], number)
        for key in SIDES
        for place, number in after[key].items()
        if number > before[key][place]
    }
    assert dearer == {}


@pytest.mark.parametrize("key", list(SIDES))
def test_a_document_with_more_lines_costs_no_more_queries(key: str) -> None:
    kind = root_type("purchaseOrder")
    assert kind is not None
    few, many = (
        Trade(world.LEADER_FIRST).sent(*quantities) for quantities in ((100,), tuple(range(100, 112)))
    )
    actor = everything(SIDES[key])
    for asked in documents("purchaseOrder"):
        cost = [len(queries(actor, asked, {"id": str(order.id)})) for order in (few, many)]
        assert cost[0] == cost[1], asked


def test_the_measure_sees_a_query_per_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: a loader that reads one key at a time is found out."""
    from orders.graphql import loaders

    whole: Callable[..., Any] = loaders.LedgerByScheduleLineLoader.batch

    def one_by_one(self: Any, keys: list[Any]) -> Any:
        return {key: rows_ for each in keys for key, rows_ in whole(self, [each]).items()}

    actor = everything(world.LEADER)
    kind = root_type("scheduleLines")
    assert kind is not None
    paths = [path for path, owner, _ in leaf_paths(kind, 4) if owner == "LedgerEntry"]
    document = f"query($first: Int) {{ scheduleLines(first: $first) {{ {selection(paths)} }} }}"
    good = [len(queries(actor, document, {"first": first})) for first in (1, 20)]
    monkeypatch.setattr(loaders.LedgerByScheduleLineLoader, "batch", one_by_one)
    bad = [len(queries(actor, document, {"first": first})) for first in (1, 20)]

    assert good[0] == good[1]
    assert bad[1] > bad[0] + 10
