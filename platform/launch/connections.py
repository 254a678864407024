"""From what the user set and what is embedded to the addresses the application reads."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from launch import roles
from launch.console import LaunchError
from launch.ports import HOST
from launch.services import POSTGRES, VALKEY, Services, services_of
from launch.state import SEEDED, locked

APP_URL, OWNER_URL, SYSTEM_URL = "DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_SYSTEM_URL"
REDIS, SECRET, DATA = "REDIS_URL", "LIANWANG_SECRET_KEY", "LIANWANG_DATA"
DEMO = "LIANWANG_DEMO"
ADDRESSES = (APP_URL, OWNER_URL, SYSTEM_URL, REDIS)


def placeholders() -> dict[str, str]:
    """Complete settings that lead nowhere, for commands that read only the code."""
    nowhere = roles.address(HOST, 1, roles.APP, "none", roles.DATABASE)
    keys = {
        APP_URL: nowhere,
        OWNER_URL: nowhere,
        SYSTEM_URL: nowhere,
        REDIS: f"redis://{HOST}:1",
        SECRET: "none",
    }
    return {key: os.environ.get(key) or value for key, value in keys.items()}


@contextmanager
def connected(profile: str, given: Mapping[str, str] | None = None) -> Iterator[dict[str, str]]:
    """Hold the services of a profile while the block runs; yields the environment variables that name them.

    What the user has set (`given`, usually the environment) wins and is not started. Raises LaunchError if it is
    incomplete.
    """
    given = os.environ if given is None else given
    if all(given.get(key) for key in (*ADDRESSES, SECRET)):
        yield {}
        return
    services = services_of(profile)
    state = services.acquire(embedded_in(given))
    try:
        found = {SECRET: given.get(SECRET) or state.secret_key}
        found[DATA] = given.get(DATA) or str(services.folder / "data")
        Path(found[DATA]).mkdir(parents=True, exist_ok=True)
        found[REDIS] = given.get(REDIS) or services.redis_url(state)
        urls = external_urls(services, given) if given.get(APP_URL) else services.database_urls(state)
        if SEEDED in state.stamps and not given.get(APP_URL):
            # Commands beside the demo know that they are in it, e.g. `totp`.
            found[DEMO] = "1"
        yield {**found, APP_URL: urls.app, OWNER_URL: urls.owner, SYSTEM_URL: urls.system}
    finally:
        services.release()


def embedded_in(given: Mapping[str, str]) -> list[str]:
    """Which servers are ours to run: those whose address is not given."""
    return [name for name, key in ((POSTGRES, APP_URL), (VALKEY, REDIS)) if not given.get(key)]


def external_urls(services: Services, given: Mapping[str, str]) -> roles.DatabaseUrls:
    """Addresses in the user's own PostgreSQL: three as given, or two made with an administrator's."""
    url, owner, system = given[APP_URL], given.get(OWNER_URL), given.get(SYSTEM_URL)
    if owner and system:
        return roles.DatabaseUrls(app=url, owner=owner, system=system)
    if owner or system:
        missing = SYSTEM_URL if owner else OWNER_URL
        raise LaunchError(f"{missing} is missing: give all three database addresses, or {APP_URL} alone.")
    key = hashlib.sha256(url.encode()).hexdigest()[:16]
    with locked(services.folder) as state:
        passwords = {role: state.password(role) for role in (roles.APP, roles.SYSTEM)}
        if state.prepared.get(key) != roles.VERSION:
            roles.make_external(url, passwords, services.binaries())
            state.prepared[key] = roles.VERSION
    app, other = (roles.with_user(url, role, passwords[role]) for role in (roles.APP, roles.SYSTEM))
    return roles.DatabaseUrls(app=app, owner=url, system=other)
