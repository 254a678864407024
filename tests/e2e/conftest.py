"""A browser against the running product.

Fixtures:
- `product`: the product with the demo chain in a throw-away world, running for the whole session
  (`launch.stack.Stack`: `url`, `password`, `environ`); about a minute to come up.
- `page`: a page of a fresh browser context, Chinese, desktop size; `second`: another person's beside it;
  `phone`: the same at 390 px with touch.
  A failed test leaves its screenshot in `test-results/`.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from launch.chromium import HINT, find_chromium
from launch.stack import Stack, running

RESULTS = Path(__file__).resolve().parents[2] / "test-results"
LOADED_WITHIN = 15_000
REPORT = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if report.failed:
        item.stash[REPORT] = True
    return report


@pytest.fixture(scope="session")
def product() -> Iterator[Stack]:
    with running("browser", throwaway=True) as stack:
        yield stack


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = find_chromium()
    if program is None:
        pytest.fail(HINT)
    # Chromium's own sandbox refuses to work for root.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    expect.set_options(timeout=LOADED_WITHIN)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(program), args=sandbox)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, product: Stack, request: pytest.FixtureRequest) -> Iterator[Page]:
    with _opened(browser, product, request, viewport={"width": 1440, "height": 900}) as page:
        yield page


@pytest.fixture
def second(browser: Browser, product: Stack, request: pytest.FixtureRequest) -> Iterator[Page]:
    with _opened(browser, product, request, viewport={"width": 1440, "height": 900}) as page:
        yield page


@pytest.fixture
def phone(browser: Browser, product: Stack, request: pytest.FixtureRequest) -> Iterator[Page]:
    size = {"width": 390, "height": 844}
    with _opened(browser, product, request, viewport=size, has_touch=True, is_mobile=True) as page:
        yield page


@contextmanager
def _opened(
    browser: Browser, product: Stack, request: pytest.FixtureRequest, **options: Any
) -> Iterator[Page]:
    context = browser.new_context(
        base_url=product.url, locale="zh-CN", timezone_id="Asia/Shanghai", **options
    )
    page = context.new_page()
    page.set_default_timeout(LOADED_WITHIN)
    try:
        yield page
        if request.node.stash.get(REPORT, False):
            name = re.sub(r"[^\w.@-]+", "-", request.node.name)
            page.screenshot(path=RESULTS / f"{name}.png", full_page=True)
    finally:
        context.close()
