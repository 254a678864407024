"""Files over HTTP. What is foreign, random, expired or malformed gets the same bytes as what never was."""

import json
import tempfile
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from accounts.actor import Actor
from accounts.gate import authenticate_request
from accounts.permissions import P
from accounts.policy import require
from common.errors import DomainError, Forbidden, Invalid, NotFound
from common.language import choose_language, using_language
from exchange import errors, links
from exchange.registry import import_kind
from exchange.selectors import download_of
from exchange.services.uploads import upload_store
from exchange.writing.template import write_template
from tenancy.context import acting_as

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STATUS: tuple[tuple[type[DomainError], int], ...] = ((NotFound, 404), (Forbidden, 403), (DomainError, 400))

View = Callable[..., HttpResponseBase]


def _answer(body: Any, status: int = 200) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, status=status, content_type="application/json; charset=utf-8")


def _refusal(error: DomainError) -> HttpResponse:
    status = next(number for kind, number in _STATUS if isinstance(error, kind))
    params = {} if isinstance(error, NotFound) else {k: str(v) for k, v in error.params.items()}
    one = {"code": error.code, "field": error.field, "message": error.message(), "params": params}
    return _answer({"errors": [one]}, status)


def served(method: str) -> Callable[[View], View]:
    """Sign-in, language and acting context around a view that takes an actor; refusals as JSON."""

    def wrap(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method != method:
                return HttpResponse(status=405, headers={"Allow": method})
            with using_language(request.headers.get("Accept-Language") or "zh"):
                try:
                    actor = authenticate_request(request)
                    if actor is None:
                        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
                    with (
                        using_language(_language(request, actor)),
                        acting_as(actor.enterprise_id, actor.user_id),
                    ):
                        return view(request, actor, *args, **kwargs)
                except DomainError as error:
                    return _refusal(error)

        return answer

    return wrap


def _language(request: HttpRequest, actor: Actor) -> str:
    asked = request.headers.get("Accept-Language")
    return choose_language(asked) if asked else actor.language


@served("POST")
def uploads(request: HttpRequest, actor: Actor) -> HttpResponse:
    """multipart/form-data with one part `file` → {id, name, size, sha256}."""
    require(actor, P.IMPORT_RUN)
    sent = request.FILES.get("file")
    if sent is None:
        raise Invalid(errors.FILE_EMPTY, field="file")
    upload = upload_store(actor=actor, name=sent.name or "file", blocks=sent.chunks())
    body = {"id": str(upload.id), "name": upload.name, "size": upload.size, "sha256": upload.sha256}
    return _answer(body, 201)


@served("GET")
def templates(request: HttpRequest, actor: Actor, kind: str) -> HttpResponseBase:
    """The empty workbook of a kind of file."""
    require(actor, P.IMPORT_RUN)
    try:
        found = import_kind(kind)
    except Invalid:
        raise NotFound from None
    require(actor, found.permission)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(actor=actor, kind=found, path=path)
        return _file(path, f"{found.title(actor.language)}.xlsx", _XLSX)


@served("GET")
def downloads(request: HttpRequest, actor: Actor, token: str) -> HttpResponseBase:
    """The file behind a signed link."""
    with tempfile.TemporaryDirectory() as folder:
        found = download_of(actor, links.opened(actor, token), Path(folder))
        kind = "text/csv; charset=utf-8" if found.name.lower().endswith(".csv") else _XLSX
        return _file(found.path, found.name, kind)


@served("GET")
def not_found(request: HttpRequest, actor: Actor) -> HttpResponse:
    raise NotFound


def _file(path: Path, name: str, content_type: str) -> HttpResponseBase:
    """Opened before its folder goes; the system keeps it until it is sent."""
    response = FileResponse(path.open("rb"), content_type=content_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
