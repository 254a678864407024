"""The only reader of the environment. A missing or wrong value stops the start with its name."""

import os
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class EnvironmentFault(RuntimeError):
    """A setting is missing or wrong; the text names it and says what to set."""


def _text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise EnvironmentFault(f"{name} is not set; start through manage.py or set it")
    return value


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in ("1", "true", "yes")


def _sealing_keys() -> dict[int, str]:
    """LIANWANG_SEALING_KEYS="1:secret,2:secret": what encrypts fields; empty means the secret key alone."""
    pairs = [pair.partition(":") for pair in _text("LIANWANG_SEALING_KEYS", "").split(",") if pair]
    if any(not (version.isdigit() and secret) for version, _, secret in pairs):
        raise EnvironmentFault("LIANWANG_SEALING_KEYS must look like 1:secret,2:secret")
    return {int(version): secret for version, _, secret in pairs}


@dataclass(frozen=True)
class Environment:
    """What the outside decides: addresses, secrets, and the kind of running."""

    secret_key: str
    database_url: str
    database_owner_url: str
    database_system_url: str
    redis_url: str
    data_folder: str
    allowed_hosts: list[str]
    trusted_origins: list[str]
    trusted_proxies: list[str]
    sealing_keys: dict[int, str]
    is_debug: bool
    is_demo: bool
    is_secure: bool
    uses_pool: bool


def read_environment() -> Environment:
    """Everything the settings need. Raises EnvironmentFault."""
    database = _text("DATABASE_URL")
    return Environment(
        secret_key=_text("LIANWANG_SECRET_KEY"),
        database_url=os.environ.get("DATABASE_APP_URL", database),
        database_owner_url=_text("DATABASE_OWNER_URL"),
        database_system_url=_text("DATABASE_SYSTEM_URL"),
        redis_url=_text("REDIS_URL"),
        data_folder=_text("LIANWANG_DATA", ".lianwang"),
        allowed_hosts=_text("LIANWANG_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(","),
        trusted_proxies=[p for p in _text("LIANWANG_PROXIES", "").split(",") if p],
        sealing_keys=_sealing_keys(),
        trusted_origins=[o for o in _text("LIANWANG_ORIGINS", "").split(",") if o],
        is_debug=_flag("LIANWANG_DEBUG"),
        is_demo=_flag("LIANWANG_DEMO"),
        is_secure=_flag("LIANWANG_SECURE"),
        uses_pool=_flag("LIANWANG_DB_POOL"),
    )


def database_settings(url: str, *, role: str, uses_pool: bool) -> dict[str, Any]:
    """Django's settings for one alias. `role` is app, system or owner (see tenancy.postgresql)."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise EnvironmentFault(f"the database URL of role {role} must begin with postgresql://")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    settings: dict[str, Any] = {
        "ENGINE": "tenancy.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "") or ""),
        "GUARD_ROLE": role,
        "CONN_MAX_AGE": 0 if uses_pool else 60,
        "CONN_HEALTH_CHECKS": not uses_pool,
        "OPTIONS": options,
    }
    if role != "owner":
        options["options"] = "-c statement_timeout=15000 -c idle_in_transaction_session_timeout=60000"
    if uses_pool and role != "owner":
        options["pool"] = {"min_size": 1, "max_size": 12, "timeout": 10}
    return settings


def redis_database(url: str, number: int) -> str:
    """The URL of one of the three Redis databases we use."""
    parts = urlsplit(url)
    return parts._replace(path=f"/{number}").geturl()
