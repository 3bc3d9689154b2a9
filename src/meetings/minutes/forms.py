"""The forms of the day: one item with a block per child, rows of tasks, dissents and sayings; the door; the end.

Field names: `c<8 characters of the case>_…` per child, `p<n>_…` tasks, `d<n>_…` dissents, `s<n>_…` sayings.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from core.calendar import JST, as_jst, wareki, wareki_short
from core.forms import Fields
from meetings.minutes.commands import Attendance, Ending, TypedAttendance, TypedItem, TypedMinutes
from meetings.minutes.model import CaseDecision, Deliberation, Dissent, PlannedPromise, Saying
from meetings.progress.model import Treatment
from network.cases.model import ClosingReason, ReviewRank, Severity

LONGEST = 2000
LONGEST_SECTION = 20_000
NOT_CARRIED = frozenset({"_csrf_token", "version", "then"})
MOST_COPIES = 500
_ROW = re.compile(r"([pds])(\d{1,2})_")
Typed = Mapping[str, object]


def case_prefix(case_id: UUID) -> str:
    """What the names of one child's fields begin with."""
    return f"c{case_id.hex[:8]}_"


def read_item(fields: Fields, held_on: date) -> TypedItem:
    """The form of one item. Raises Invalid with every problem."""
    sayings = [(fields.identity(f"{row}agency"), row) for row in _rows(fields, "s")]
    typed = TypedItem(
        version=read_version(fields),
        reports=_sayings(fields, sayings, "report"),
        opinions=_sayings(fields, sayings, "opinion"),
        child_voice=fields.text("child_voice", longest=LONGEST),
        decisions=tuple(_decision(fields, case_id, held_on) for case_id in fields.identities("case")),
        promises=tuple(filter(None, (_promise(fields, row, held_on) for row in _rows(fields, "p")))),
        dissents=tuple(filter(None, (_dissent(fields, row, held_on) for row in _rows(fields, "d")))),
    )
    fields.check()
    return typed


def typed_item(deliberation: Deliberation, reviews: Mapping[UUID, date]) -> dict[str, object]:
    """The values of the form; `reviews` are proposed where no review is set and nothing is decided yet."""
    typed: dict[str, object] = {"child_voice": deliberation.child_voice}
    for case_id, review in reviews.items():
        found = next((one for one in deliberation.decisions if one.case_id == case_id), CaseDecision(case_id=case_id))
        shown = found.next_review_on or (None if found.treatments else review)
        typed |= _typed_decision(case_prefix(case_id), found, shown)
    for number, task in enumerate(deliberation.promises):
        typed |= {f"p{number}_{name}": value for name, value in _typed_promise(task).items()}
    for number, dissent in enumerate(deliberation.dissents):
        typed |= {f"d{number}_{name}": value for name, value in _typed_dissent(dissent).items()}
    for number, agency_id in enumerate(_speakers(deliberation)):
        typed |= {
            f"s{number}_agency": str(agency_id or ""),
            f"s{number}_report": _said(deliberation.reports, agency_id),
            f"s{number}_opinion": _said(deliberation.opinions, agency_id),
        }
    return typed


def retyped(fields: Fields) -> dict[str, object]:
    """What was typed, for showing the form again; the choices of checkboxes are whole."""
    return {name: fields.many(name) if name.endswith("_treatment") else value for name, value in fields.typed.items()}


def row_numbers(typed: Typed, kind: str) -> list[int]:
    """The rows of one kind that have been typed, in order."""
    found = {int(match[2]) for name in typed if (match := _ROW.match(name)) and match[1] == kind}
    return sorted(found)


def read_reviews(fields: Fields, held_on: date) -> dict[UUID, date]:
    """The next reviews of the block. Raises Invalid."""
    found = {}
    for case_id in fields.identities("case"):
        review = fields.day(f"{case_prefix(case_id)}review", near=held_on, expects="future")
        if review is not None:
            found[case_id] = review
    fields.check()
    return found


def read_attendance(fields: Fields, agency_id: UUID) -> TypedAttendance:
    """One row of the door. Raises Invalid."""
    state = fields.choice("state", Attendance) or Attendance.AWAITED
    typed = TypedAttendance(
        agency_id=agency_id,
        version=read_version(fields),
        state=state,
        attendee=fields.line("attendee"),
        copy_number=fields.number("copy_number", least=1, most=MOST_COPIES),
        copy_returned=fields.flag("copy_returned"),
    )
    fields.check()
    return typed


def read_ending(fields: Fields) -> Ending:
    """The end of the day. Raises Invalid."""
    ending = Ending(reason=fields.line("reason"), carry_over=fields.flag("carry_over"))
    fields.check()
    return ending


def read_call(fields: Fields, now: datetime) -> datetime:
    """When an absent agency was rung up; now when nothing was typed. Raises Invalid."""
    hour = fields.hour("at")
    fields.check()
    return now if hour is None else datetime.combine(as_jst(now).date(), hour, JST)


def read_minutes(fields: Fields) -> TypedMinutes:
    """Edited sections by their places. Raises Invalid."""
    places = [int(name[1:]) for name in fields.typed if re.fullmatch(r"t\d{1,4}", name)]
    typed = TypedMinutes(
        version=read_version(fields),
        texts={place: fields.text(f"t{place}", longest=LONGEST_SECTION) for place in places},
        next_meeting=fields.line("next_meeting"),
    )
    fields.check()
    return typed


def read_approval(fields: Fields, today: date) -> tuple[str, date]:
    """Number and day of the approved document. Raises Invalid."""
    number = fields.line("number", required="文書番号を入れてください。")
    on = fields.day("approved_on", near=today, expects="past", required="決裁日を入れてください。")
    if on is not None and on > today:
        fields.problem("approved_on", "これからの日です。決裁のあった日を入れてください。")
    fields.check()
    return number, on or today


def read_version(fields: Fields) -> int:
    """The version the form was opened at."""
    return fields.number("version") or 1


def carried(fields: Fields) -> list[tuple[str, str]]:
    """Everything typed, to be carried along in a page as hidden fields."""
    return [(name, value) for name in fields.typed if name not in NOT_CARRIED for value in fields.many(name)]


def day_text(day: date | None) -> str:
    """A date as it stands in a field."""
    return wareki(day) if day else ""


def cell_day(day: date | None) -> str:
    """A date as it stands in a narrow field."""
    return wareki_short(day) if day else ""


def _rows(fields: Fields, kind: str) -> list[str]:
    return [f"{kind}{number}_" for number in row_numbers(fields.typed, kind)]


def _decision(fields: Fields, case_id: UUID, held_on: date) -> CaseDecision:
    prefix = case_prefix(case_id)
    treatments = tuple(one for one in Treatment if one.value in fields.many(f"{prefix}treatment"))
    closing = fields.choice(f"{prefix}closing", ClosingReason)
    if Treatment.CLOSE in treatments and closing is None:
        fields.problem(f"{prefix}closing", "終結の理由を選んでください。")
    review = fields.day(f"{prefix}review", near=held_on, expects="future")
    if review is not None and review <= held_on:
        fields.problem(f"{prefix}review", "会議の日より後にしてください。")
    return CaseDecision(
        case_id=case_id,
        treatments=treatments,
        policy=fields.text(f"{prefix}policy", longest=LONGEST),
        situation=fields.text(f"{prefix}situation", longest=LONGEST),
        strengths=fields.text(f"{prefix}strengths", longest=LONGEST),
        lead_agency_id=fields.identity(f"{prefix}lead"),
        lead_confirmed=fields.flag(f"{prefix}lead_ok"),
        severity=fields.choice(f"{prefix}severity", Severity),
        review_rank=fields.choice(f"{prefix}rank", ReviewRank),
        next_review_on=None if Treatment.CLOSE in treatments else review,
        closing_reason=closing if Treatment.CLOSE in treatments else None,
        closing_note=fields.line(f"{prefix}closing_note"),
    )


def _promise(fields: Fields, row: str, held_on: date) -> PlannedPromise | None:
    if not any(fields.line(f"{row}{name}") for name in ("agency", "person", "what", "due", "fallback")):
        return None
    return PlannedPromise(
        agency_id=fields.identity(f"{row}agency"),
        person=fields.line(f"{row}person"),
        what=fields.line(f"{row}what", required="することを入れてください。", longest=400),
        due_on=fields.day(f"{row}due", near=held_on, expects="future"),
        fallback=fields.line(f"{row}fallback", longest=400),
        case_id=fields.identity(f"{row}case"),
    )


def _dissent(fields: Fields, row: str, held_on: date) -> Dissent | None:
    if not any(fields.line(f"{row}{name}") for name in ("agency", "text", "on", "reply")):
        return None
    dissent = Dissent(
        agency_id=fields.identity(f"{row}agency", required="だれの意見かを選んでください。"),
        text=fields.text(f"{row}text", required="意見を入れてください。", longest=LONGEST),
        revisit_on=fields.day(f"{row}on", near=held_on, expects="future"),
        revisit_next=fields.flag(f"{row}next"),
        reply=fields.text(f"{row}reply", longest=LONGEST),
    )
    if dissent.revisit_on is None and not dissent.revisit_next:
        fields.problem(f"{row}on", "いつ見直すかを入れてください。日付か「次回」のどちらかです。")
    return dissent


def _sayings(fields: Fields, rows: Iterable[tuple[UUID | None, str]], kind: str) -> tuple[Saying, ...]:
    said = [(agency, fields.text(f"{row}{kind}", longest=LONGEST)) for agency, row in rows]
    return tuple(Saying(agency_id=agency, text=text) for agency, text in said if text)


def _typed_decision(prefix: str, decision: CaseDecision, review: date | None) -> dict[str, object]:
    return {
        f"{prefix}treatment": tuple(one.value for one in decision.treatments),
        f"{prefix}policy": decision.policy,
        f"{prefix}situation": decision.situation,
        f"{prefix}strengths": decision.strengths,
        f"{prefix}lead": str(decision.lead_agency_id or ""),
        f"{prefix}lead_ok": decision.lead_confirmed,
        f"{prefix}severity": decision.severity.value if decision.severity else "",
        f"{prefix}rank": decision.review_rank.value if decision.review_rank else "",
        f"{prefix}review": day_text(review),
        f"{prefix}closing": decision.closing_reason.value if decision.closing_reason else "",
        f"{prefix}closing_note": decision.closing_note,
    }


def _typed_promise(task: PlannedPromise) -> dict[str, str]:
    return {
        "agency": str(task.agency_id or ""),
        "person": task.person,
        "what": task.what,
        "due": cell_day(task.due_on),
        "fallback": task.fallback,
        "case": str(task.case_id or ""),
    }


def _typed_dissent(dissent: Dissent) -> dict[str, object]:
    return {
        "agency": str(dissent.agency_id or ""),
        "text": dissent.text,
        "on": cell_day(dissent.revisit_on),
        "next": dissent.revisit_next,
        "reply": dissent.reply,
    }


def _speakers(deliberation: Deliberation) -> list[UUID | None]:
    return list(dict.fromkeys(one.agency_id for one in (*deliberation.reports, *deliberation.opinions)))


def _said(sayings: Iterable[Saying], agency_id: UUID | None) -> str:
    return "\n".join(one.text for one in sayings if one.agency_id == agency_id)
