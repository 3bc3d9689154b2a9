"""The first page after signing in: きょう for the office, the own page for a member, the record for the auditor."""

from litestar import Controller, get
from litestar.response import Redirect, Template

from access.acting import actor_of, scope_of_request
from access.councils.rules import set_up
from access.permissions.model import Permission, Role
from access.permissions.rules import needs
from core.pages import PageRequest
from web import today

FIRST_PAGES = {Role.MEMBER: "/my", Role.AUDITOR: "/audit"}


class TodayPages(Controller):
    """The page at /."""

    @get("/", opt=needs(Permission.SIGNED_IN))
    async def show_today(self, request: PageRequest) -> Template | Redirect:
        """きょう, or the page that is first for the role."""
        actor = actor_of(request)
        if actor.role in FIRST_PAGES:
            return Redirect(FIRST_PAGES[actor.role], status_code=303)
        page = await today.read(actor, scope_of_request(request))
        if not set_up(page.council):
            return Redirect("/settings/first", status_code=303)
        return Template("web/today.html", context={"page": page, "shown": today.SHOWN})
