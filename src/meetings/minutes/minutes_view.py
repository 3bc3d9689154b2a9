"""The minutes as the page shows them: steps, decisions, sections to edit. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core import calendar
from meetings.agenda.model import ItemKind
from meetings.minutes import composing, rules
from meetings.minutes.model import Minutes, MinutesState
from meetings.minutes.presenters import item_name
from meetings.minutes.record import Record

Step = tuple[str, str | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRow:
    """One editable text; `first` begins an item and carries its title and decision."""

    name: str
    label: str
    heading: str
    decision: str
    href: str
    text: str
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesView:
    """The page of the minutes."""

    base: str
    run: str
    meeting_href: str
    title: str
    word: str
    decided: bool
    state: MinutesState | None
    edition: int
    version: int
    steps: Sequence[Step]
    facts: Sequence[tuple[str, str]]
    sections: Sequence[SectionRow]
    next_meeting: str
    document_number: str
    approved: str
    locked: bool
    today: str
    older: Sequence[str]


def minutes_view(record: Record, editions: Sequence[Minutes], today: date) -> MinutesView:
    """The page of the latest edition."""
    latest = editions[-1] if editions else None
    meeting, profile = record.meeting, record.council.profile
    return MinutesView(
        base=f"/meetings/{meeting.id}/minutes",
        run=f"/meetings/{meeting.id}/run",
        meeting_href=f"/meetings/{meeting.id}",
        title=meeting.title,
        word=profile.word_minutes,
        decided=meeting.state in rules.DECIDED,
        state=latest.state if latest else None,
        edition=latest.edition if latest else 1,
        version=latest.version if latest else 1,
        steps=_steps(latest),
        facts=_facts(record),
        sections=section_rows(record, latest),
        next_meeting=latest.next_meeting if latest else "",
        document_number=latest.document_number if latest else "",
        approved=calendar.wareki_long(latest.approved_on) if latest and latest.approved_on else "",
        locked=latest is not None and latest.state is MinutesState.FINAL,
        today=calendar.wareki(today),
        older=[f"第{one.edition}版" for one in editions[:-1]],
    )


def section_rows(record: Record, minutes: Minutes | None) -> list[SectionRow]:
    """The texts in the order of the agenda."""
    numbers, shown, rows = rules.numbers_of(record.items), set[UUID | None](), []
    items = {item.id: item for item in record.items}
    for place, section in enumerate(minutes.sections if minutes else ()):
        item = items.get(section.item_id) if section.item_id else None
        spoken = item is not None and item.kind is ItemKind.INDIVIDUAL
        number = f"{numbers[item.id]}　" if item and item.id in numbers else ""
        rows.append(
            SectionRow(
                name=f"t{place}",
                label=section.heading if spoken else "経過",
                heading=f"{number}{item_name(record, item) if item else section.heading}",
                decision=composing.treatment_words(record, item) if item and spoken else "",
                href=f"/meetings/{record.meeting.id}/run/{item.id}" if item and spoken else "",
                text=section.text,
                first=section.item_id not in shown,
            )
        )
        shown.add(section.item_id)
    return rows


def labels(rows: Sequence[SectionRow]) -> Mapping[str, str]:
    """What the fields are called."""
    return {row.name: f"{row.heading}　{row.label}" for row in rows} | {"next_meeting": "次回の予定"}


def _steps(minutes: Minutes | None) -> list[Step]:
    order = list(MinutesState)
    place = order.index(minutes.state) if minutes else -1
    return [
        (
            state.label,
            None,
            "now" if n == place and state is not MinutesState.FINAL else "done" if n <= place else "open",
        )
        for n, state in enumerate(order)
    ]


def _facts(record: Record) -> list[tuple[str, str]]:
    paper = composing.minutes_paper(record, None)
    came = "、".join(" ".join(filter(None, (one.agency, one.person))) for one in paper.attendees)
    times = f"{calendar.clock_time(paper.starts)}–{calendar.clock_time(paper.ends)}"
    return [
        ("日時", f"{calendar.wareki_long(record.meeting.held_on)} {times}"),
        ("座長", paper.chair or "未記入"),
        ("出席", came or "なし"),
        ("欠席", "、".join(paper.absentees) or "なし"),
        ("資料", f"{paper.copies_handed_out}部を配付し、{paper.copies_returned}部を回収"),
    ]
