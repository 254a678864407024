"""Every route: no accessibility fault of weight, no sideways scrolling, no error in the console."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from launch.places import FRONTEND
from launch.stack import Stack
from tests.e2e.people import AUDITOR, BUYER, INTEGRATOR, LOGISTICS, PLANNER, SUPPLIER, enter

pytestmark = pytest.mark.e2e
AXE = FRONTEND / "node_modules" / "axe-core" / "axe.min.js"
ROUTES = [
    (BUYER, "/"), (BUYER, "/orders"), (BUYER, "/orders/new"), (BUYER, "/imports"), (BUYER, "/directory"),
    (BUYER, "/items"), (BUYER, "/notifications"), (BUYER, "/settings"), (LOGISTICS, "/asns"), (LOGISTICS, "/receipts"),
    (SUPPLIER, "/confirm"), (SUPPLIER, "/shipping"), (AUDITOR, "/audit"), (BUYER, "/forecast"), (SUPPLIER, "/forecast"), (INTEGRATOR, "/integration"),
    (BUYER, "/partner-figures"), (SUPPLIER, "/stock"), (SUPPLIER, "/capacity"), (SUPPLIER, "/sharing"), (SUPPLIER, "/readings"),
    (BUYER, "/market"), (SUPPLIER, "/market"), (SUPPLIER, "/market?tab=offers"), (SUPPLIER, "/market?tab=loans"),
    (BUYER, "/replenishment"), (SUPPLIER, "/replenishment"), (SUPPLIER, "/production"),
    (BUYER, "/questions"), (SUPPLIER, "/questions/received"),
    (PLANNER, "/planning"), (PLANNER, "/planning?view=orders"), (PLANNER, "/planning/demand"), (PLANNER, "/planning/demand?view=weeks"), (PLANNER, "/planning/pegging"), (PLANNER, "/planning/terms"), (PLANNER, "/planning/scenarios"), (PLANNER, "/planning?view=late"),
    (BUYER, "/chain-graph"), (BUYER, "/chain-graph?view=table"), (SUPPLIER, "/chain-graph"),
]  # fmt: skip
PHONE_ROUTES = [
    (SUPPLIER, "/confirm"), (SUPPLIER, "/shipping"), (SUPPLIER, "/asns"), (SUPPLIER, "/notifications"),
    (SUPPLIER, "/forecast"), (SUPPLIER, "/stock"), (SUPPLIER, "/capacity"), (SUPPLIER, "/sharing"),
    (SUPPLIER, "/market"), (SUPPLIER, "/market?tab=loans"),
    (SUPPLIER, "/replenishment"), (SUPPLIER, "/production"),
    (BUYER, "/questions"), (SUPPLIER, "/questions/received"), (PLANNER, "/planning"), (PLANNER, "/planning/demand"), (PLANNER, "/planning/demand?view=weeks"), (PLANNER, "/planning/pegging"), (PLANNER, "/planning/terms"), (PLANNER, "/planning/scenarios"), (PLANNER, "/planning?view=late"), (BUYER, "/chain-graph"),
]  # fmt: skip


def settled(page: Page, path: str) -> list[str]:
    """Open a route and wait until nothing loads; the console's errors."""
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(path)
    page.wait_for_selector("main")
    page.wait_for_timeout(2_500)
    return faults


def serious(page: Page) -> list[dict[str, Any]]:
    """axe's serious and critical findings of the page as it stands."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        {"rule": v["id"], "where": [n["target"] for n in v["nodes"][:3]]}
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("login", "path"), ROUTES)
def test_a_desktop_route_is_sound(page: Page, product: Stack, login: str, path: str, scheme: str) -> None:
    enter(page, product, login)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    assert settled(page, path) == []
    findings = serious(page)
    assert findings == [], json.dumps(findings, ensure_ascii=False)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(("login", "path"), PHONE_ROUTES)
def test_a_phone_route_is_sound(phone: Page, product: Stack, login: str, path: str) -> None:
    enter(phone, product, login)
    assert settled(phone, path) == []
    findings = serious(phone)
    assert findings == [], json.dumps(findings, ensure_ascii=False)
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
