"""Who may pass: nobody without a password and a second factor, and nobody whose key is not open.

Every address of the desk is shut unless it stands in `FREE` or `HALFWAY` below.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from http import HTTPStatus

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse

from inbeeld.office.reader import reader
from inbeeld.office.signing_in import COOKIE, keyring, member_of
from inbeeld.office.views.problems import problem
from inbeeld.ui.lengths import length

Answer = Callable[[HttpRequest], HttpResponse]
FORM = "application/x-www-form-urlencoded"
LARGEST = 2 * 1024 * 1024
FILE = "multipart/form-data"
LARGEST_FILE = 256 * 1024 * 1024  # a list of some 500,000 people as pseudonyms
TAKES_A_FILE = frozenset({"figure-list"})
FREE = frozenset({"account_login", "mfa_authenticate", "health", "language", "feed"})
HALFWAY = frozenset({"mfa_activate_totp", "account_logout"})


class FormsOnlyMiddleware:
    """Takes forms of text; a file in one place alone, where lists of pseudonyms come in."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.get_host()  # a name that is not ours is refused by Django with 400
        if request.method not in ("GET", "HEAD", "POST"):
            return problem(request, HTTPStatus.METHOD_NOT_ALLOWED)
        if request.method == "POST":
            said = length(request)
            if said is None:
                return problem(request, HTTPStatus.BAD_REQUEST)
            kind, most = (FILE, LARGEST_FILE) if _takes_a_file(request) else (FORM, LARGEST)
            if said > most:
                return problem(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            if said and request.content_type != kind:
                return problem(request, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        return self.get_response(request)


class DoorsMiddleware:
    """Opens a door for a member whose key is open, and brings everyone else to the right one."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reader = None  # type: ignore[attr-defined]
        try:
            name = resolve(request.path_info).url_name
        except Resolver404:
            return problem(request, HTTPStatus.NOT_FOUND)
        elsewhere = None if name in FREE else self._elsewhere(request, name or "")
        response = elsewhere or self.get_response(request)
        if name == "account_logout" and request.method == "POST":
            keyring().drop(request.COOKIES.get(COOKIE, ""))
            response.delete_cookie(COOKIE, path=settings.SESSION_COOKIE_PATH, samesite="Strict")
        if hasattr(request, "put_key"):
            keyring().drop(request.COOKIES.get(COOKIE, ""))
            response.set_cookie(
                COOKIE,
                request.put_key,
                path=settings.SESSION_COOKIE_PATH,
                secure=settings.HTTPS,
                httponly=True,
                samesite="Strict",
            )
        return response

    @staticmethod
    def _elsewhere(request: HttpRequest, name: str) -> HttpResponse | None:
        """Where somebody must go first, or None. Sets `request.reader` for who may pass."""
        if not request.user.is_authenticated:
            return _to("account_login")
        member = member_of(request.user)
        taken = keyring().take(request.COOKIES.get(COOKIE, ""), now=dt.datetime.now(dt.UTC))
        if member is None or taken is None or taken[0] != member.id:
            logout(request)
            return _to("account_login")
        second = is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
        if not second and name not in HALFWAY:
            return _to("mfa_activate_totp")
        if second:
            request.reader = reader(member, taken[1])  # type: ignore[attr-defined]
        return None


def _takes_a_file(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).url_name in TAKES_A_FILE
    except Resolver404:
        return False


def _to(name: str) -> HttpResponse:
    return HttpResponseRedirect(reverse(name), status=HTTPStatus.SEE_OTHER)
