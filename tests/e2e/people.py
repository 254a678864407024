"""People of the demo in a browser: signed in through the API once, their cookies reused."""

import subprocess
import sys
import time
from typing import Any

import httpx
from playwright.sync_api import Page

from launch.places import MANAGE, ROOT
from launch.stack import Stack

BUYER, SUPPLIER, LOGISTICS = "buyer@leader.demo", "sales@supplier01.demo", "logistics@leader.demo"
AUDITOR, SECURITY = "auditor@leader.demo", "security@leader.demo"
INTEGRATOR, PLANNER = "integrator@leader.demo", "planner@leader.demo"
_clients: dict[str, httpx.Client] = {}


def code_of(product: Stack, login: str) -> str:
    """The second factor's present code, as the demo's command tells it."""
    command = [sys.executable, str(MANAGE), "totp", login]
    done = subprocess.run(command, cwd=ROOT, env=product.environ, capture_output=True, text=True, check=True)
    return done.stdout.split()[-1]


def client(product: Stack, login: str) -> httpx.Client:
    """An HTTP client signed in as somebody, the same one for the whole run."""
    if login not in _clients:
        found = httpx.Client(base_url=product.url, headers={"X-Lianwang": "1"}, timeout=30, trust_env=False)
        answer = found.post("/auth/sign-in", json={"login": login, "password": product.password})
        assert answer.json()["state"] == "SECOND_FACTOR", answer.text
        for _ in range(3):
            answer = found.post("/auth/second-factor", json={"code": code_of(product, login)})
            if answer.status_code == 200:
                break
            time.sleep(31)  # a code counts once; the next one comes within half a minute
        assert answer.json()["state"] == "SIGNED_IN", answer.text
        _clients[login] = found
    return _clients[login]


def ask(product: Stack, login: str, document: str, **variables: Any) -> dict[str, Any]:
    answer = client(product, login).post("/graphql/", json={"query": document, "variables": variables}).json()
    assert not answer.get("errors"), answer
    data: dict[str, Any] = answer["data"]
    return data


def enter(page: Page, product: Stack, login: str) -> None:
    """Give the browser the person's session."""
    cookies = [
        {"name": cookie.name, "value": cookie.value or "", "url": product.url}
        for cookie in client(product, login).cookies.jar
    ]
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
