"""/meetings/{id}/arrangement: 順番を整える, before agencies are told their times."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from access.acting import actor_of
from access.permissions.model import Permission
from access.permissions.rules import needs
from core.errors import Conflict, Invalid
from core.pages import Flash, PageRequest, posted, see_other
from meetings.agenda.presenters import counts
from meetings.arrangements import actions, forms, presenters, rules
from meetings.arrangements.actions import Proposal
from meetings.arrangements.errors import NoSuchArrangement
from meetings.arrangements.model import ArrangementState
from meetings.arrangements.wish_words import UNPROVEN
from meetings.scheduling.presenters import meeting_steps, where_words
from meetings.scheduling.rules import PREPARED

VIEWS = {"order": "順番", "who": "だれがいつ居るか", "figures": "くわしい数字"}


class ArrangementPages(Controller):
    """The proposal beside the present order, its rules, and the buttons."""

    path = "/meetings/{meeting_id:uuid}/arrangement"

    @get("/", opt=needs(Permission.MEETING_SEE))
    async def show(self, request: PageRequest, meeting_id: FromPath[UUID], view: FromQuery[str] = "order") -> Template:
        """Before and after."""
        return _page(await actions.proposal(actor_of(request), meeting_id), view=view)

    @get("/line", opt=needs(Permission.MEETING_SEE))
    async def line(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """For the agenda's page: whether its order is one that was arranged."""
        shown = await actions.accepted(actor_of(request), meeting_id)
        context = {"said": presenters.made_line(shown.facts, shown.found), "meeting": shown.facts.meeting}
        return Template("meetings/arrangements/_line.html", context=context)

    @post("/", opt=needs(Permission.MEETING_PREPARE))
    async def search(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template | Redirect:
        """順番を整える: the worker searches."""
        actor, fields = actor_of(request), await posted(request)
        try:
            job = await actions.start_search(actor, meeting_id, forms.read_rules(fields))
        except Invalid as refused:
            return await _refused(request, meeting_id, refused)
        return see_other(f"/jobs/{job.id}")

    @post("/accept", opt=needs(Permission.MEETING_PREPARE))
    async def accept(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template | Redirect:
        """この順にする."""
        fields = await posted(request)
        try:
            chosen = forms.read_arrangement(fields)
            await actions.accept(actor_of(request), meeting_id, chosen)
        except (Invalid, Conflict, NoSuchArrangement) as refused:
            return await _refused(request, meeting_id, refused)
        undo = f"/meetings/{meeting_id}/arrangement/undo?arrangement={chosen}"
        said = "案の順にしました。手で動かすことも、固定することもできます。"
        return see_other(f"/meetings/{meeting_id}/agenda", Flash("done", said, undo))

    @post("/discard", opt=needs(Permission.MEETING_PREPARE))
    async def discard(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template | Redirect:
        """使わない."""
        fields = await posted(request)
        try:
            chosen = forms.read_arrangement(fields)
            await actions.discard(actor_of(request), meeting_id, chosen)
        except (Invalid, Conflict, NoSuchArrangement) as refused:
            return await _refused(request, meeting_id, refused)
        undo = f"/meetings/{meeting_id}/arrangement/undo?arrangement={chosen}"
        return see_other(
            f"/meetings/{meeting_id}/agenda", Flash("done", "案を使いませんでした。順番はそのままです。", undo)
        )

    @post("/undo", opt=needs(Permission.MEETING_PREPARE))
    async def undo(
        self, request: PageRequest, meeting_id: FromPath[UUID], arrangement: FromQuery[UUID]
    ) -> Template | Redirect:
        """元に戻す: the order as it was, or a proposal that was left."""
        try:
            await actions.take_back(actor_of(request), meeting_id, arrangement)
        except (Invalid, Conflict, NoSuchArrangement) as refused:
            return await _refused(request, meeting_id, refused)
        said = "元に戻しました。案はここに残っています。"
        return see_other(f"/meetings/{meeting_id}/arrangement", Flash("done", said))


async def _refused(request: PageRequest, meeting_id: UUID, refused: Invalid | Conflict | NoSuchArrangement) -> Template:
    """The page again with the message in place; nothing was changed."""
    problems = refused.problems if isinstance(refused, Invalid) and refused.problems else {"": refused.message}
    found = await actions.proposal(actor_of(request), meeting_id)
    return _page(found, problems=problems, status=refused.status)


def _page(
    shown: Proposal, *, view: str = "order", problems: dict[str, str] | None = None, status: int = 200
) -> Template:
    facts, found = shown.facts, shown.found
    chosen = actions.rules_of(found)
    fits = found is not None and rules.fits(found, facts)
    context = {
        "meeting": facts.meeting,
        "where": where_words(facts.meeting),
        "steps_list": meeting_steps(facts.meeting, facts.invitees, "議題と順番"),
        "counts": counts(facts),
        "open": facts.meeting.state in PREPARED and facts.meeting.confirmed_at is None,
        "prepared": facts.meeting.state in PREPARED,
        "made": bool(facts.items),
        "enough": rules.can_be_ordered(facts),
        "found": found,
        "stale": found is not None and found.state is ArrangementState.PROPOSED and not fits,
        "moved_since": found is not None and found.state is ArrangementState.ACCEPTED and not fits,
        "conflicts": found.not_kept if fits and found and not found.order else (),
        "unproven": UNPROVEN,
        "shown": presenters.arrangement_view(facts, found) if fits and found and found.order else None,
        "waiting": presenters.present_waiting(facts, chosen),
        "rules": presenters.rule_options(chosen),
        "view": view if view in VIEWS else "order",
        "views": VIEWS,
        "problems": problems or {},
    }
    return Template("meetings/arrangements/arrangement.html", context=context, status_code=status)
