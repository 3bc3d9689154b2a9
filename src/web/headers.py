"""Security headers on every answer of every kind, errors and files included (security.md D4)."""

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

from core.pages import FLASH_COOKIE
from web.shell import Shell

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Frame-Options": "DENY",
}
FOR_EVER = "public, max-age=31536000, immutable"


async def before_send(message: Message, scope: Scope) -> None:
    """Add the headers as the answer leaves."""
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, value in HEADERS.items():
        headers[name] = value
    static = scope["path"].startswith("/static/") and message["status"] == 200  # noqa: PLR2004
    headers["Cache-Control"] = FOR_EVER if static else "no-store"
    if _message_was_shown(scope, message["status"]):
        headers.add("Set-Cookie", f"{FLASH_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=strict")
    if scope.get("scheme") == "https":
        headers["Strict-Transport-Security"] = "max-age=31536000"
        message["headers"] = [(name, _secured(name, value)) for name, value in message["headers"]]


def _secured(name: bytes, value: bytes) -> bytes:
    """A cookie set over https never travels without it."""
    open_cookie = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return value + b"; Secure" if open_cookie else value


def _message_was_shown(scope: Scope, status: int) -> bool:
    """Whether the message of the page before stands on this one: it is said once."""
    shell = scope.get("shell")
    whole_page = status == 200 and scope.get("method") == "GET"  # noqa: PLR2004
    return whole_page and isinstance(shell, Shell) and shell.flash is not None
