"""Planner and supplier, each on an own screen: a typed commit arrives, a revoked grant closes what it showed."""

import re

import pytest
from playwright.sync_api import Page, expect

from launch.stack import Stack
from tests.e2e.people import BUYER, SUPPLIER, ask, enter

pytestmark = pytest.mark.e2e
LEADER = '{ partnerships(filter: {search: "巴岳动力", side: SUPPLIER}, first: 1) { edges { node { id } } } }'
LIVE_WITHIN = 10_000
REVOKED_WITHIN = (
    5_000  # the second itself is measured on the socket; a browser beside others also has to draw
)


def test_a_commit_typed_into_the_sheet_is_seen_by_the_planner(
    page: Page, second: Page, product: Stack
) -> None:
    # given the same row open on both sides
    cells = {}
    for screen, login in ((page, "planner@leader.demo"), (second, SUPPLIER)):
        enter(screen, product, login)
        screen.goto("/forecast?q=ED30-ST-01")
        cells[login] = screen.get_by_role("gridcell").nth(20)
        expect(cells[login]).to_be_visible()
        expect(cells[login]).not_to_contain_text("777")

    # when the supplier types a commit below the forecast, at first without a reason
    cells[SUPPLIER].click()
    second.keyboard.type("777")
    second.keyboard.press("Enter")
    second.get_by_role("button", name="提交 1 格").click()
    expect(second.get_by_text(re.compile("少于预测.*原因|原因.*少于预测|原因")).last).to_be_visible()
    expect(cells["planner@leader.demo"]).not_to_contain_text("777")
    second.locator(".forecast-bar .ant-select").nth(1).click()
    second.locator(".ant-select-item-option").filter(has_text="原材料不足").click()
    second.get_by_role("button", name="提交 1 格").click()

    # then the planner sees it in the same cell, without reloading
    expect(cells["planner@leader.demo"]).to_contain_text("777", timeout=LIVE_WITHIN)


def test_a_revoked_grant_leaves_the_partners_open_screen(page: Page, second: Page, product: Stack) -> None:
    enter(page, product, BUYER)
    enter(second, product, SUPPLIER)
    page.goto("/partner-figures?q=WD-01")
    rows = page.locator(".ant-table-row")  # a virtual table's rows have no role
    shown = rows.filter(has_text="空余产能")
    expect(shown.first).to_be_visible()

    found = ask(product, SUPPLIER, LEADER)["partnerships"]["edges"]
    second.goto(f"/sharing?partner={found[0]['node']['id']}")
    row = second.locator(".grain-row").filter(has=second.get_by_text("空余产能", exact=True))
    row.get_by_role("button", name="撤销").click()

    expect(shown).to_have_count(0, timeout=REVOKED_WITHIN)
    expect(rows.filter(has_text="约定产能").first).to_be_visible()
