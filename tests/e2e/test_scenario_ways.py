"""The planner's way: rates and terms set, a scenario written, solved, compared and promoted; why a plan is as it is."""

import re

import pytest
from playwright.sync_api import Page, expect

from launch.stack import Stack
from tests.e2e.people import PLANNER, enter

pytestmark = pytest.mark.e2e
SOLVED_WITHIN = 90_000
SAVE = re.compile("保\\s*存")


def test_terms_are_set_and_what_is_wrong_is_said_at_its_field(page: Page, product: Stack) -> None:
    enter(page, product, PLANNER)
    page.goto("/planning/terms?only=made&q=ED-30")
    page.get_by_role("button", name=re.compile("修改 ED-30.* 的计划参数")).first.click()
    dialog = page.get_by_role("dialog")

    dialog.get_by_label("单件毛利").fill("-3")
    dialog.get_by_role("button", name=SAVE).click()
    expect(dialog.get_by_role("alert")).to_contain_text("-3")

    dialog.get_by_label("单件毛利").fill("733.5")
    dialog.get_by_role("button", name=SAVE).click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("733.50").first).to_be_visible()


def test_a_scenario_is_written_solved_compared_and_promoted(page: Page, product: Stack) -> None:
    enter(page, product, PLANNER)

    # given a scenario of more demand
    page.goto("/planning/scenarios")
    page.get_by_role("button", name="新建情景").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("名称").fill("需求涨三成")
    dialog.get_by_label("增减 %").fill("30")
    dialog.get_by_role("button", name=SAVE).click()
    expect(dialog).to_be_hidden()
    card = page.locator(".scenario-cards > *").filter(has_text="需求涨三成")
    expect(card).to_contain_text("全部产品需求 +30%")

    # when it is solved
    card.get_by_role("button", name="试算").click()
    expect(card).to_contain_text("已完成", timeout=SOLVED_WITHIN)

    # then it stands beside the plan in force, and can be made that
    compared = page.locator(".plan-compare")
    column = compared.locator("thead th").filter(has_text="需求涨三成")
    expect(column).to_be_visible()
    compared.get_by_role("button", name="转为正式计划").first.click()
    expect(card).to_contain_text("已转正式")


def test_a_plan_says_why(page: Page, product: Stack) -> None:
    enter(page, product, PLANNER)
    page.goto("/planning?view=orders")
    page.get_by_role("button", name="四周内").click()
    page.get_by_role("button", name="为什么").first.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.locator(".why-one li").first).to_be_visible()
    expect(drawer).not_to_contain_text("why.")
