"""The planner's way: demand typed into a week, a plan made of it, its orders adopted as drafts."""

import re

import pytest
from playwright.sync_api import Page, expect

from launch.stack import Stack
from tests.e2e.people import PLANNER, enter

pytestmark = pytest.mark.e2e
SOLVED_WITHIN = 90_000


def test_from_demand_to_draft_orders(page: Page, product: Stack) -> None:
    enter(page, product, PLANNER)

    # given a forecast typed into a week
    page.goto("/planning/demand?view=weeks&q=ED-30")
    cell = page.locator("button.demand-cell").nth(5)
    cell.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("预测数量").fill("1430")
    dialog.get_by_role("button", name=re.compile("保\\s*存")).click()
    expect(dialog).to_be_hidden()
    expect(cell).to_contain_text("1,430")

    # when a plan is started, and stopped once it has something
    page.goto("/planning?q=ED-30")
    before = page.locator(".planning .ant-select").first.inner_text()
    page.get_by_role("button", name="开始求解").click()
    stop = page.get_by_role("button", name="停在这里")
    expect(stop).to_be_visible()
    expect(page.get_by_text("求解中").first).to_be_visible(timeout=SOLVED_WITHIN)
    if stop.is_visible():
        stop.click()
    expect(page.get_by_role("button", name="开始求解")).to_be_enabled(timeout=SOLVED_WITHIN)
    expect(page.locator(".planning .ant-select").first).not_to_have_text(before)
    expect(page.get_by_role("row", name=re.compile("需求")).first).to_contain_text("1,430")

    # then its orders become drafts, once
    page.get_by_role("tab", name="计划订单").click()
    page.get_by_role("button", name="四周内").click()
    adopt = page.get_by_role("button", name=re.compile("采用 [1-9]\\d* 行"))
    expect(adopt).to_be_enabled()
    adopt.click()
    expect(page.get_by_role("link", name=re.compile("^PO-")).first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("采用 0 行"))).to_be_disabled()
