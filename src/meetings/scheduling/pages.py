"""/meetings: the list, making and changing a meeting, and typing in the answers of the agencies."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from access.acting import actor_of, scope_of_request
from access.permissions.model import Actor, Permission
from access.permissions.rules import needs
from core import calendar, clock
from core.errors import Invalid
from core.forms import Fields
from core.pages import Flash, PageRequest, posted, see_other
from meetings.scheduling import actions, forms, presenters, rules
from meetings.scheduling.actions import Invitations, Planning
from meetings.scheduling.model import Channel, Reply
from meetings.scheduling.plan import MeetingPlan, proposed_plan
from meetings.tiers import actions as tiers
from meetings.tiers.rules import in_use

CHANNELS = (Channel.FAX, Channel.PHONE, Channel.ONSITE)


class MeetingPages(Controller):
    """Meetings before anything is sent."""

    path = "/meetings"

    @get("/", opt=needs(Permission.MEETING_SEE))
    async def list_meetings(self, request: PageRequest, year: FromQuery[int] = 0) -> Template:
        """Meetings to come, and those of one fiscal year that are over."""
        planning = await actions.planning(scope_of_request(request))
        return Template("meetings/scheduling/list.html", context=_list(planning, year))

    @get("/new", opt=needs(Permission.MEETING_PREPARE))
    async def new_meeting(self, request: PageRequest, tier: FromQuery[str] = "") -> Template:
        """会議をつくる, filled in from last time's."""
        scope = scope_of_request(request)
        await tiers.ensure_default_tiers(scope)
        planning = await actions.planning(scope)
        return _form(planning, forms.typed_plan(_proposal(planning, tier)))

    @post("/new", opt=needs(Permission.MEETING_PREPARE))
    async def create_meeting(self, request: PageRequest) -> Template | Redirect:
        """Keep it."""
        planning, fields = await actions.planning(scope_of_request(request)), await posted(request)
        try:
            meeting = await actions.create_meeting(actor_of(request), forms.read_plan(fields, planning.days))
        except Invalid as refused:
            return _form(planning, forms.retyped_plan(fields), problems=refused.problems)
        return see_other(f"/meetings/{meeting.id}", Flash("done", "会議をつくりました。まだ何も送っていません。"))

    @get("/{meeting_id:uuid}/edit", opt=needs(Permission.MEETING_PREPARE))
    async def edit_meeting(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """Day, frame, place, agencies."""
        scope = scope_of_request(request)
        found, planning = await actions.invitations(scope, meeting_id), await actions.planning(scope)
        typed = forms.typed_plan(forms.plan_of(found.meeting, found.invitees)) | {"version": found.meeting.version}
        return _form(planning, typed, meeting=found)

    @post("/{meeting_id:uuid}/edit", opt=needs(Permission.MEETING_PREPARE))
    async def change_meeting(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template | Redirect:
        """Save them."""
        scope, fields = scope_of_request(request), await posted(request)
        found, planning = await actions.invitations(scope, meeting_id), await actions.planning(scope)
        version = fields.number("version", least=1, required="画面を開き直してください。") or 0
        try:
            plan = forms.read_plan(fields, planning.days)
            meeting = await actions.change_meeting(actor_of(request), meeting_id, plan, read_version=version)
        except Invalid as refused:
            return _form(planning, forms.retyped_plan(fields), meeting=found, problems=refused.problems)
        if rules.must_be_told_again(found.meeting, meeting):
            said = "会議を直しました。日時か場所が変わったので、開催通知をもう一度送ってください。"
            return see_other(f"/meetings/{meeting_id}/notice", Flash("check", said))
        return see_other(f"/meetings/{meeting_id}", Flash("done", "会議を直しました。"))

    @post("/{meeting_id:uuid}/invitees", opt=needs(Permission.MEETING_PREPARE))
    async def change_invitees(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """Invite one more agency, or one less, and go back to where that was missing."""
        fields = await posted(request)
        add, drop = fields.identity("add"), fields.identity("drop")
        fields.check()
        page = "confirm" if fields.line("back") == "confirm" else "agenda"
        return await _change_invitees(actor_of(request), meeting_id, page, add=add, drop=drop)

    @post("/{meeting_id:uuid}/invitees/undo", opt=needs(Permission.MEETING_PREPARE))
    async def undo_invitees(
        self,
        request: PageRequest,
        meeting_id: FromPath[UUID],
        add: FromQuery[UUID | None] = None,
        drop: FromQuery[UUID | None] = None,
    ) -> Redirect:
        """Take that back."""
        return await _change_invitees(actor_of(request), meeting_id, "confirm", add=add, drop=drop)


class ReplyPages(Controller):
    """Answers that come by FAX and telephone, typed in at 20 seconds each."""

    path = "/meetings/{meeting_id:uuid}/replies"

    @get("/", opt=needs(Permission.MEETING_SEE))
    async def replies(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """Every invited agency with its answer."""
        return _replies(await actions.invitations(scope_of_request(request), meeting_id))

    @post("/", opt=needs(Permission.MEETING_PREPARE))
    async def save_replies(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template | Redirect:
        """Save every row at once."""
        found, fields = await actions.invitations(scope_of_request(request), meeting_id), await posted(request)
        channel, typed = forms.read_channel(fields), forms.read_replies(fields, found.invitees)
        try:
            fields.check()
            count = await actions.record_replies(actor_of(request), meeting_id, typed, channel=channel)
        except Invalid as refused:
            return _replies(found, fields=fields, problems=refused.problems)
        counted = f"{count}機関の" if count else ""  # rows are saved as they are typed, too
        return see_other(f"/meetings/{meeting_id}/replies", Flash("done", f"{counted}返事を保存しました。"))

    @post("/{agency_id:uuid}", opt=needs(Permission.MEETING_PREPARE))
    async def save_reply(self, request: PageRequest, meeting_id: FromPath[UUID], agency_id: FromPath[UUID]) -> Template:
        """Save one row as it is typed; the answer replaces the row's last cell."""
        actor, fields = actor_of(request), await posted(request)
        found = await actions.invitations(scope_of_request(request), meeting_id)
        channel, prefix = forms.read_channel(fields), rules.row_prefix(agency_id)
        typed = [one for one in forms.read_replies(fields, found.invitees) if one.agency_id == agency_id]
        problems = {name: text for name, text in fields.problems.items() if name.startswith(prefix)}
        if not problems:
            try:
                await actions.record_replies(actor, meeting_id, typed, channel=channel)
            except Invalid as refused:
                problems = refused.problems
        after = await actions.invitations(scope_of_request(request), meeting_id)
        row = next(one for one in presenters.reply_rows(after.invitees, after.agencies) if one.agency_id == agency_id)
        context = {"row": replace(row, problems=problems), "replies": presenters.replies_words(after.invitees)}
        return Template("meetings/scheduling/_reply_saved.html", context=context)


async def _change_invitees(
    actor: Actor, meeting_id: UUID, page: str, *, add: UUID | None, drop: UUID | None
) -> Redirect:
    undo = None
    if add is not None:
        await actions.invite(actor, meeting_id, add)
        undo = f"/meetings/{meeting_id}/invitees/undo?drop={add}"
    if drop is not None:
        was = await actions.uninvite(actor, meeting_id, drop)
        plain = was.reply is Reply.NONE and was.noticed_at is None  # an answer that went with it cannot come back
        undo = f"/meetings/{meeting_id}/invitees/undo?add={drop}" if plain else None
    said = "招集する機関に加えました。" if add else "招集する機関から外しました。"
    return see_other(f"/meetings/{meeting_id}/{page}", Flash("done", said, undo))


def _list(planning: Planning, year: int) -> dict[str, object]:
    today = clock.today()
    shown = year or calendar.fiscal_year(today)
    coming, past = presenters.upcoming_and_past(planning.meetings, shown, today)
    return {
        "coming": presenters.meeting_rows(coming, planning.invited, today),
        "past": presenters.meeting_rows(past, planning.invited, today),
        "years": [
            (calendar.fiscal_year_label(one), None, f"/meetings?year={one}", one == shown)
            for one in presenters.fiscal_years(planning.meetings, today)
        ],
        "year": calendar.fiscal_year_label(shown),
    }


def _proposal(planning: Planning, tier_text: str) -> MeetingPlan:
    tiers_in_use = in_use(planning.tiers, planning.days.today)
    tier = next((tier for tier in tiers_in_use if str(tier.id) == tier_text), None)
    tier = tier or next((one for one in tiers_in_use if one.cycle_months and one.names_allowed), tiers_in_use[0])
    last = [meeting for meeting in planning.meetings if meeting.tier_id == tier.id]
    ids = {agency.id for agency in planning.agencies}
    invited = [one.agency_id for one in planning.invited.get(last[-1].id, ())] if last else []
    return proposed_plan(tier, planning.meetings, [one for one in invited if one in ids], planning.days)


def _form(
    planning: Planning,
    typed: Mapping[str, object],
    *,
    meeting: Invitations | None = None,
    problems: Mapping[str, str] | None = None,
) -> Template:
    context = {
        "typed": defaultdict(str, typed),
        "problems": problems or {},
        "labels": forms.LABELS,
        "tiers": [(str(tier.id), tier.name) for tier in in_use(planning.tiers, planning.days.today)],
        "agencies": [(str(agency.id), agency.name) for agency in planning.agencies],
        "meeting": meeting.meeting if meeting else None,
        "where": presenters.where_words(meeting.meeting) if meeting else "",
    }
    return Template("meetings/scheduling/form.html", context=context, status_code=422 if problems else 200)


def _replies(
    found: Invitations, *, fields: Fields | None = None, problems: Mapping[str, str] | None = None
) -> Template:
    rows = presenters.reply_rows(found.invitees, found.agencies)
    if fields is not None and problems is not None:
        rows = [
            replace(row, typed=forms.retyped_reply(fields, row.prefix), problems=presenters.of_row(row, problems))
            for row in rows
        ]
    context = {
        "meeting": found.meeting,
        "where": presenters.where_words(found.meeting),
        "steps_list": presenters.meeting_steps(found.meeting, found.invitees, "返事"),
        "rows": rows,
        "problems": problems or {},
        "channels": CHANNELS,
        "channel": forms.read_channel(fields) if fields is not None else Channel.FAX,
        "replies": presenters.replies_words(found.invitees),
    }
    return Template("meetings/scheduling/replies.html", context=context, status_code=422 if problems else 200)
