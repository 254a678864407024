"""The planner's way: a forecast overridden with a reason and given back, all forecast anew, a demand followed to its orders."""

import re

import pytest
from playwright.sync_api import Page, expect

from launch.stack import Stack
from tests.e2e.people import PLANNER, enter

pytestmark = pytest.mark.e2e
FORECAST_WITHIN = 60_000


def test_a_forecast_is_overridden_and_given_back(page: Page, product: Stack) -> None:
    enter(page, product, PLANNER)

    # given a series of the list, opened
    page.goto("/planning/demand?order=NUMBER&q=ED-15")
    page.get_by_role("button", name=re.compile("ED-15")).first.click()
    drawer = page.get_by_role("dialog")
    rows = drawer.locator(".series-weeks tbody tr")
    expect(rows.nth(5)).to_contain_text("统计")

    # when a week is overridden with a reason
    rows.nth(5).get_by_role("button", name=re.compile("调整")).click()
    dialog = page.get_by_role("dialog").last
    dialog.get_by_label(re.compile("^调整为")).fill("1234")
    dialog.get_by_label("说明").fill("经销商备货")
    dialog.get_by_role("button", name="保存调整").click()

    # then it stands in the demand with its author, and withdrawn the statistics are back
    expect(rows.nth(5)).to_contain_text("1,234")
    expect(rows.nth(5)).to_contain_text("促销")
    expect(drawer.locator(".override-log")).to_contain_text("经销商备货")
    rows.nth(5).get_by_role("button", name=re.compile("撤\\s*回")).click()
    page.locator(".ant-popover").get_by_role("button", name=re.compile("撤\\s*回")).click()
    expect(rows.nth(5)).to_contain_text("统计")
    expect(drawer.locator(".override-log")).to_contain_text("撤回")


def test_all_series_are_forecast_anew(page: Page, product: Stack) -> None:
    enter(page, product, PLANNER)
    page.goto("/planning/demand")
    again = page.get_by_role("button", name="重新预测")
    expect(again).to_be_enabled()
    head = page.locator(".page-head")
    expect(head).to_contain_text("个序列")
    before = head.inner_text()
    again.click()
    expect(head).not_to_have_text(before)
    expect(head).to_contain_text("个序列", timeout=FORECAST_WITHIN)
    expect(again).to_be_enabled()


def test_a_demand_is_followed_to_what_serves_it_and_back(page: Page, product: Stack) -> None:
    enter(page, product, PLANNER)
    page.goto("/planning/pegging")
    table = page.locator(".peg-table")
    expect(table).to_contain_text("生产")
    page.locator(".peg-list button").nth(3).click()
    table.get_by_role("button", name="供应谁").first.click()
    expect(page.locator(".planning-main h2")).to_contain_text("供应谁")
    table.get_by_role("button").first.click()
    expect(table).to_contain_text("生产")
