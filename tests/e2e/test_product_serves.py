"""The product comes up whole: page, address of the page's own routes, health."""

import pytest
from playwright.sync_api import Page

from launch.stack import Stack, answers

pytestmark = pytest.mark.e2e


def test_every_part_is_ready(product: Stack) -> None:
    assert answers(f"{product.url}/readyz")
    assert [child.name for child in product.children if not child.process] == []


@pytest.mark.parametrize("path", ["/", "/orders", "/sign-in"])
def test_page_opens_without_errors(page: Page, path: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))

    page.goto(path)
    page.wait_for_selector("#root > *")

    assert faults == []
