"""/settings/slack: how much slack told times carry, and what the council's own meetings say about it."""

from litestar import Controller, get, post
from litestar.params import FromQuery
from litestar.response import Redirect, Template

from access.acting import actor_of
from access.permissions.model import Permission
from access.permissions.rules import needs
from core.pages import Flash, PageRequest, posted, see_other
from meetings.pace import actions, presenters

PATH = "/settings/slack"


class PacePages(Controller):
    """ゆとり under 設定; the numbers themselves are typed under 日数と時間."""

    path = PATH

    @get("/", opt=needs(Permission.COUNCIL_SETTINGS))
    async def show(self, request: PageRequest) -> Template:
        """What is in force and what was recorded."""
        found = await actions.learning(actor_of(request))
        return Template("meetings/pace/slack.html", context={"page": presenters.pace_view(found)})

    @post("/", opt=needs(Permission.COUNCIL_SETTINGS))
    async def take(self, request: PageRequest) -> Redirect:
        """Plan with what was recorded."""
        fields = await posted(request)
        seen = fields.line("seen")
        before = await actions.take_recorded(actor_of(request), seen=seen)
        undo = f"{PATH}/undo?ratio={before.minutes_ratio_percent}&spread={before.minutes_spread_percent}&taken={seen}"
        return see_other(PATH, Flash("done", "記録された値で、ゆとりを決めることにしました。", undo))

    @post("/undo", opt=needs(Permission.COUNCIL_SETTINGS))
    async def undo(
        self, request: PageRequest, ratio: FromQuery[int], spread: FromQuery[int], taken: FromQuery[str]
    ) -> Redirect:
        """The values before."""
        await actions.put_back(actor_of(request), ratio=ratio, spread=spread, taken=taken)
        return see_other(PATH, Flash("done", "元の値に戻しました。"))
