"""How the pages of a case read: head, timeline, promises, meetings, who looked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from markupsafe import Markup

from access.audit.model import AuditEntry, AuditKind
from core.calendar import as_jst, clock_time
from network.cases.model import Linkage, Promise
from network.cases.presenters import kind_words, severity_words, who_words
from network.graph.casebook import Casebook, CaseFile
from network.graph.findings import CaseFinding, case_findings
from network.graph.timeline import MeetingMark, Timeline, timeline
from network.graph.timeline_drawing import timeline_svg
from web.case_reading import CaseSeen

TABS = (
    ("summary", "あらまし", ""),
    ("linkages", "つながり", "/linkages"),
    ("promises", "役割分担", "/promises"),
    ("meetings", "会議", "/meetings"),
    ("readers", "見た人", "/readers"),
)
PAGES = {key: label for key, label, _ in TABS} | {"graph": "つながり図", "form": "直す画面", "ledger": "台帳の行"}
CHANGES = {
    "fields": "内容",
    "household": "世帯",
    "closed": "終結",
    "reopened": "再開",
    "born": "出産",
    "lead_settled": "主担当の食い違い",
    "ledger": "台帳",
}
SOON_DAYS = 7
SIGHTINGS_SHOWN = 8
ORDINAL = re.compile(r"第\s*(\d+)\s*回")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """What stands over every tab."""

    file: CaseFile
    who: str
    kinds: str
    severity: str
    lead: str
    lead_since: date | None
    seen_agency: str
    seen_days: int | None
    never_seen: bool
    review_late: int | None
    review_meeting: str
    tabs: list[tuple[str, int | None, str, bool]]
    siblings: list[CaseFile]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRow:
    """One task: how late it is (negative days are ahead), and where it was decided."""

    promise: Promise
    agency: str
    decided: str
    days_late: int | None

    @property
    def late(self) -> bool:
        """Past its day."""
        return self.days_late is not None and self.days_late > 0

    @property
    def soon(self) -> bool:
        """Due today or within a week."""
        return self.days_late is not None and -SOON_DAYS <= self.days_late <= 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkageRow:
    """One linkage as it stands today."""

    linkage: Linkage
    agency_id: UUID
    agency: str
    state: str
    last_day: date | None
    active: bool
    vacant: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """What one meeting said about the case."""

    held_on: date
    title: str
    treatments: str
    situation: str
    strengths: str
    policy: str
    decision: str
    next_review_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderRow:
    """Who did or saw what, when."""

    day: date
    time: str
    who: str
    what: str
    detail: str


def head(seen: CaseSeen, tab: str) -> CaseHead:
    """Name, facts and tabs of a case."""
    file, day = seen.file, seen.book.day
    lead, last = file.lead_on(day), file.last_seen
    review = file.case.next_review_on
    return CaseHead(
        file=file,
        who=who_words(file.case, day),
        kinds=kind_words(file.case, seen.book.words),
        severity=severity_words(file.case, seen.book.words),
        lead=seen.book.agency_name(lead.agency_id) if lead else "",
        lead_since=lead.since if lead else None,
        seen_agency=seen.book.agency_name(last.agency_id) if last else "",
        seen_days=(day - last.seen_on).days if last else None,
        never_seen=file.unseen is not None and file.unseen.kind.value == "never_seen",
        review_late=(day - review).days if review and review < day and file.case.open else None,
        review_meeting=next((one.title for one in seen.meetings.values() if one.held_on == review), ""),
        tabs=_tabs(seen, tab),
        siblings=seen.siblings,
    )


def case_timeline(seen: CaseSeen) -> tuple[Timeline, Markup]:
    """The timeline and its drawing."""
    held = {entry.meeting_id for entry in seen.entries}
    marks = [
        MeetingMark(held_on=meeting.held_on, label=meeting_mark(meeting.title))
        for meeting in seen.meetings.values()
        if meeting.id in held
    ]
    drawn = timeline(seen.file.view, marks, seen.book.day)
    return drawn, timeline_svg(drawn)


def meeting_mark(title: str) -> str:
    """実務③ from 第3回実務者会議, for the axis."""
    found = ORDINAL.search(title)
    name = ORDINAL.sub("", title).strip()[:2]
    return f"{name}{circled(int(found[1]))}" if found else name


def circled(number: int) -> str:
    """③ up to ⑳, then in brackets."""
    return chr(ord("①") + number - 1) if 0 < number <= 20 else f"({number})"  # noqa: PLR2004 - ⑳ is the last


def promise_rows(promises: Sequence[Promise], book: Casebook, meetings: dict[UUID, str]) -> list[PromiseRow]:
    """Tasks by due date, undated ones last."""
    in_order = sorted(promises, key=lambda promise: (promise.due_on or date.max, promise.what))
    return [
        PromiseRow(
            promise=promise,
            agency=book.agency_name(promise.agency_id),
            decided=meetings.get(promise.meeting_id, "") if promise.meeting_id else promise.decided_in,
            days_late=(book.day - promise.due_on).days if promise.due_on and promise.done_on is None else None,
        )
        for promise in in_order
    ]


def linkage_rows(file: CaseFile, book: Casebook) -> list[LinkageRow]:
    """Linkages, the lead first, then those in force, then ended ones."""
    pairs = zip(file.linkages, file.view.linkages, strict=True)
    rows = [
        LinkageRow(
            linkage=linkage,
            agency_id=linkage.agency_id,
            agency=view.agency_name,
            state=view.state_on(book.day).label,
            last_day=linkage.until - timedelta(days=1) if linkage.until else None,
            active=linkage.on(book.day),
            vacant=view.vacant,
        )
        for linkage, view in pairs
    ]
    return sorted(rows, key=lambda row: (not (row.active and row.linkage.is_lead), not row.active, row.agency))


def sighting_rows(file: CaseFile, book: Casebook) -> list[tuple[date, str, str, str]]:
    """Day, agency, who and where, how the child was."""
    return [
        (one.seen_on, book.agency_name(one.agency_id), "　".join(filter(None, (one.seen_by, one.place))), one.note)
        for one in file.sightings[:SIGHTINGS_SHOWN]
    ]


def meeting_rows(seen: CaseSeen) -> list[MeetingRow]:
    """What the meetings said, newest first."""
    titles = {meeting.id: meeting.title for meeting in seen.meetings.values()}
    return [
        MeetingRow(
            held_on=entry.held_on,
            title=titles.get(entry.meeting_id, "会議"),
            treatments="・".join(treatment.label for treatment in entry.treatments),
            situation=entry.situation,
            strengths=entry.strengths,
            policy=entry.policy,
            decision=entry.decision,
            next_review_on=entry.next_review_on,
        )
        for entry in seen.entries
    ]


def reader_rows(entries: Sequence[AuditEntry]) -> list[ReaderRow]:
    """Who did or saw what with this case, newest first."""
    return [
        ReaderRow(
            day=as_jst(entry.at).date(),
            time=clock_time(entry.at),
            who=entry.actor_name,
            what=entry.kind.label,
            detail=_detail(entry),
        )
        for entry in entries
    ]


def own_findings(file: CaseFile) -> list[CaseFinding]:
    """What is missing in this case."""
    return case_findings([file])


def _detail(entry: AuditEntry) -> str:
    if entry.kind is AuditKind.CASE_SEEN:
        return PAGES.get(entry.detail.get("page", ""), "")
    if entry.kind is AuditKind.ADDRESS_REVEALED:
        return f"理由 {entry.detail.get('reason', '')}"
    if "undone" in entry.detail:
        return "元に戻した"
    return CHANGES.get(entry.detail.get("changed", ""), "")


def _tabs(seen: CaseSeen, tab: str) -> list[tuple[str, int | None, str, bool]]:
    file = seen.file
    numbers = {
        "linkages": len([linkage for linkage in file.linkages if linkage.on(seen.book.day)]),
        "promises": len(file.open_promises),
        "meetings": len(seen.entries),
    }
    return [(label, numbers.get(key), f"/cases/{file.case.id}{path}", key == tab) for key, label, path in TABS]
