"""Each user's main way, in a browser, against the running product."""

import re
import subprocess
import sys
from datetime import date, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from demo import documents as d
from launch.places import MANAGE, ROOT
from launch.stack import Stack
from tests.e2e.people import BUYER, LOGISTICS, SUPPLIER, ask, code_of, enter

pytestmark = pytest.mark.e2e
LIVE_WITHIN = 10_000


def sent_order(product: Stack) -> dict[str, str]:
    """A fresh order of two lines from the leader to its first supplier."""
    partnership = ask(product, BUYER, d.PARTNERS, search="锐川电机")["partnerships"]["edges"][0]["node"]
    found = ask(product, BUYER, d.SOURCES, partnership=partnership["id"])
    site = next(s["id"] for s in found["sites"] if s["code"] == "D")
    day = str(date.today() + timedelta(days=40))
    lines = [
        {"itemId": edge["node"]["item"]["id"], "schedule": [{"quantity": "600", "requestedDate": day}]}
        for edge in found["sourceOptions"]["edges"][:2]
    ]
    made = ask(
        product, BUYER, d.ORDER_CREATE, idempotencyKey=str(uuid4()), partnership=partnership["id"], site=site, lines=lines
    )["purchaseOrderCreate"]  # fmt: skip
    assert made["errors"] == []
    sent = ask(
        product, BUYER, d.ORDER_SEND, idempotencyKey=str(uuid4()), order=made["order"]["id"], version=made["order"]["version"]
    )["purchaseOrderSend"]  # fmt: skip
    assert sent["errors"] == []
    order: dict[str, str] = sent["order"]
    return order


def test_a_person_signs_in_with_password_and_code(page: Page, product: Stack) -> None:
    page.goto("/")
    page.get_by_label("登录名").fill("planner@leader.demo")
    page.get_by_label("密码").fill("wrong-password-1")
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_text("登录名或密码不对", exact=False)).to_be_visible()

    page.get_by_label("密码").fill(product.password)
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_label("动态口令或恢复码").fill(code_of(product, "planner@leader.demo"))
    page.get_by_role("button", name="验证").click()

    expect(page.get_by_role("heading", name="待我处理")).to_be_visible()


def test_an_answer_given_on_a_phone_is_seen_at_once_on_the_buyers_screen(
    page: Page, phone: Page, product: Stack
) -> None:
    order = sent_order(product)
    enter(page, product, BUYER)
    page.goto(f"/orders/{order['id']}")
    expect(page.get_by_role("heading", name=order["number"])).to_be_visible()
    assert page.get_by_text("已确认", exact=True).count() == 0

    enter(phone, product, SUPPLIER)
    phone.goto("/confirm")
    card = phone.get_by_role("article", name=order["number"])
    card.get_by_role("button", name=re.compile("全部接受")).click()

    expect(page.get_by_text("已确认", exact=True).first).to_be_visible(timeout=LIVE_WITHIN)
    expect(phone.get_by_role("article", name=order["number"])).to_have_count(0)


def test_the_order_book_filters_and_opens_an_order(page: Page, product: Stack) -> None:
    enter(page, product, BUYER)
    page.goto("/orders")
    row = page.get_by_role("link", name=re.compile(r"PO-\d{4}-\d+")).first
    expect(row).to_be_visible()
    number = (re.search(r"PO-\d{4}-\w+", row.inner_text()) or [""])[0]

    row.click()

    expect(page.get_by_role("heading", name=number)).to_be_visible()
    expect(page.get_by_text("承诺台账").first).to_be_visible()


def test_a_dropped_connection_is_shown_and_heals(page: Page, product: Stack) -> None:
    enter(page, product, BUYER)
    page.goto("/orders")
    expect(page.get_by_text(re.compile("实时")).first).to_be_visible()

    page.context.set_offline(True)
    expect(page.get_by_text(re.compile("断|离线|重连")).first).to_be_visible(timeout=12_000)

    page.context.set_offline(False)
    expect(page.get_by_text(re.compile("实时 ·|实时·")).first).to_be_visible(timeout=30_000)


def test_a_supplier_never_sees_the_buyers_pages(page: Page, product: Stack) -> None:
    enter(page, product, LOGISTICS)
    page.goto("/orders/new")
    expect(page.get_by_text(re.compile("权限|范围")).first).to_be_visible()


def test_the_whole_way_through_the_api(product: Stack) -> None:
    """What `demo --check` walks, beside the browser's people."""
    command = [sys.executable, str(MANAGE), "demo_check", "--url", product.url]
    done = subprocess.run(command, cwd=ROOT, env=product.environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "全程走通" in done.stdout
