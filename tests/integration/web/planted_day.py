"""The cycle of a planted meeting: ordered, told, held with every field of its forms typed; and a list brought."""

from datetime import timedelta
from uuid import UUID

from access.permissions.rules import whole_council
from core import clock, jobs
from core.calendar import wareki
from core.database import transaction
from core.jobs import Job, JobState
from meetings.agenda import store as agenda_store
from meetings.agenda.model import AgendaItem
from meetings.arrangements import actions as arrangements
from meetings.arrangements import store as arrangement_store
from meetings.divisions import actions as divisions
from meetings.invitations import actions as invitations
from meetings.invitations import notice_actions as notices
from meetings.invitations import paper_actions
from meetings.invitations import rules as windows
from meetings.repairs import actions as repairs
from meetings.rule_costs import actions as rule_costs
from meetings.scheduling import store as meeting_store
from meetings.scheduling.model import Meeting
from network.agencies.model import Agency
from network.cases.model import Case
from tests.conftest import Cast, Client
from tests.integration.meetings.preparing import work_off
from tests.integration.meetings.the_day import decision_fields
from tests.integration.web.planter import Planter

STEPS = 300


async def arrange(cast: Cast, meeting: Meeting) -> UUID:
    """Order the items by a search, have its rules weighed, and take what it found; the id of the job."""
    made = await arrangements.arrange(cast.coordinator, meeting.id, steps=STEPS)
    weighed = await rule_costs.weigh(cast.coordinator, meeting.id, steps=STEPS)
    await work_off()
    await _ended_well(cast, weighed)
    await arrangements.accept(cast.coordinator, meeting.id, made.id)
    return weighed.id


async def repair(cast: Cast, meeting: Meeting) -> tuple[tuple[UUID, ...], tuple[UUID, ...]]:
    """Have steps of a repair and a comparison worked out; the ids of all proposals and of the jobs."""
    made = await repairs.start_repair(cast.coordinator, meeting.id, afresh=True, steps=STEPS)
    compared = await divisions.compare(cast.coordinator, meeting.id, steps=STEPS)
    await work_off()
    scope = whole_council(cast.council, today=clock.today())
    await _ended_well(cast, made, compared)
    async with transaction(cast.council):
        found = await arrangement_store.arrangements(meeting.id, scope=scope)
    return tuple(one.id for one in found), (made.id, compared.id)


async def announce(cast: Cast, meeting: Meeting) -> None:
    """Tell day and windows; number the copies."""
    await notices.convene(cast.coordinator, meeting.id)
    found = await invitations.confirmation(cast.coordinator, meeting.id)
    await invitations.confirm(cast.coordinator, meeting.id, seen=windows.seen(found.changes))
    await paper_actions.number_copies(cast.coordinator, meeting.id)


async def hold(
    office: Client, cast: Cast, planter: Planter, *, meeting: Meeting, children: dict[str, Case], nursery: Agency
) -> None:
    """Announce, begin, let two agencies in, type every field of both items, decide, and edit the minutes."""
    await announce(cast, meeting)
    base = f"/meetings/{meeting.id}"
    await _well(office, f"{base}/run/start")
    for agency in (cast.school, cast.center):
        async with transaction(cast.council):
            scope = whole_council(cast.council, today=clock.today())
            row = await meeting_store.invitee(meeting.id, agency.id, scope=scope)
        fields = {"version": row.version, "state": "present", "attendee": row.attendee}
        await _well(office, f"{base}/run/door/{agency.id}", **fields)
    mark = planter.mark
    for item in await items_of(cast, meeting):
        if item.household_id is None:
            continue
        typed: dict[str, object] = {"child_voice": mark(f"voice{item.position}")}
        for case in (case for case in children.values() if case.id in item.cases):
            name = next(key for key, one in children.items() if one.id == case.id)
            words = {text: mark(f"decided_{name}.{text}") for text in ("policy", "situation", "strengths")}
            fields_of_child = decision_fields(case, review=_soon(), **words)
            typed |= fields_of_child | {"case": [*_listed(typed.get("case")), fields_of_child["case"]]}
        typed |= {f"s0_{text}": mark(f"said{item.position}.{text}") for text in ("report", "opinion")}
        typed |= {"s0_agency": str(cast.center.id)}
        dissent = {"agency": str(cast.center.id), "next": "yes", "text": mark(f"dissent{item.position}.text")}
        dissent["reply"] = mark(f"dissent{item.position}.reply")
        typed |= {f"d0_{text}": value for text, value in dissent.items()}
        if children["a"].id in item.cases:
            typed |= _task(planter, 0, "p_school", agency=cast.school, case=children["a"])
            typed |= _task(planter, 1, "p_center", agency=cast.center, case=children["a"])
            typed |= _task(planter, 2, "p_nursery", agency=nursery, case=children["b"])
        await _well(office, f"{base}/run/{item.id}", version=1, **typed)
    await _well(office, f"{base}/run/end", carry_over="yes", reason=mark("end.reason"))
    await _well(office, f"{base}/minutes", version=1, t0=mark("minutes"))


def _task(planter: Planter, place: int, name: str, *, agency: Agency, case: Case) -> dict[str, object]:
    words = {text: planter.mark(f"{name}.{text}") for text in ("what", "person", "fallback")}
    typed = {"agency": str(agency.id), "case": str(case.id), "due": _soon(), **words}
    return {f"p{place}_{text}": value for text, value in typed.items()}


async def bring_list(office: Client, planter: Planter) -> UUID:
    """A list that was brought and not taken."""
    headings = "整理番号,受理日,氏名,ふりがな,生年月日,性別,所属,主担当機関,現在の状況"
    rows = [
        f"R8-{place},R8.4.1,{planter.mark(f'import{place}.name')},{planter.mark(f'import{place}.kana')},H29.5.{place},女,"
        f"{planter.mark(f'import{place}.school')},汐見市こども家庭センター,{planter.mark(f'import{place}.situation')}"
        for place in range(1, 4)
    ]
    file = "\n".join([headings, *rows]).encode()
    name = planter.mark("import.filename")
    form = {"data": {"_csrf_token": office.form_token}, "files": {"file": (f"{name}.csv", file)}}
    answer = await office.post("/imports", **form)  # type: ignore[arg-type]  # by name
    assert answer.status_code == 303, answer.text
    return UUID(str(answer.headers["location"]).rsplit("/", 1)[1])


async def items_of(cast: Cast, meeting: Meeting) -> list[AgendaItem]:
    async with transaction(cast.council):
        return await agenda_store.items(meeting.id, scope=whole_council(cast.council, today=clock.today()))


async def _ended_well(cast: Cast, *done: Job) -> None:
    async with transaction(cast.council):
        for job in done:
            ended = await jobs.job(job.id, account_id=cast.coordinator.account_id)
            assert ended.state is JobState.DONE, ended.message


async def _well(office: Client, path: str, **typed: object) -> None:
    answer = await office.send_form(path, **typed)
    assert answer.status_code == 303, (path, answer.status_code, answer.text[-3000:])


def _soon() -> str:
    return wareki(clock.today() + timedelta(days=7))


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []
