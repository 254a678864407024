"""The chain graph: from a search to a node of another tier, by keyboard on the picture and by the table beside it."""

import pytest
from playwright.sync_api import Page, expect

from launch.stack import Stack
from tests.e2e.people import BUYER, enter

pytestmark = pytest.mark.e2e
NAMED = "江线电磁线"


def test_a_search_leads_to_a_node_of_the_second_tier(page: Page, product: Stack) -> None:
    enter(page, product, BUYER)
    page.goto("/chain-graph")
    picture = page.get_by_role("button", name="方向键移动")
    expect(picture).to_be_visible()

    page.get_by_role("searchbox").fill(NAMED)
    page.keyboard.press("Enter")
    expect(page.get_by_text("上溯 2 级")).to_be_visible()
    picture.focus()
    for key in ("ArrowDown", "ArrowLeft", "ArrowLeft", "Enter"):
        picture.press(key)

    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text(NAMED)
    expect(drawer).to_contain_text("锐川电机 授权")
    expect(drawer.get_by_text("漆包线 0.45")).to_be_visible()


def test_the_table_holds_the_same_and_opens_the_same(page: Page, product: Stack) -> None:
    enter(page, product, BUYER)
    page.goto("/chain-graph")
    page.get_by_role("button", name="同一数据的表").click()
    page.get_by_role("searchbox").fill(NAMED)
    page.keyboard.press("Enter")
    page.get_by_role("button", name=NAMED).first.click()

    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text("2 级")
    expect(drawer).to_contain_text("锐川电机 授权")
    drawer.get_by_role("button", name="锐川电机").click()
    expect(drawer.get_by_role("link", name="打开合作关系")).to_be_visible()
