"""/settings/accounts: who may come in, for which agency, and the one-time links."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from access.accounts import actions as accounts
from access.accounts import forms
from access.accounts.model import Account
from access.accounts.rules import LINK_LIFE
from access.acting import actor_of, scope_of_request
from access.permissions.model import Permission, Role
from access.permissions.rules import needs
from access.sessions import actions as sessions
from core import clock
from core.errors import Invalid, NotFound
from core.pages import Flash, PageRequest, posted, see_other
from network.memberships import actions, presenters

ACCOUNTS = "/settings/accounts"


class AccountPages(Controller):
    """Accounts under 設定."""

    path = ACCOUNTS

    @get("/", opt=needs(Permission.COUNCIL_SETTINGS))
    async def list_accounts(self, request: PageRequest) -> Template:
        """Everybody who may come in."""
        return await _page(request, {})

    @post("/", opt=needs(Permission.COUNCIL_SETTINGS))
    async def create_account(self, request: PageRequest) -> Template:
        """A new account; its link is shown this once."""
        fields = await posted(request)
        new = forms.read_account(fields)
        agency_id = fields.identity("agency_id")
        try:
            fields.check()
            made = await actions.create_account(actor_of(request), new, agency_id, today=clock.today())
        except Invalid as refused:
            return await _page(request, fields.typed, refused.problems)
        return _link(request, *made)

    @post("/{account_id:uuid}/link", opt=needs(Permission.COUNCIL_SETTINGS))
    async def renew_link(self, request: PageRequest, account_id: FromPath[UUID]) -> Template:
        """A new link; the old password and second factor end at once."""
        actor = actor_of(request)
        token = await accounts.renew_link(actor, account_id)
        await sessions.end_all_of(actor, account_id)
        found = next(one for one in await accounts.accounts(scope_of_request(request)) if one.id == account_id)
        return _link(request, found, token)

    @post("/{account_id:uuid}/stop", opt=needs(Permission.COUNCIL_SETTINGS))
    async def stop(self, request: PageRequest, account_id: FromPath[UUID]) -> Redirect:
        """とめる."""
        actor = actor_of(request)
        try:
            await accounts.disable(actor, account_id, disabled=True)
        except Invalid as refused:
            return see_other(ACCOUNTS, Flash("check", refused.message))
        await sessions.end_all_of(actor, account_id)
        return see_other(
            ACCOUNTS, Flash("done", "アカウントをとめました。", undo_href=f"{ACCOUNTS}/{account_id}/let-in")
        )

    @post("/{account_id:uuid}/let-in", opt=needs(Permission.COUNCIL_SETTINGS))
    async def let_in(self, request: PageRequest, account_id: FromPath[UUID]) -> Redirect:
        """Let the person in again."""
        await accounts.disable(actor_of(request), account_id, disabled=False)
        return see_other(ACCOUNTS, Flash("done", "アカウントを、また使えるようにしました。"))

    @post("/{account_id:uuid}/agency", opt=needs(Permission.COUNCIL_SETTINGS))
    async def move(self, request: PageRequest, account_id: FromPath[UUID]) -> Redirect:
        """Let the person act for another agency from today."""
        agency_id = (await posted(request)).identity("agency_id")
        known = {account.id for account in await accounts.accounts(scope_of_request(request))}
        if agency_id is None or account_id not in known:
            raise NotFound
        await actions.let_act_for(actor_of(request), account_id, agency_id, since=clock.today())
        return see_other(ACCOUNTS, Flash("done", "きょうから、この機関の人にしました。"))


async def _page(
    request: PageRequest, typed: Mapping[str, object], problems: Mapping[str, str] | None = None
) -> Template:
    people = await actions.people(scope_of_request(request))
    context = {
        "lines": presenters.lines(people, actor_of(request).account_id, clock.today()),
        "agencies": [(str(agency.id), agency.name) for agency in people.agencies],
        "roles": tuple(Role),
        "typed": defaultdict(str, {"role": Role.MEMBER.value, **typed}),
        "problems": problems or {},
        "labels": forms.LABELS,
    }
    return Template("access/accounts/list.html", context=context, status_code=422 if problems else 200)


def _link(request: PageRequest, account: Account, token: str) -> Template:
    address = f"{request.base_url}welcome/{actor_of(request).council}/{token}"
    hours = int(LINK_LIFE.total_seconds()) // 3600
    return Template("access/accounts/link.html", context={"account": account, "address": address, "hours": hours})
