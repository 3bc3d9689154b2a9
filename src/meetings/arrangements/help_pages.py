"""/help/order: what 「順番を整える」 does and does not, in plain words."""

from litestar import Controller, get
from litestar.response import Template

from access.permissions.model import Permission
from access.permissions.rules import needs
from meetings.arrangements.explaining import example


class OrderHelpPages(Controller):
    """The explanation for coordinators."""

    path = "/help/order"

    @get("/", opt=needs(Permission.MEETING_SEE))
    async def show(self) -> Template:
        """順番の整えかた."""
        return Template("meetings/arrangements/help.html", context={"drawings": example()})
