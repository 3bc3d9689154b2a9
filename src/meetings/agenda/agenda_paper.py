"""The 次第 made from an agenda: the whole for standing members, an excerpt for an agency in turn. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from core.calendar import fiscal_year, fiscal_year_label
from meetings.agenda import rules
from meetings.agenda.day_plan import AgendaFacts, DayPlan, needed
from meetings.agenda.documents import AgendaCase, AgendaLine, AgendaPaper, AgendaPart, Presence
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.presenters import case_note
from meetings.agenda.proposal import BLOCK
from meetings.scheduling.rules import ends_at, starts_at
from network.cases.model import Case

DISCUSSION = "個別の協議"
NATURES = {"closing": "終結案", "transfer": "移管案"}


def agenda_paper(facts: AgendaFacts, plan: DayPlan, *, next_meeting: datetime | None) -> AgendaPaper:
    """The whole 次第 of the day; `for_advance` of `documents` takes names and 論点 out."""
    meeting = facts.meeting
    discussion = _lines(facts, plan, rules.individual(facts.items))
    return AgendaPaper(
        council=facts.council.name,
        meeting_title=f"{fiscal_year_label(fiscal_year(meeting.held_on))} {meeting.title}",
        starts=starts_at(meeting),
        ends=ends_at(meeting),
        place=meeting.place,
        chair=meeting.chair,
        next_meeting=next_meeting,
        parts=_parts(facts, plan, _with_breaks(discussion, plan)),
        presences=_presences(facts, plan, discussion),
    )


def excerpt(facts: AgendaFacts, plan: DayPlan, agency: UUID, *, next_meeting: datetime | None) -> AgendaPaper:
    """What an agency in turn may hold: its own items, renumbered, of each only the children it is linked to.

    論点 and the other agencies stay out: they may tell a severity, an opinion, or that the police know the family.
    """
    whole = agenda_paper(facts, plan, next_meeting=next_meeting)
    own = [item for item in rules.individual(facts.items) if agency in needed(facts, item)]
    lines = [
        replace(_line(facts, plan, _part_for(facts, item, agency), place), agencies=(), point="")
        for place, item in enumerate(own, start=1)
    ]
    if not lines:
        return replace(whole, parts=(), presences=(), excerpt=True)
    part = AgendaPart(title=DISCUSSION, starts=lines[0].starts, ends=lines[-1].ends, lines=lines)
    presence = _presence(facts, plan, agency, lines)
    return replace(whole, parts=(part,), presences=(presence,), excerpt=True)


def _part_for(facts: AgendaFacts, item: AgendaItem, agency: UUID) -> AgendaItem:
    """The item with only the cases of the household that the agency is linked to."""
    linked = {linkage.case_id for linkage in facts.linked(item) if linkage.agency_id == agency}
    return replace(item, cases=tuple(case for case in item.cases if case in linked))


def _parts(facts: AgendaFacts, plan: DayPlan, lines: Sequence[AgendaLine]) -> list[AgendaPart]:
    """The formal order with the discussion where its first item stands."""
    found: list[AgendaPart] = []
    discussed = False
    for item in facts.items:
        place = plan.place(item.id)
        if item.kind is ItemKind.FORMAL:
            note = _block_note(facts) if item.title == BLOCK else ""
            found.append(AgendaPart(title=item.title, starts=place.starts, ends=place.ends, note=note))
        elif item.kind is ItemKind.INDIVIDUAL and not discussed:
            discussed = True
            note = f"{sum(bool(line.cases) for line in lines)}世帯{sum(len(line.cases) for line in lines)}人"
            found.append(
                AgendaPart(title=DISCUSSION, starts=lines[0].starts, ends=lines[-1].ends, note=note, lines=lines)
            )
    return found


def _block_note(facts: AgendaFacts) -> str:
    return f"{sum(len(item.cases) for item in facts.items if item.kind is ItemKind.BLOCK)}人"


def _lines(facts: AgendaFacts, plan: DayPlan, items: Sequence[AgendaItem]) -> list[AgendaLine]:
    return [
        _line(facts, plan, item, rules.place_of(facts.items, item.id))
        for item in items
        if item.kind is ItemKind.INDIVIDUAL
    ]


def _line(facts: AgendaFacts, plan: DayPlan, item: AgendaItem, order: int) -> AgendaLine:
    place, cases = plan.place(item.id), facts.cases_of(item)
    leads = {linkage.agency_id for linkage in facts.linked(item) if linkage.is_lead}
    others = needed(facts, item) - leads
    day = facts.meeting.held_on
    return AgendaLine(
        order=order,
        starts=place.starts,
        ends=place.ends,
        cases=[AgendaCase(number=case.number, name=case.name, belonging=case_note(case, day)) for case in cases],
        nature=_nature(cases),
        lead_agency="・".join(facts.agencies[agency].short for agency in leads if agency in facts.agencies),
        agencies=sorted(facts.agencies[agency].short for agency in others),
        point=item.reasons[0] if item.reasons else "",
    )


def _with_breaks(lines: Sequence[AgendaLine], plan: DayPlan) -> list[AgendaLine]:
    """The lines with a line for every pause between two of them."""
    found: list[AgendaLine] = []
    for line in lines:
        if found and plan.breaks and line.starts > found[-1].ends:
            found.append(AgendaLine(order=0, starts=found[-1].ends, ends=line.starts))
        found.append(line)
    return found


def _presences(facts: AgendaFacts, plan: DayPlan, lines: Sequence[AgendaLine]) -> list[Presence]:
    by_agency: dict[UUID, list[AgendaLine]] = {}
    for item, line in zip(rules.individual(facts.items), lines, strict=True):
        for agency in needed(facts, item):
            by_agency.setdefault(agency, []).append(line)
    found = [_presence(facts, plan, agency, own) for agency, own in by_agency.items()]
    return sorted(found, key=lambda presence: (not presence.standing, presence.starts, presence.ends, presence.agency))


def _presence(facts: AgendaFacts, plan: DayPlan, agency: UUID, lines: Sequence[AgendaLine]) -> Presence:
    """An agency's time as its 出席時間のお知らせ says it."""
    invitee = facts.coming.get(agency)
    return Presence(
        agency=facts.agencies[agency].short,
        lines=lines,
        told=plan.told.get(str(agency)),
        standing=invitee is not None and invitee.standing,
    )


def _nature(cases: Sequence[Case]) -> str:
    for case in cases:
        if case.proposal in NATURES:
            return NATURES[case.proposal]
        if case.last_deliberated_on is None:
            return "転入" if case.moved_in_on else "新規"
    return "継続"
