"""Whether the windows may be confirmed, which windows the agenda makes, and what differs from what was announced."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from core.labels import Labelled
from meetings.agenda import ordering
from meetings.agenda.day_plan import AgendaFacts, day_plan
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.ordering import rounded
from meetings.invitations.model import Window, WindowState
from meetings.scheduling.model import Invitee, Meeting
from meetings.scheduling.rules import ends_at, starts_at
from meetings.tiers.model import Layer
from network.cases.model import LinkageRole

LAYERS_IN_TURN = frozenset({Layer.PRACTITIONERS, Layer.OTHER})
"""In these meetings agencies come for their own items; elsewhere everybody stays from beginning to end."""


class Remedy(Labelled):
    """What answers an obstacle."""

    INVITE = "invite", "招集する機関に加える"
    DROP = "drop", "招集する機関から外す"
    TO_BLOCK = "to_block", "一括で確認する"
    AGENDA = "agenda", "議題をつくる"


class ChangeKind(Labelled):
    """How a window differs from what the agency was told."""

    NEW = "new", "はじめて知らせる"
    CHANGED = "changed", "時間か場所が変わる"
    SAME = "same", "変わらない"
    CANCELLED = "cancelled", "取り消す"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Why the windows may not be confirmed yet, and what can be done: remedy with the id of agency or item."""

    sentence: str
    remedies: Sequence[tuple[Remedy, UUID | None, str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedWindow:
    """One agency's window as the agenda makes it: exact, and as it is told."""

    agency_id: UUID
    exact: ordering.Window
    told: ordering.Window
    place: str

    @property
    def visible(self) -> str:
        """A digest of what bumps the sequence: time and place, never wording."""
        facts = f"{self.told.starts.isoformat()}|{self.told.ends.isoformat()}|{self.place}"
        return hashlib.sha256(facts.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowChange:
    """What confirming does for one agency."""

    kind: ChangeKind
    agency_id: UUID
    planned: PlannedWindow | None = None
    live: Window | None = None


def obstacles(facts: AgendaFacts) -> list[Obstacle]:
    """Everything that must be mended before agencies are told their time (model.md §3, Confirming)."""
    if not in_turn(facts):
        return []
    households = [item for item in facts.items if item.household_id is not None]
    if not households:
        remedy = (Remedy.AGENDA, None, Remedy.AGENDA.label)
        return [Obstacle(sentence="議題がまだありません。", remedies=(remedy,))]
    return [*_uninvited(facts), *_without_items(facts, households)]


def in_turn(facts: AgendaFacts) -> bool:
    """Whether agencies come for their own items only."""
    return facts.tier.layer in LAYERS_IN_TURN


def without_lead(facts: AgendaFacts) -> list[str]:
    """Numbers of individually discussed cases without a lead agency: allowed, and named."""
    found = []
    for item in facts.items:
        if item.kind is ItemKind.INDIVIDUAL:
            led = {linkage.case_id for linkage in facts.linked(item) if linkage.is_lead}
            found += [case.number for case in facts.cases_of(item) if case.id not in led]
    return found


def planned_windows(facts: AgendaFacts) -> list[PlannedWindow]:
    """The windows of the agenda, earliest first; an agency with block cases only, or one that stays away, has none."""
    if in_turn(facts):
        plan = day_plan(facts)
        exact, told = plan.windows, plan.told
    else:
        whole = ordering.Window(starts_at(facts.meeting), ends_at(facts.meeting))
        exact = dict.fromkeys(map(str, facts.coming), whole)
        told = dict.fromkeys(exact, rounded(whole))
    planned = [
        PlannedWindow(
            agency_id=agency,
            exact=exact[str(agency)],
            told=told[str(agency)],
            place=place_for(facts.meeting, facts.coming[agency]),
        )
        for agency in facts.coming
        if agency in facts.agencies and str(agency) in exact
    ]
    return sorted(planned, key=lambda one: (one.told.starts, one.told.ends, str(one.agency_id)))


def place_for(meeting: Meeting, invitee: Invitee) -> str:
    """The room, and how to take part from afar for an agency that asked for it."""
    if invitee.online and meeting.online:
        return f"{meeting.place}（オンライン：{meeting.online}）"
    return meeting.place


def in_writing(facts: AgendaFacts) -> list[UUID]:
    """Invited agencies whose cases are all confirmed together: they need not come."""
    if not in_turn(facts):
        return []
    planned = {one.agency_id for one in planned_windows(facts)}
    return [agency for agency in facts.coming if agency not in planned]


def changes(planned: Iterable[PlannedWindow], live: Iterable[Window]) -> list[WindowChange]:
    """What confirming would do, agency by agency."""
    announced = {window.agency_id: window for window in live}
    found = [_change(one, announced.pop(one.agency_id, None)) for one in planned]
    dropped = [
        WindowChange(kind=ChangeKind.CANCELLED, agency_id=agency, live=window) for agency, window in announced.items()
    ]
    return [*found, *dropped]


def to_tell(found: Iterable[WindowChange]) -> list[WindowChange]:
    """The changes that leave the house."""
    return [change for change in found if change.kind is not ChangeKind.SAME]


def seen(found: Iterable[WindowChange]) -> str:
    """A short sign of what a person was shown before pressing 送る."""
    parts = sorted(
        f"{change.agency_id}{change.kind.value}{change.planned.visible if change.planned else ''}" for change in found
    )
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:16]


def first_window(planned: PlannedWindow, meeting_id: UUID, uid: str) -> Window:
    """A window that is told for the first time."""
    return Window(
        id=uuid4(), meeting_id=meeting_id, agency_id=planned.agency_id, uid=uid, starts=planned.told.starts,
        ends=planned.told.ends, exact_starts=planned.exact.starts, exact_ends=planned.exact.ends,
        waiting_minutes=planned.exact.waiting_minutes, visible=planned.visible,
    )  # fmt: skip


def moved_window(window: Window, planned: PlannedWindow) -> Window:
    """The window with its new time or place: one sequence higher."""
    fresh = first_window(planned, window.meeting_id, window.uid)
    return replace(fresh, id=window.id, sequence=window.sequence + 1, version=window.version)


def cancelled_window(window: Window) -> Window:
    """The window taken back: one sequence higher, never revived (a new invitation has a new UID)."""
    return replace(window, state=WindowState.CANCELLED, sequence=window.sequence + 1)


def next_stamp(last: datetime | None, now: datetime) -> datetime:
    """The stamp of a revision: whole seconds, always later than the one before."""
    stamp = now.replace(microsecond=0)
    return stamp if last is None or stamp > last else last + timedelta(seconds=1)


def _change(planned: PlannedWindow, live: Window | None) -> WindowChange:
    if live is None:
        kind = ChangeKind.NEW
    else:
        kind = ChangeKind.SAME if live.visible == planned.visible else ChangeKind.CHANGED
    return WindowChange(kind=kind, agency_id=planned.agency_id, planned=planned, live=live)


def _uninvited(facts: AgendaFacts) -> Iterator[Obstacle]:
    for item in facts.items:
        if item.kind is not ItemKind.INDIVIDUAL:
            continue
        told: set[UUID] = set()
        for linkage in facts.linked(item):
            needed = linkage.is_lead or linkage.role is LinkageRole.SCHOOL
            agency = facts.agencies.get(linkage.agency_id)
            if not needed or agency is None or agency.id in facts.invited or agency.id in told:
                continue
            told.add(agency.id)
            what = "の主担当、" if linkage.is_lead else "が通う"
            yield Obstacle(
                sentence=f"{_numbers(facts, item)}{what}{agency.short}を呼んでいません。",
                remedies=(
                    (Remedy.INVITE, agency.id, f"{agency.short}を加える"),
                    (Remedy.TO_BLOCK, item.id, "この世帯を一括で確認する"),
                ),
            )


def _without_items(facts: AgendaFacts, households: Sequence[AgendaItem]) -> Iterator[Obstacle]:
    linked = {linkage.agency_id for item in households for linkage in facts.linked(item)}
    for invitee in facts.invitees:
        agency = facts.agencies.get(invitee.agency_id)
        if agency is None or invitee.standing or agency.id in facts.hosts or agency.id in linked:
            continue
        yield Obstacle(
            sentence=f"{agency.short}は、今回のどの議題にもかかわっていません。",
            remedies=((Remedy.DROP, agency.id, f"{agency.short}を外す"),),
        )


def _numbers(facts: AgendaFacts, item: AgendaItem) -> str:
    return "・".join(case.number for case in facts.cases_of(item))
