"""What may happen when on the day of a meeting, and what is still missing before the chair's decision. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from meetings.agenda import rules as agenda_rules
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.minutes.errors import CannotStart, MinutesLocked, NotDecided, NotRunning
from meetings.minutes.model import CaseDecision, Deliberation, Minutes, MinutesState
from meetings.progress.model import Treatment
from meetings.scheduling.model import Invitee, Meeting, MeetingState

DECIDED = frozenset({MeetingState.DECIDED, MeetingState.MINUTED})
SPOKEN_STEP = "当日の追加"
"""The reason printed with an item that came up on the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What the record still lacks for one case or one item."""

    item_id: UUID
    case_id: UUID | None
    sentence: str


def check_may_start(meeting: Meeting) -> None:
    """Raise CannotStart for a meeting that was called off."""
    if meeting.state is MeetingState.CANCELLED:
        raise CannotStart


def check_running(meeting: Meeting) -> None:
    """Raise NotRunning unless the meeting runs."""
    if meeting.state is not MeetingState.RUNNING:
        raise NotRunning


def check_may_write(meeting: Meeting, minutes: Minutes | None) -> None:
    """While it runs everything is typed; afterwards corrections are taken until the minutes are final."""
    if meeting.state is MeetingState.RUNNING:
        return
    if meeting.state not in DECIDED:
        raise NotRunning
    check_unlocked(minutes)


def check_unlocked(minutes: Minutes | None) -> None:
    """Raise MinutesLocked once the latest edition is final."""
    if minutes is not None and minutes.state is MinutesState.FINAL:
        raise MinutesLocked


def check_decided(meeting: Meeting) -> None:
    """Raise NotDecided before the decisions are taken."""
    if meeting.state not in DECIDED:
        raise NotDecided


def stops(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """The items at which the meeting stops, in order: formal steps and households discussed one by one."""
    return [item for item in items if item.kind is not ItemKind.BLOCK]


def stop_after(items: Sequence[AgendaItem], current: UUID | None) -> AgendaItem | None:
    """The item that follows; the first one at the beginning, None at the end."""
    order = stops(items)
    places = {item.id: place for place, item in enumerate(order)}
    place = places.get(current, -1) + 1 if current else 0
    return order[place] if place < len(order) else None


def discussed(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """The items that hold cases."""
    return [item for item in items if item.kind is not ItemKind.FORMAL]


def numbers_of(items: Sequence[AgendaItem]) -> dict[UUID, int]:
    """The numbers of the items discussed one by one, the same on screen and all papers; other items have none."""
    return {item.id: place for place, item in enumerate(agenda_rules.individual(items), start=1)}


def fresh(meeting_id: UUID, items: Sequence[AgendaItem]) -> list[Deliberation]:
    """Empty records of items."""
    return [Deliberation(id=uuid4(), meeting_id=meeting_id, item_id=item.id) for item in items]


def decision_of(deliberation: Deliberation | None, case_id: UUID) -> CaseDecision:
    """What is decided about a case so far; an empty decision when nothing is."""
    found = (one for one in (deliberation.decisions if deliberation else ()) if one.case_id == case_id)
    return next(found, CaseDecision(case_id=case_id))


def missing(items: Sequence[AgendaItem], deliberations: Mapping[UUID, Deliberation]) -> list[Missing]:
    """What the record lacks, in the order of the agenda."""
    found: list[Missing] = []
    for item in discussed(items):
        deliberation = deliberations.get(item.id)
        for case_id in item.cases:
            decision = decision_of(deliberation, case_id)
            if not decision.treatments:
                found.append(Missing(item_id=item.id, case_id=case_id, sentence="今回の扱いが決まっていません。"))
            elif decision.next_review_on is None and Treatment.CLOSE not in decision.treatments:
                found.append(Missing(item_id=item.id, case_id=case_id, sentence="次回の見直しの日がありません。"))
        found += [
            Missing(item_id=item.id, case_id=None, sentence=f"担当の機関がありません：{task.what}")
            for task in (deliberation.promises if deliberation else ())
            if task.agency_id is None
        ]
    return found


def present_agencies(invitees: Iterable[Invitee]) -> tuple[UUID, ...]:
    """The agencies in the room now."""
    return tuple(one.agency_id for one in invitees if one.arrived_at is not None and one.left_at is None)


def untouched(deliberation: Deliberation) -> bool:
    """Whether nothing was typed."""
    typed = (deliberation.decisions, deliberation.promises, deliberation.dissents, deliberation.reports)
    return not (any(typed) or deliberation.opinions or deliberation.child_voice)


def begun(deliberation: Deliberation, now: datetime) -> Deliberation:
    """The item is taken up."""
    return replace(deliberation, started_at=deliberation.started_at or now, ended_at=None)


def finished(deliberation: Deliberation, invitees: Iterable[Invitee], now: datetime) -> Deliberation:
    """The item is through; who was in the room is kept with it."""
    return replace(deliberation, ended_at=now, present=present_agencies(invitees))


def copies_missing(invitees: Iterable[Invitee]) -> list[Invitee]:
    """Numbered copies that were handed out and not counted back."""
    return [one for one in invitees if one.copy_number is not None and not one.copy_returned]


def as_draft(minutes: Minutes) -> Minutes:
    """The edition as a draft: what was approved is not this text any more."""
    return replace(minutes, state=MinutesState.DRAFT, document_number="", approved_on=None)
