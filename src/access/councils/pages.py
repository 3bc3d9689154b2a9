"""/settings: the council's profile, its numbers and its closed days."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from urllib.parse import quote
from uuid import UUID, uuid4

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from access.acting import actor_of, scope_of_request
from access.councils import actions, forms, presenters
from access.councils.model import ClosedDay
from access.councils.number_fields import NUMBER_GROUPS
from access.permissions.model import Permission, Scope
from access.permissions.rules import needs
from core import clock
from core.conflicts import differences, kept_fields
from core.errors import Conflict, Invalid
from core.forms import Fields
from core.pages import Flash, PageRequest, posted, see_other

CLOSED_DAYS = "/settings/closed-days"


class SettingsPages(Controller):
    """What the council decides for itself."""

    path = "/settings"

    @get("/", opt=needs(Permission.COUNCIL_SETTINGS))
    async def index(self, request: PageRequest) -> Template:
        """What can be set."""
        council = await actions.council_of(scope_of_request(request))
        return Template("access/councils/index.html", context={"entries": presenters.entries(council)})

    @get("/profile", opt=needs(Permission.COUNCIL_SETTINGS))
    async def profile_form(self, request: PageRequest) -> Template:
        """Names, letterhead, senders, words."""
        return await _form(scope_of_request(request), "profile")

    @post("/profile", opt=needs(Permission.COUNCIL_SETTINGS))
    async def change_profile(self, request: PageRequest) -> Template | Redirect:
        """Save them."""
        return await _change(request, "profile")

    @get("/numbers", opt=needs(Permission.COUNCIL_SETTINGS))
    async def numbers_form(self, request: PageRequest) -> Template:
        """Days and minutes."""
        return await _form(scope_of_request(request), "numbers")

    @post("/numbers", opt=needs(Permission.COUNCIL_SETTINGS))
    async def change_numbers(self, request: PageRequest) -> Template | Redirect:
        """Save them."""
        return await _change(request, "numbers")

    @get("/closed-days", opt=needs(Permission.COUNCIL_SETTINGS))
    async def closed_days(self, request: PageRequest) -> Template:
        """The list."""
        return await _closed_days(scope_of_request(request), {})

    @post("/closed-days", opt=needs(Permission.COUNCIL_SETTINGS))
    async def add_closed_day(self, request: PageRequest) -> Template | Redirect:
        """Add a day."""
        scope, fields = scope_of_request(request), await posted(request)
        known = frozenset(one.day for one in await actions.closed_days(scope))
        try:
            closed = forms.read_closed_day(fields, today=clock.today(), known=known)
        except Invalid as refused:
            return await _closed_days(scope, fields.typed, refused.problems)
        await actions.add_closed_day(actor_of(request), closed)
        undo = f"{CLOSED_DAYS}/{closed.id}/remove"
        return see_other(CLOSED_DAYS, Flash("done", "閉庁日を足しました。", undo_href=undo))

    @post("/closed-days/{closed_id:uuid}/remove", opt=needs(Permission.COUNCIL_SETTINGS))
    async def remove_closed_day(self, request: PageRequest, closed_id: FromPath[UUID]) -> Redirect:
        """Take a day away; it can be put back."""
        known = await actions.closed_days(scope_of_request(request))
        gone = next((one for one in known if one.id == closed_id), None)
        if gone is None:
            return see_other(CLOSED_DAYS, Flash("info", "この閉庁日は、もうありません。"))
        await actions.remove_closed_day(actor_of(request), closed_id)
        undo = f"{CLOSED_DAYS}/again?day={gone.day.isoformat()}&name={quote(gone.name)}"
        return see_other(CLOSED_DAYS, Flash("done", "閉庁日を消しました。", undo_href=undo))

    @post("/closed-days/again", opt=needs(Permission.COUNCIL_SETTINGS))
    async def put_back(self, request: PageRequest, day: FromQuery[date], name: FromQuery[str]) -> Redirect:
        """Put a removed day back."""
        await actions.add_closed_day(actor_of(request), ClosedDay(id=uuid4(), day=day, name=name))
        return see_other(CLOSED_DAYS, Flash("done", "閉庁日を元に戻しました。"))


READERS = {"profile": forms.read_profile, "numbers": forms.read_numbers}
TYPED = {"profile": forms.typed_profile, "numbers": forms.typed_numbers}
LABELS = {"profile": forms.PROFILE_LABELS, "numbers": forms.NUMBER_LABELS}
TITLES = {"profile": "協議会", "numbers": "日数と時間"}


async def _change(request: PageRequest, part: str) -> Template | Redirect:
    scope, fields = scope_of_request(request), await posted(request)
    try:
        council = READERS[part](fields, await actions.council_of(scope))
        await actions.change(actor_of(request), council)
    except Invalid as refused:
        return await _form(scope, part, fields.typed, refused.problems)
    except Conflict:
        return await _conflict(scope, part, fields)
    return see_other("/settings", Flash("done", f"{TITLES[part]}の設定を保存しました。"))


async def _form(
    scope: Scope, part: str, typed: Mapping[str, object] | None = None, problems: Mapping[str, str] | None = None
) -> Template:
    council = await actions.council_of(scope)
    context = {
        "council": council,
        "typed": defaultdict(str, typed or TYPED[part](council)),
        "version": (typed or {}).get("version") or council.version,
        "problems": problems or {},
        "labels": LABELS[part],
        "groups": NUMBER_GROUPS,
        "standard": forms.standard_numbers(),
    }
    return Template(f"access/councils/{part}.html", context=context, status_code=422 if problems else 200)


async def _conflict(scope: Scope, part: str, fields: Fields) -> Template:
    council = await actions.council_of(scope)
    context = {
        "title": TITLES[part],
        "crumbs": [("設定", "/settings"), (TITLES[part], None)],
        "differences": differences(LABELS[part], fields.typed, TYPED[part](council)),
        "fields": kept_fields(fields.typed),
        "version": council.version,
        "action": f"/settings/{part}",
        "back": "/settings",
    }
    return Template("web/conflict.html", context=context, status_code=409)


async def _closed_days(
    scope: Scope, typed: Mapping[str, object], problems: Mapping[str, str] | None = None
) -> Template:
    lines = presenters.closed_day_lines(await actions.closed_days(scope), scope.day)
    context = {"lines": lines, "typed": defaultdict(str, typed), "problems": problems or {}}
    return Template("access/councils/closed_days.html", context=context, status_code=422 if problems else 200)
