"""/settings/me: one's own choices of appearance."""

from litestar import Controller, get, post
from litestar.response import Redirect, Template

from access.accounts import actions
from access.acting import actor_of
from access.permissions.model import Permission, Role
from access.permissions.rules import needs
from core.pages import Flash, PageRequest, posted, see_other


class OwnSettingsPages(Controller):
    """What a person sets for themselves."""

    path = "/settings/me"

    @get("/", opt=needs(Permission.SIGNED_IN))
    async def own_settings(self, request: PageRequest) -> Template:
        """Keys and the rail."""
        actor = actor_of(request)
        context = {
            "account": await actions.own_account(actor),
            "staff": actor.role is not Role.MEMBER,
            "search": actor.role is Role.COORDINATOR,
        }
        return Template("access/accounts/me.html", context=context)

    @post("/", opt=needs(Permission.SIGNED_IN))
    async def keep(self, request: PageRequest) -> Redirect:
        """Keep them."""
        fields = await posted(request)
        await actions.keep_preferences(
            actor_of(request), keys_off=fields.flag("keys_off"), rail_folded=fields.flag("rail_folded")
        )
        return see_other("/settings/me", Flash("done", "自分の設定を保存しました。"))
