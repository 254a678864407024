"""Health, readiness, and the front end's page."""

from collections.abc import Callable

import redis
from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse, JsonResponse

from tenancy.context import system_access


def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"alive": True})


def _database() -> None:
    with system_access("metrics"), connections["system"].cursor() as cursor:
        cursor.execute("select 1")


def _redis() -> None:
    redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2).ping()


def ready(request: HttpRequest) -> HttpResponse:
    """Whether the database and Redis answer; 503 with the failing part otherwise."""
    checks: dict[str, Callable[[], None]] = {"database": _database, "redis": _redis}
    result = {}
    for name, check in checks.items():
        try:
            check()
            result[name] = True
        except Exception:
            result[name] = False
    return JsonResponse(result, status=200 if all(result.values()) else 503)


def front_end(request: HttpRequest) -> HttpResponse:
    """The single page; routes are resolved in the browser."""
    page = settings.FRONTEND_DIST / "index.html"
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405)
    if not page.is_file():
        return HttpResponse("The front end is not built. Run: python3 manage.py demo", status=503)
    response = HttpResponse(page.read_bytes(), content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response
