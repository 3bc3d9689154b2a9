"""/meetings/{id}/rule-costs: 決まりの重さ, for the coordinator who thinks about whom to ring."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from access.acting import actor_of
from access.permissions.model import Permission
from access.permissions.rules import needs
from core.errors import Invalid
from core.pages import PageRequest, see_other
from meetings.rule_costs import actions
from meetings.rule_costs.actions import Weighing
from meetings.rule_costs.presenters import costs_view, to_try
from meetings.scheduling.presenters import meeting_steps, where_words
from meetings.scheduling.rules import PREPARED


class RuleCostPages(Controller):
    """What each rule costs, and having it looked at."""

    path = "/meetings/{meeting_id:uuid}/rule-costs"

    @get("/", opt=needs(Permission.MEETING_PREPARE))
    async def show(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """The figures, or what can be looked at."""
        return _page(await actions.weighing_of(actor_of(request), meeting_id))

    @post("/", opt=needs(Permission.MEETING_PREPARE))
    async def weigh(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template | Redirect:
        """決まりの重さをしらべる: the worker searches."""
        actor = actor_of(request)
        try:
            job = await actions.weigh(actor, meeting_id)
        except Invalid as refused:
            return _page(await actions.weighing_of(actor, meeting_id), refused)
        return see_other(f"/jobs/{job.id}")


def _page(found: Weighing, refused: Invalid | None = None) -> Template:
    meeting = found.facts.meeting
    context = {
        "meeting": meeting,
        "where": where_words(meeting),
        "steps_list": meeting_steps(meeting, found.facts.invitees, "議題と順番"),
        "view": costs_view(found, found.costs) if found.costs else None,
        "changed": found.changed,
        "proposed": found.proposal is not None,
        "to_try": to_try(found),
        "count": len(found.binding),
        "seconds": found.seconds,
        "open": meeting.state in PREPARED and meeting.confirmed_at is None,
        "problems": {"": refused.message} if refused else {},
    }
    return Template(
        "meetings/rule_costs/rule_costs.html", context=context, status_code=refused.status if refused else 200
    )
