"""One handler for everything that goes wrong: a calm page for people, problem+json for programs, never a traceback."""

import logging
import secrets
import traceback
from typing import Any
from urllib.parse import quote

from litestar import Request, Response
from litestar.exceptions import HTTPException, NotAuthorizedException
from litestar.response import Redirect, Template

from core.errors import DomainError, NotFound

log = logging.getLogger("entaku")
WORDS = {
    400: "送られた内容を読み取れませんでした。前の画面に戻って、もう一度お試しください。",
    404: NotFound.message,
    405: "この操作は、このページではできません。",
    413: "ファイルが大きすぎます。10MBまでにしてください。",
    429: "短い間に何度も送られました。少し待ってから、もう一度お試しください。",
}
TITLES = {
    403: "できません",
    404: "見つかりません",
    409: "ほかの人が先に保存しました",
    422: "直すところがあります",
    503: "いまは使えません",
}
UNEXPECTED = "思わぬことが起きました。入力した内容は変わっていません。"


def answer(request: "Request[Any, Any, Any]", error: Exception) -> Response[Any]:
    """The answer to any exception."""
    if isinstance(error, NotAuthorizedException):
        return _to_sign_in(request)
    status, message, number = _facts(error)
    headers = dict(getattr(error, "headers", None) or {})
    if "application/json" in request.headers.get("accept", ""):
        body = {"type": "about:blank", "title": message, "status": status, "number": number}
        return Response(body, status_code=status, media_type="application/problem+json", headers=headers)
    context = {
        "title": TITLES.get(status, "うまくいきませんでした"),
        "message": message,
        "number": number,
        "status": status,
    }
    return Template("web/error.html", context=context, status_code=status, headers=headers)


def _facts(error: Exception) -> tuple[int, str, str]:
    if isinstance(error, DomainError):
        return error.status, error.message, ""
    if isinstance(error, HTTPException):
        return error.status_code, WORDS.get(error.status_code, UNEXPECTED), ""
    number = secrets.token_hex(4)
    # the type and the place only: the message of an exception may hold what a person typed
    place = "".join(traceback.format_tb(error.__traceback__))
    log.error("unexpected %s (%s)\n%s", type(error).__name__, number, place)
    return 500, UNEXPECTED, number


def _to_sign_in(request: "Request[Any, Any, Any]") -> Response[Any]:
    path = request.url.path if request.method == "GET" else "/"
    target = "/signin" if path == "/" else f"/signin?next={quote(path)}"
    if request.headers.get("hx-request"):
        return Response(None, status_code=204, headers={"HX-Redirect": target})
    return Redirect(target, status_code=303)
