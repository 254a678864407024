"""Forecast and commit sheets in and out of spreadsheets, and the acts through the API."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from accounts.actor import Actor
from common.ids import new_id
from exchange import store
from exchange.pipeline.exporter import export_run
from exchange.services.exports import export_open
from exchange.states import FileFormat
from orders.models import Forecast, ForecastLine
from tenancy.context import acting_as
from tests import world
from tests.exchange import steps
from tests.isolation.asking import ask
from tests.orders.forecast_steps import cell, committed, line_of, published, week
from tests.orders.trade import BUYER, SALES

pytestmark = pytest.mark.usefixtures("db")
HEAD = ["供应商", "物料编码", "周", "预测数量"]
COMMIT_HEAD = ["采购方", "物料编码", "周", "承诺数量", "把握", "原因", "备注"]


@pytest.fixture(autouse=True)
def _files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "files")


def test_a_forecast_sheet_fills_a_draft_carried_over_from_the_last_version() -> None:
    published({world.STATOR: [100, 200]})
    rows = [
        HEAD,
        ["一号供应商", "ED30-ST-01", week(1).isoformat(), "250"],
        ["V-003", "EW-045", week(0).isoformat(), "12.5"],
        ["无此家", "EW-045", week(0).isoformat(), "1"],
        ["一号供应商", "NOPE", week(0).isoformat(), "1"],
        ["一号供应商", "EW-045", week(30).isoformat(), "1"],
    ]
    with acting_as(BUYER.enterprise_id, BUYER.user_id):
        run = steps.checked(BUYER, rows, "orders.forecast")
        assert {r: set(found.values()) for r, found in steps.findings(BUYER, run).items()} == {
            4: {"SUPPLIER_UNKNOWN"}, 5: {"ITEM_UNKNOWN"}, 6: {"FORECAST_WEEK_OUTSIDE"},
        }  # fmt: skip
        steps.committed(BUYER, run)
        draft = Forecast.objects.get(is_released=False)
        lines = {
            line.item_number: line.quantities[:2] for line in ForecastLine.objects.filter(forecast=draft)
        }
    assert {key: [str(q.normalize()) for q in row] for key, row in lines.items()} == {
        "ED30-ST-01": ["1E+2", "2.5E+2"], "EW-045": ["12.5", "0"],
    }  # fmt: skip


def test_a_commit_sheet_answers_the_current_forecast() -> None:
    live = published({world.STATOR: [100, 200]})
    rows = [
        COMMIT_HEAD,
        ["甲链主", "first-ED30-ST-01", week(0).isoformat(), "80", "确定", "原材料不足", ""],
        ["甲链主", "ED30-ST-01", week(1).isoformat(), "200", "", "", ""],
        ["乙链主", "ED30-ST-01", week(1).isoformat(), "200", "", "", ""],
    ]
    with acting_as(SALES.enterprise_id, SALES.user_id):
        run = steps.checked(SALES, rows, "orders.forecast_commits")
        assert {r: set(f.values()) for r, f in steps.findings(SALES, run).items()} == {4: {"NO_FORECAST"}}
        steps.committed(SALES, run)
    commit = line_of(live).commit
    assert (commit.quantities[:2], commit.confidences[:2], commit.source) == (
        [80, 200], ["SURE", "LIKELY"], "FILE",
    )  # fmt: skip


def exported(actor: Actor, **wanted: Any) -> list[dict[str, str]]:
    with acting_as(actor.enterprise_id, actor.user_id):
        run = export_open(actor=actor, kind="FORECAST_ROWS", file_format=FileFormat.CSV, **wanted)
        export_run(actor=actor, run=run)
        assert run.state == "DONE", run.error_params
        return list(csv.DictReader(io.StringIO(store.path_of(run.storage_key).read_text("utf-8-sig"))))


def test_an_export_holds_exactly_what_the_filter_shows() -> None:
    live = published({world.STATOR: [100, 200], world.WIRE: [5]})
    committed(live, cell(0, 80))
    assert len(exported(BUYER)) == 52
    short = exported(SALES, filter={"exception": "SHORT"})
    assert len(short) == 26
    assert [short[0][name] for name in ("采购方", "版本", "预测", "承诺", "差额", "把握", "原因", "异常")] == [
        "甲链主", "v1", "100", "80", "-20", "可能", "原材料不足", "缺口",
    ]  # fmt: skip


COMMIT = (
    "mutation($idempotencyKey: String!, $id: ID!, $rows: [CommitRowInput!]!) { forecastCommit(idempotencyKey:"
    " $idempotencyKey, forecastId: $id, version: 3, rows: $rows, reasonCode: MATERIAL) { forecast { version openCells }"
    " errors { code params } } }"
)


def test_the_api_commits_a_series_and_a_retry_does_it_once() -> None:
    live = published({world.STATOR: [100, 200, 300]})
    row = {"lineId": str(line_of(live).id), "start": week(0).isoformat(), "quantities": ["90", None, "300"]}
    variables = {"idempotencyKey": str(new_id()), "id": str(live.id), "rows": [row]}
    with acting_as(SALES.enterprise_id, SALES.user_id):
        first, again = ask(SALES, COMMIT, variables), ask(SALES, COMMIT, variables)
    assert first["data"]["forecastCommit"] == {"forecast": {"version": 4, "openCells": 1}, "errors": []}
    assert again["data"] == first["data"]
    uneven = variables | {"idempotencyKey": str(new_id()), "rows": [row | {"notes": ["x"]}]}
    with acting_as(SALES.enterprise_id, SALES.user_id):
        refused = ask(SALES, COMMIT, uneven)["data"]["forecastCommit"]["errors"][0]
    assert refused["code"] == "SERIES_UNEVEN"


def test_a_cells_history_tells_both_sides_without_the_others_people() -> None:
    live = published({world.STATOR: [100]})
    committed(live, cell(0, 80))
    document = "query($id: ID!) { forecastRow(id: $id) { history { kind quantity side byName reasonCode } } }"
    told = {}
    for actor in (BUYER, SALES):
        with acting_as(actor.enterprise_id, actor.user_id):
            body = ask(actor, document, {"id": str(line_of(live).id)})
        told[actor] = body["data"]["forecastRow"]["history"]
    assert [(m["kind"], m["quantity"]) for m in told[BUYER]] == [("COMMIT", "80"), ("FORECAST", "100")]
    assert [m["byName"] for m in told[BUYER]] == ["", BUYER.user_name]
    assert [m["byName"] for m in told[SALES]] == [SALES.user_name, ""]
