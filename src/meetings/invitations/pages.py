"""/meetings/{id}, /confirm, /cancel: the meeting's own page, fixing the windows, calling it off."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response, Template

from access.acting import actor_of, scope_of_request
from access.permissions.model import Permission
from access.permissions.rules import needs
from core.pages import ICS, Flash, PageRequest, download, posted, see_other
from meetings.agenda.day_plan import day_plan
from meetings.agenda.slack_words import called_words
from meetings.agenda.told import as_told
from meetings.invitations import actions, notice_actions, presenters, rules
from meetings.invitations.actions import Told
from meetings.invitations.errors import NotReady
from meetings.invitations.notice_pages import told_words
from meetings.scheduling.presenters import days_left, in_order, meeting_steps, time_words, where_words
from meetings.scheduling.rules import PREPARED


class InvitationPages(Controller):
    """A meeting as a whole, and what its agencies are told about time."""

    path = "/meetings/{meeting_id:uuid}"

    @get("/", opt=needs(Permission.MEETING_SEE))
    async def show_meeting(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """How far the preparation is, and what comes next."""
        scope = scope_of_request(request)
        found = await notice_actions.notice(scope, meeting_id)
        _meeting, mails, _names = await notice_actions.mails(scope, meeting_id)
        told = await actions.announced(scope, meeting_id)
        meeting, invitees = found.facts.meeting, found.facts.invitees
        context = {
            "meeting": meeting,
            "tier": found.facts.tier,
            "time": time_words(meeting),
            "days_left": days_left(meeting.held_on, scope.day),
            "steps_list": meeting_steps(meeting, invitees),
            "checks": presenters.checklist(found, sum(bool(i.household_id) for i in found.facts.items), mails),
            "invitees": [
                (one, found.facts.agencies[one.agency_id]) for one in in_order(invitees, found.facts.agencies)
            ],
            "windows": {window.agency_id: presenters.window_span(window) for window, _revisions in told},
            "slack": {window.agency_id: presenters.window_slack(window) for window, _revisions in told},
            "open": meeting.state in PREPARED,
            "next_step": presenters.next_step(found, scope.day),
        }
        return Template("meetings/invitations/meeting.html", context=context)

    @get("/confirm", opt=needs(Permission.MEETING_PREPARE))
    async def ask_before_confirming(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """What stands in the way, or what would leave."""
        found = await actions.confirmation(actor_of(request), meeting_id)
        meeting = found.facts.meeting
        context = {
            "meeting": meeting,
            "where": where_words(meeting),
            "steps_list": meeting_steps(meeting, found.facts.invitees, "議題と順番"),
            "obstacles": presenters.obstacle_rows(found),
            "rows": presenters.change_rows(found),
            "leaving": presenters.leaving(found),
            "label": presenters.confirm_label(found),
            "remarks": presenters.remarks(found),
            "called": called_words(found.facts, day_plan(found.facts)) if rules.in_turn(found.facts) else None,
            "unmarked": list(found.facts.items) != as_told(found.facts.items),
            "seen": rules.seen(found.changes),
            "open": meeting.state in PREPARED,
        }
        return Template("meetings/invitations/confirm.html", context=context)

    @post("/confirm", opt=needs(Permission.MEETING_PREPARE))
    async def confirm(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """確定."""
        fields = await posted(request)
        try:
            told = await actions.confirm(actor_of(request), meeting_id, seen=fields.line("seen"))
        except NotReady as refused:
            return see_other(f"/meetings/{meeting_id}/confirm", Flash("check", refused.message))
        if told == Told():
            said = "出席時間を確定しました。新しく知らせる機関はありません。"
            return see_other(f"/meetings/{meeting_id}", Flash("done", said))
        return see_other(f"/meetings/{meeting_id}/mails", Flash("info", told_words("出席時間を確定しました。", told)))

    @get("/windows/{agency_id:uuid}/meeting.ics", opt=needs(Permission.MEETING_SEE))
    async def calendar(
        self, request: PageRequest, meeting_id: FromPath[UUID], agency_id: FromPath[UUID]
    ) -> Response[bytes]:
        """The calendar file of one agency's window."""
        data = await actions.calendar_file(scope_of_request(request), meeting_id, agency_id)
        return download(data, name="meeting.ics", media_type=ICS)

    @get("/cancel", opt=needs(Permission.MEETING_PREPARE))
    async def ask_before_cancelling(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """Who would be told."""
        found = await notice_actions.notice(scope_of_request(request), meeting_id)
        told = [one for one in found.facts.invitees if one.noticed_at is not None]
        context = {
            "meeting": found.facts.meeting,
            "where": where_words(found.facts.meeting),
            "leaving": presenters.sum_of([found.tellings[one.agency_id] for one in told]),
        }
        return Template("meetings/invitations/cancel_ask.html", context=context)

    @post("/cancel", opt=needs(Permission.MEETING_PREPARE))
    async def call_off(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """中止."""
        told = await actions.call_off(actor_of(request), meeting_id)
        return see_other(f"/meetings/{meeting_id}/mails", Flash("info", told_words("会議を中止にしました。", told)))
