"""Who is at the other end: the session cookie becomes an Actor, joined with its agencies, for every request.

The cookie is `<council>.<token>`; the council is no secret, the token is 256 random bits kept only as a hash.
"""

from uuid import UUID

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from access.accounts.model import Account
from access.councils import store as councils
from access.permissions.model import Actor, Permission
from access.permissions.rules import may, whole_council
from access.sessions import actions as sessions
from core import clock
from core.database import CouncilId, sealer, transaction
from core.errors import NotFound
from core.pages import FLASH_COOKIE, PageRequest, flash_of
from network.agencies import store as agencies
from network.memberships import store as memberships
from web.shell import Shell, rail_for

COOKIE = "entaku"
SECURE_COOKIE = "__Host-entaku"


def cookie_name(scheme: str) -> str:
    """The name of the session cookie; on https it is bound to the host."""
    return SECURE_COOKIE if scheme == "https" else COOKIE


class Identity(ASGIMiddleware):
    """Puts `user`, `session_id` and `shell` into the scope."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Find out, then go on."""
        if scope["type"] == ScopeType.HTTP and not scope["path"].startswith("/static/"):
            request: PageRequest = PageRequest(scope)
            scope["user"] = None
            scope["shell"] = Shell(today=clock.today())  # type: ignore[typeddict-unknown-key]
            value = request.cookies.get(cookie_name(scope["scheme"]), "")
            council, _, token = value.partition(".")
            if token:
                await _identify(scope, request, council, token)
        await next_app(scope, receive, send)


async def _identify(scope: Scope, request: PageRequest, council_text: str, token: str) -> None:
    try:
        council_id = CouncilId(UUID(council_text))
    except ValueError:
        return
    async with transaction(council_id):
        found = await sessions.account_of(council_id, token)
        if found is None:
            return
        account, session_id = found
        whole = whole_council(council_id, today=clock.today())
        try:
            council = await councils.council(scope=whole)
        except NotFound:
            return
        own = await memberships.agencies_of(account.id, scope=whole)
        present = [agency for agency in await agencies.agencies(scope=whole) if agency.id in own]
    acting_for = frozenset(agency.id for agency in present)  # nobody acts for an agency that has ended
    actor = Actor(council=council_id, account_id=account.id, name=account.name, role=account.role, agencies=acting_for)
    scope["user"] = actor
    scope["session_id"] = session_id  # type: ignore[typeddict-unknown-key]
    scope["shell"] = Shell(  # type: ignore[typeddict-unknown-key]
        council_name=council.name,
        short_council_name=council.profile.short_name or council.name,
        agency_name="・".join(agency.name for agency in present) or council.profile.office_name or account.role.label,
        person_name=account.name,
        today=clock.today(),
        rail=rail_for(actor, scope["path"]),
        rail_folded=account.rail_folded,
        searches=may(actor, Permission.DIRECTORY_SEE),
        keys_off=account.keys_off,
        csrf_token=form_token(token),
        flash=flash_of(request) if FLASH_COOKIE in request.cookies else None,
    )


def form_token(session_token: str) -> str:
    """The token every form of this session carries."""
    return sealer().token_mac(session_token.encode()).hex()


def session_token(request: PageRequest) -> str:
    """The secret part of the session cookie."""
    return request.cookies.get(cookie_name(request.scope["scheme"]), "").partition(".")[2]


def cookie_value(account: Account, council: CouncilId, token: str) -> str:
    """What the session cookie holds."""
    del account
    return f"{council.hex}.{token}"
