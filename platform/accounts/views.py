"""The gate over HTTP: sign-in, second factor, password, sign-out. JSON only."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from accounts.answers import json_post, text_field
from accounts.errors import MFA_REQUIRED, MfaRequired, Unauthenticated
from accounts.gate import COOKIE
from accounts.profile import profile
from accounts.services.passwords import password_change
from accounts.services.second_factor import enrol_begin, enrol_confirm, second_factor_give
from accounts.services.sessions import Standing, State, standing_of
from accounts.services.sign_in import sign_in, sign_out

_STATES_AFTER_FACTOR = (State.SIGNED_IN, State.PASSWORD_EXPIRED, State.NO_ROLE)


@json_post
def sign_in_view(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    signed = sign_in(login=text_field(body, "login", longest=254), password=text_field(body, "password"))
    return _with_key({"state": signed.state.value, "hasSecondFactor": signed.has_second_factor}, signed.key)


@json_post
def second_factor_view(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    standing = _standing(request)
    key = second_factor_give(standing.session, text_field(body, "code", longest=40))
    return _with_key({"state": _state(key)}, key)


@json_post
def enrol_view(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    enrolment = enrol_begin(_standing(request).session)
    return JsonResponse({"secret": enrolment.secret, "uri": enrolment.uri, "qrSvg": enrolment.qr_svg})


@json_post
def confirm_view(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    standing = _standing(request)
    key, codes = enrol_confirm(standing.session, text_field(body, "code", longest=40))
    return _with_key({"recoveryCodes": codes, "state": _state(key)}, key)


@json_post
def password_view(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    standing = _standing(request)
    if standing.state not in _STATES_AFTER_FACTOR:
        raise MfaRequired(MFA_REQUIRED)
    key = password_change(
        session=standing.session, current=text_field(body, "current"), new=text_field(body, "new")
    )
    return _with_key({"state": _state(key)}, key)


@json_post
def sign_out_view(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    standing = standing_of(request.COOKIES.get(COOKIE, ""))
    if standing is not None:
        sign_out(standing.session)
    response = JsonResponse({"state": State.SIGNED_OUT.value})
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def session_view(request: HttpRequest) -> HttpResponse:
    """How far the sign-in has come, for a page that is loaded anew. Does not count as activity."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    standing = standing_of(request.COOKIES.get(COOKIE, ""))
    if standing is None:
        return JsonResponse({"state": State.SIGNED_OUT.value})
    return JsonResponse(
        {
            "state": standing.state.value,
            "login": standing.user.login,
            "hasSecondFactor": standing.user.has_second_factor,
        }
    )


def _standing(request: HttpRequest) -> Standing:
    """The sign-in under way; raises Unauthenticated without one."""
    standing = standing_of(request.COOKIES.get(COOKIE, ""))
    if standing is None:
        raise Unauthenticated
    return standing


def _state(key: str) -> str:
    standing = standing_of(key)
    return standing.state.value if standing else State.SIGNED_OUT.value


def _with_key(content: dict[str, Any], key: str) -> JsonResponse:
    response = JsonResponse(content)
    response.set_cookie(
        COOKIE,
        key,
        max_age=profile().absolute,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
