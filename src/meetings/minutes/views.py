"""The pages of the day with what they show: used by the controllers for the page itself and for every refusal."""

from collections.abc import Mapping
from uuid import UUID

from litestar.response import Redirect, Template

from access.permissions.model import Actor
from core import clock
from core.calendar import clock_time
from core.errors import Conflict, Invalid
from core.forms import Fields
from core.pages import Flash, see_other
from meetings.agenda.model import ItemKind
from meetings.minutes import (
    actions,
    day_actions,
    delay_actions,
    delay_words,
    door,
    field_names,
    forms,
    presenters,
    rules,
    summary,
)
from meetings.minutes.actions import Saved
from meetings.minutes.commands import Attendance
from meetings.minutes.forms import Typed
from meetings.progress.model import Treatment
from network.cases.model import ClosingReason, ReviewRank, Severity

UNCHANGED = ("", "変えない")
CHOICES = {
    "treatments": tuple(Treatment),
    "severities": (UNCHANGED, *((one.value, one.label) for one in reversed(Severity))),
    "ranks": (UNCHANGED, *((one.value, one.label) for one in ReviewRank)),
    "closings": tuple(ClosingReason),
}
ADD = {"promise": "p", "dissent": "d"}
Place = tuple[UUID, UUID]


async def item_page(
    actor: Actor,
    meeting_id: UUID,
    item_id: UUID | None = None,
    *,
    added: str = "",
    typed: Typed | None = None,
    problems: Mapping[str, str] | None = None,
) -> Template:
    """The running meeting with one item on the screen."""
    record, item = await actions.room(actor, meeting_id, item_id)
    view = presenters.run_view(record, item, clock.today())
    now = await delay_actions.standing(actor, meeting_id)
    delay = delay_words.delay_line(now.outlook, now.off)
    context: dict[str, object] = {"view": view, "delay": delay, "problems": problems or {}, **CHOICES}
    if item is not None and item.kind is ItemKind.FORMAL and presenters.is_block_step(record, item):
        context["block"] = summary.block_rows(record, clock.today(), typed or {})
    elif item is not None:
        reviews = {case_id: record.proposed_review(case_id) for case_id in item.cases}
        deliberation = record.deliberation(item) or rules.fresh(meeting_id, [item])[0]
        values = typed if typed is not None else forms.typed_item(deliberation, reviews)
        context["lines"], context["typed"] = presenters.form_rows(values, record, item, added)
        context["labels"] = field_names.labels(record, item)
    return Template("meetings/minutes/run.html", context=context, status_code=422 if problems else 200)


async def refused(actor: Actor, place: Place, fields: Fields, problems: Mapping[str, str], *, quiet: bool) -> Template:
    """The form again with its problems; while typing only the line that says what is not saved yet."""
    if quiet:
        return Template("meetings/minutes/_saved.html", context={"problems": problems}, status_code=422)
    return await item_page(actor, *place, typed=forms.retyped(fields), problems=problems)


async def conflict(actor: Actor, place: Place, fields: Fields, refusal: Conflict, *, quiet: bool) -> Template:
    """Both texts side by side; what was typed is carried along in the page."""
    if quiet:
        return Template("meetings/minutes/_saved.html", context={"conflict": refusal.message}, status_code=409)
    record, item = await actions.room(actor, *place)
    if item is None:
        raise refusal
    deliberation = record.deliberation(item) or rules.fresh(place[0], [item])[0]
    stored = forms.typed_item(deliberation, dict.fromkeys(item.cases, record.meeting.held_on))
    typed = forms.retyped(fields)
    context = {
        "href": f"/meetings/{place[0]}/run/{place[1]}",
        "back": f"/meetings/{place[0]}/run/{place[1]}",
        "message": refusal.message,
        "version": deliberation.version,
        "rows": field_names.compared(stored, typed, field_names.labels(record, item), field_names.choice_words(record)),
        "typed": forms.carried(fields),
    }
    return Template("meetings/minutes/conflict.html", context=context, status_code=409)


async def after_saving(actor: Actor, place: Place, then: str, saved: Saved) -> Redirect:
    """Where the pressed button leads."""
    base = f"/meetings/{place[0]}/run"
    if saved.tasks_added:
        said = "返事に日付があったので、役割分担に足しました。担当の機関を選んでください。"
        return see_other(f"{base}/{place[1]}", Flash("check", said))
    if then == "next":
        following = await actions.go_on(actor, *place)
        return see_other(base if following else f"{base}/end")
    if then in ADD:
        return see_other(f"{base}/{place[1]}?add={ADD[then]}#new-row")
    return see_other(f"{base}/{place[1]}", Flash("done", "保存しました。"))


async def new_item_refused(actor: Actor, meeting_id: UUID, refusal: Invalid) -> Template:
    """The choice again."""
    found = await actions.households_to_add(actor, meeting_id)
    context = {
        "meeting_id": meeting_id,
        "households": presenters.household_options(found),
        "problems": refusal.problems or {"household": refusal.message},
    }
    return Template("meetings/minutes/new_item.html", context=context, status_code=422)


async def door_page(
    actor: Actor, meeting_id: UUID, *, refused: UUID | None = None, problems: Mapping[str, str] | None = None
) -> Template:
    """The agencies at the door."""
    record = await day_actions.people(actor, meeting_id)
    context = {
        "view": door.door_view(record),
        "states": tuple(Attendance),
        "refused": refused,
        "problems": problems or {},
    }
    return Template("meetings/minutes/door.html", context=context, status_code=422 if problems else 200)


async def door_row(actor: Actor, place: Place) -> Template:
    """What one row says after it saved itself."""
    record = await day_actions.people(actor, place[0])
    row = next(one for one in door.door_rows(record) if one.agency_id == place[1])
    context = {"agency_id": place[1], "row": row, "view": door.door_view(record), "problems": {}}
    return Template("meetings/minutes/_door_row.html", context=context)


async def door_refused(actor: Actor, place: Place, problems: Mapping[str, str], *, quiet: bool) -> Template:
    """What could not be taken: beside the row, or the page again."""
    if not quiet:
        return await door_page(actor, place[0], refused=place[1], problems=problems)
    context = {"agency_id": place[1], "problems": problems}
    return Template("meetings/minutes/_door_row.html", context=context, status_code=422)


async def late_page(actor: Actor, meeting_id: UUID) -> Template:
    """The agencies whose told time holds no longer."""
    now = await delay_actions.standing(actor, meeting_id)
    view = delay_words.delay_view(now.facts, now.outlook, now.off)
    return Template("meetings/minutes/late.html", context={"view": view})


async def ending(
    actor: Actor, meeting_id: UUID, *, typed: Typed | None = None, problems: Mapping[str, str] | None = None
) -> Template:
    """All decisions, and what is missing."""
    record = await day_actions.seen_record(actor, meeting_id, "end")
    context = {
        "view": summary.end_view(record, day_actions.absent_with_tasks(record)),
        "typed": typed or {},
        "problems": problems or {},
    }
    return Template("meetings/minutes/end.html", context=context, status_code=422 if problems else 200)


async def letters(
    actor: Actor, meeting_id: UUID, *, refused: UUID | None = None, problems: Mapping[str, str] | None = None
) -> Template:
    """Absent agencies with tasks."""
    record = await day_actions.seen_record(actor, meeting_id, "letters")
    absent = day_actions.absent_with_tasks(record)
    context = {
        "view": summary.letters_view(record, absent, clock_time(clock.now())),
        "refused": refused,
        "problems": problems or {},
    }
    return Template("meetings/minutes/letters.html", context=context, status_code=422 if problems else 200)
