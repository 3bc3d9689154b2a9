"""/meetings/{id}/agenda: what is discussed and in which order."""

from collections.abc import Mapping
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from access.acting import actor_of
from access.permissions.model import Actor, Permission
from access.permissions.rules import needs
from core.errors import Invalid
from core.forms import Fields
from core.pages import Flash, PageRequest, posted, see_other
from meetings.agenda import actions, forms, presenters, rules
from meetings.agenda.day_plan import AgendaFacts, day_plan
from meetings.agenda.forms import Pressed
from meetings.agenda.matrix import matrix
from meetings.agenda.model import ItemKind
from meetings.agenda.slack_words import called_words
from meetings.agenda.told import since_told
from meetings.scheduling.presenters import meeting_steps, where_words
from meetings.scheduling.rules import PREPARED

HTMX = "hx-request"


class AgendaPages(Controller):
    """The list in blocks, the matrix, and the two sides."""

    path = "/meetings/{meeting_id:uuid}/agenda"

    @get("/", opt=needs(Permission.MEETING_SEE))
    async def show(self, request: PageRequest, meeting_id: FromPath[UUID], view: FromQuery[str] = "list") -> Template:
        """The order, as a list or as a matrix."""
        facts = await actions.agenda(actor_of(request), meeting_id)
        return _page(facts, view=view, part=HTMX in request.headers)

    @post("/propose", opt=needs(Permission.MEETING_PREPARE))
    async def propose(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """Make the agenda, or bring it up to date."""
        count = await actions.propose(actor_of(request), meeting_id)
        said = f"{count}世帯を議題に入れました。個別と一括の分けかたを確かめてください。"
        return see_other(f"/meetings/{meeting_id}/agenda/split", Flash("done", said))

    @get("/split", opt=needs(Permission.MEETING_SEE))
    async def sides(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """Which households are discussed individually, and why."""
        return _split(await actions.agenda(actor_of(request), meeting_id))

    @post("/side", opt=needs(Permission.MEETING_PREPARE))
    async def change_side(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """Move a household to the other side."""
        actor, fields = actor_of(request), await posted(request)
        item_id = fields.identity("item", required="議題を選んでください。")
        kind = fields.choice("to", ItemKind, required="行き先を選んでください。")
        fields.check()
        if item_id is None or kind not in presenters.SIDE_WORDS:
            raise Invalid(problems=fields.problems)
        was, place = await actions.change_side(actor, meeting_id, item_id, kind)
        query = f"item={item_id}&to={was.kind.value}&minutes={was.minutes}&place={place}"
        undo = f"/meetings/{meeting_id}/agenda/side/undo?{query}"
        return see_other(f"/meetings/{meeting_id}/agenda/split", Flash("done", presenters.SIDE_WORDS[kind], undo))

    @post("/side/undo", opt=needs(Permission.MEETING_PREPARE))
    async def undo_side(
        self,
        request: PageRequest,
        meeting_id: FromPath[UUID],
        *,
        item: FromQuery[UUID],
        to: FromQuery[ItemKind],
        minutes: FromQuery[int],
        place: FromQuery[int] = 0,
    ) -> Redirect:
        """Put the household back where it was."""
        if not (0 <= minutes <= forms.LONGEST_ITEM_MINUTES and 0 <= place <= forms.MOST_ITEMS):
            raise Invalid
        await actions.change_side(actor_of(request), meeting_id, item, to, minutes=minutes, place=place)
        return see_other(f"/meetings/{meeting_id}/agenda/split", Flash("done", "元に戻しました。"))

    @post("/cases", opt=needs(Permission.MEETING_PREPARE))
    async def add_case(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template | Redirect:
        """A case that is not due, by its number."""
        actor, fields = actor_of(request), await posted(request)
        try:
            number = fields.line("number", required="整理番号を入れてください。", longest=40)
            fields.check()
            await actions.add_case(actor, meeting_id, number)
        except Invalid as refused:
            facts = await actions.agenda(actor, meeting_id)
            return _split(facts, problems=refused.problems, number=fields.line("number"))
        return see_other(f"/meetings/{meeting_id}/agenda/split", Flash("done", "議題に加えました。"))

    @post("/order", opt=needs(Permission.MEETING_PREPARE))
    async def reorder(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template | Redirect:
        """A button of a row, a drag, or typed numbers and minutes."""
        actor, fields = actor_of(request), await posted(request)
        try:
            pressed = forms.read_pressed(fields)
            flash = await (_press(actor, meeting_id, pressed) if pressed else _rearrange(actor, meeting_id, fields))
        except Invalid as refused:
            problems = refused.problems or {"": refused.message}
            facts, part = await actions.agenda(actor, meeting_id), HTMX in request.headers
            return _page(facts, part=part, problems=problems, typed=fields.typed)
        return see_other(_row(meeting_id, pressed.item_id if pressed else None), flash)

    @post("/order/undo", opt=needs(Permission.MEETING_PREPARE))
    async def undo_order(
        self, request: PageRequest, meeting_id: FromPath[UUID], item: FromQuery[UUID], place: FromQuery[int]
    ) -> Redirect:
        """Put the item back where it stood."""
        await actions.move(actor_of(request), meeting_id, item, place)
        return see_other(_row(meeting_id, item), Flash("done", "元の順に戻しました。"))

    @post("/order/put-back", opt=needs(Permission.MEETING_PREPARE))
    async def put_back(self, request: PageRequest, meeting_id: FromPath[UUID], places: FromQuery[str]) -> Redirect:
        """The whole order as it was."""
        await actions.put_back(actor_of(request), meeting_id, forms.read_places(places))
        return see_other(f"/meetings/{meeting_id}/agenda", Flash("done", "元の順に戻しました。"))


def _row(meeting_id: UUID, item_id: UUID | None) -> str:
    """The list, at the row of this item."""
    return f"/meetings/{meeting_id}/agenda" + (f"#i-{item_id}" if item_id else "")


async def _press(actor: Actor, meeting_id: UUID, pressed: Pressed) -> Flash | None:
    if pressed.way in {"pin", "free"}:
        await actions.pin(actor, meeting_id, pressed.item_id, fixed=pressed.way == "pin")
        return Flash("done", "固定しました。" if pressed.way == "pin" else "固定をはずしました。")
    was = await actions.move(actor, meeting_id, pressed.item_id, pressed.place or pressed.way)
    undo = f"/meetings/{meeting_id}/agenda/order/undo?item={pressed.item_id}&place={was}"
    return Flash("done", f"{was}番の議題を動かしました。", undo)


async def _rearrange(actor: Actor, meeting_id: UUID, fields: Fields) -> Flash:
    typed = forms.read_order(fields)
    before = await actions.rearrange(actor, meeting_id, places=typed.places, minutes=typed.minutes, seen=typed.seen)
    if before == sorted(before):
        return Flash("done", "分を直しました。")
    places = "-".join(map(str, before))
    return Flash("done", "並べ直しました。", f"/meetings/{meeting_id}/agenda/order/put-back?places={places}")


def _page(
    facts: AgendaFacts,
    *,
    view: str = "list",
    part: bool = False,
    problems: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> Template:
    plan = day_plan(facts)
    context = _common(facts) | {
        "lines": presenters.lines(facts, plan),
        "matrix": matrix(facts, plan) if view == "matrix" else None,
        "seen": rules.seen(facts.items),
        "sum_sentence": presenters.sum_sentence(facts, plan),
        "fits": presenters.fits(facts, plan),
        "waiting": presenters.waiting_words(facts, plan),
        "called": called_words(facts, plan),
        "conditions": presenters.conditions(facts, plan),
        "part": part,
        "problems": problems or {},
        "labels": presenters.number_labels(facts) if problems else {},
        "typed": typed or {},
    }
    return Template("meetings/agenda/agenda.html", context=context, status_code=422 if problems else 200)


def _split(facts: AgendaFacts, *, problems: Mapping[str, str] | None = None, number: str = "") -> Template:
    plan = day_plan(facts)
    context = _common(facts) | {
        "individual": presenters.individual_lines(facts),
        "block": presenters.block_lines(facts),
        "put_off": presenters.put_off_lines(facts),
        "sum_sentence": presenters.sum_sentence(facts, plan),
        "fits": presenters.fits(facts, plan),
        "problems": problems or {},
        "number": number,
    }
    return Template("meetings/agenda/split.html", context=context, status_code=422 if problems else 200)


def _common(facts: AgendaFacts) -> dict[str, object]:
    return {
        "meeting": facts.meeting,
        "where": where_words(facts.meeting),
        "steps_list": meeting_steps(facts.meeting, facts.invitees, "議題と順番"),
        "counts": presenters.counts(facts),
        "open": facts.meeting.state in PREPARED,
        "changed_since": since_told(facts).count if facts.meeting.state in PREPARED else 0,
        "made": bool(facts.items),
    }
