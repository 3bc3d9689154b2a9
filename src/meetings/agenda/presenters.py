"""The agenda as a list in blocks, as two sides to divide, and in words about time and waiting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from core.calendar import age_on, clock_time, school_year
from meetings.agenda import rules
from meetings.agenda.day_plan import AgendaFacts, DayPlan, needed, presences
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.split import frame_sentence
from meetings.scheduling.rules import ends_at, frame_minutes
from network.cases.model import Case

HOUR = 60
SIDE_WORDS = {
    ItemKind.INDIVIDUAL: "個別に話し合うことにしました。",
    ItemKind.BLOCK: "一括で確認することにしました。",
    ItemKind.NEXT: "次回にまわしました。",
}
"""The sides a household can stand on, and what is said when it comes there."""
Mark = tuple[str, str]
"""done, soon or overdue, and the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A child or a pregnancy on the agenda."""

    href: str
    number: str
    name: str
    kana: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the list: heading, formal step, break, item, or a household confirmed together."""

    kind: str
    id: UUID | None = None
    number: int | None = None
    start: str = ""
    at: datetime | None = None
    title: str = ""
    minutes: int = 0
    cases: Sequence[CaseLine] = ()
    why: Sequence[str] = ()
    lead: str = ""
    agencies: Sequence[str] = ()
    marks: Sequence[Mark] = ()
    pinned: bool = False
    heavy: bool = False
    warned: bool = False
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingWords:
    """What the order costs, beside the order of the progress list."""

    before: str
    after: str
    worst: str
    longer: str
    agencies: int


def lines(facts: AgendaFacts, plan: DayPlan) -> list[Line]:
    """The list, block headings and breaks included; households confirmed together are counted in their step."""
    places = {item.id: place for place, item in enumerate(rules.individual(facts.items), start=1)}
    found: list[Line] = []
    heading: str | None = None
    previous_end: datetime | None = None
    for item in facts.items:
        if item.kind is ItemKind.BLOCK:
            continue
        place = plan.place(item.id)
        if previous_end is not None and place.starts > previous_end:
            length = int((place.starts - previous_end).total_seconds()) // 60
            found.append(
                Line(kind="break", start=clock_time(previous_end), at=previous_end, title="休憩", minutes=length)
            )
        previous_end = place.ends
        if item.kind is ItemKind.FORMAL:
            found.append(_formal(facts, item, place.starts))
            continue
        if item.block != heading:
            heading = item.block
            found.append(Line(kind="heading", title=heading or "そのほか"))
        found.append(_individual(facts, plan, item, places))
    return found


def block_lines(facts: AgendaFacts) -> list[Line]:
    """The households confirmed together, warned ones first."""
    found = [_household(facts, item, "block") for item in facts.items if item.kind is ItemKind.BLOCK]
    return sorted(found, key=lambda line: not line.warned)


def individual_lines(facts: AgendaFacts) -> list[Line]:
    """The households discussed one by one, for dividing."""
    return [_household(facts, item, "item") for item in rules.individual(facts.items)]


def put_off_lines(facts: AgendaFacts) -> list[Line]:
    """The households left for the next meeting."""
    return [_household(facts, item, "next") for item in facts.put_off]


def number_labels(facts: AgendaFacts) -> dict[str, str]:
    """What each number of the list is called in a message about it."""
    places = {item.id: place for place, item in enumerate(rules.individual(facts.items), start=1)}
    minutes = {
        f"minutes-{item.id}": f"{places[item.id]}番の分" if item.id in places else f"{item.title}の分"
        for item in facts.items
    }
    return minutes | {f"place-{item}": f"いま{place}番の議題の番" for item, place in places.items()}


def waiting_words(facts: AgendaFacts, plan: DayPlan) -> WaitingWords:
    """待ち 9時間02分 → 3時間18分, and who waits longest."""
    before, after = plan.list_waiting, plan.waiting
    names = {str(agency): facts.agencies[agency].short for agency in facts.coming if agency in facts.agencies}
    calling = {agency: window for agency, window in plan.windows.items() if agency in names.keys() - plan.standing}
    worst = max(calling, key=lambda agency: calling[agency].waiting_minutes, default="")
    longer = [
        names[agency]
        for agency, window in calling.items()
        if agency in plan.list_windows and window.waiting_minutes > plan.list_windows[agency].waiting_minutes
    ]
    return WaitingWords(
        before=duration(before),
        after=duration(after),
        worst=f"いちばん待つのは{names[worst]}の{duration(calling[worst].waiting_minutes)}です。"
        if worst and calling[worst].waiting_minutes
        else "待つ機関はありません。",
        longer=f"台帳の順より長く待つ機関：{'、'.join(longer)}" if longer else "",
        agencies=len(calling),
    )


def conditions(facts: AgendaFacts, plan: DayPlan) -> list[Mark]:
    """The conditions of the order, kept ones with ✓, broken ones in words with ▲."""
    broken = [("overdue", violation.sentence) for violation in plan.violations]
    late = " ".join(violation.sentence for violation in plan.violations)
    kept: list[Mark] = []
    for presence in presences(facts):
        if presence.agency_name not in late:
            since = f"{clock_time(presence.available_from)}から" if presence.available_from else ""
            until = f"{clock_time(presence.available_until)}まで" if presence.available_until else ""
            kept.append(("done", f"{presence.agency_name}は{since}{until}"))
    if any(item.heavy for item in rules.individual(facts.items)) and "重いケース" not in late:
        kept.append(("done", "重いケース（未目視を含む）は前半"))
    if plan.ends is not None and plan.ends <= ends_at(facts.meeting):
        kept.append(("done", f"{clock_time(ends_at(facts.meeting))}までに終わる（{clock_time(plan.ends)}の予定）"))
    return [*broken, *kept]


def sum_sentence(facts: AgendaFacts, plan: DayPlan) -> str:
    """合計131分。枠の120分を11分こえています。."""
    return frame_sentence(plan.minutes, frame_minutes(facts.meeting))


def fits(facts: AgendaFacts, plan: DayPlan) -> bool:
    """Whether the planned minutes fit the frame."""
    return plan.minutes <= frame_minutes(facts.meeting)


def counts(facts: AgendaFacts) -> str:
    """個別 16世帯19人、一括 26世帯31人."""
    words = []
    for kind, word in ((ItemKind.INDIVIDUAL, "個別"), (ItemKind.BLOCK, "一括"), (ItemKind.NEXT, "次回へ")):
        chosen = [item for item in (*facts.items, *facts.put_off) if item.kind is kind]
        if chosen:
            words.append(f"{word} {len(chosen)}世帯{sum(len(item.cases) for item in chosen)}人")
    return "、".join(words)


def duration(minutes: int) -> str:
    """3時間18分, 45分, 0分."""
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return f"{rest}分"
    return f"{hours}時間{rest:02}分" if rest else f"{hours}時間"


def case_line(case: Case, day: date) -> CaseLine:
    """One case with age and belonging."""
    return CaseLine(
        href=f"/cases/{case.id}",
        number=case.number,
        name=f"{case.name}（妊婦）" if case.is_pregnancy else case.name,
        kana="" if case.is_pregnancy else case.kana,
        note=case_note(case, day),
    )


def case_note(case: Case, day: date) -> str:
    """小3 潮風小, 4歳 港保育園."""
    age = f"{age_on(case.birth_date, day)}歳" if case.birth_date else ""
    stage = case.class_year or (school_year(case.birth_date, day) if case.birth_date else "") or age
    return " ".join(filter(None, (stage, case.affiliation)))


def _formal(facts: AgendaFacts, item: AgendaItem, starts: datetime) -> Line:
    block = sum(len(one.cases) for one in facts.items if one.kind is ItemKind.BLOCK)
    said = f"{item.title} {block}人" if item.title.endswith("（一括確認）") else item.title
    warned = sum(one.warned for one in facts.items) if said != item.title else 0
    marks = [("overdue", f"気をつける世帯 {warned}")] if warned else []
    return Line(kind="formal", id=item.id, start=clock_time(starts), title=said, minutes=item.minutes, marks=marks)


def _individual(facts: AgendaFacts, plan: DayPlan, item: AgendaItem, places: dict[UUID, int]) -> Line:
    line, place = _household(facts, item, "item"), places[item.id]
    broken = [("overdue", one.sentence) for one in plan.violations if one.item_id == str(item.id)]
    return Line(
        kind="item", id=item.id, number=place, start=clock_time(plan.place(item.id).starts), minutes=item.minutes,
        cases=line.cases, why=line.why, lead=line.lead, agencies=line.agencies, marks=(*broken, *line.marks),
        pinned=item.pinned, heavy=item.heavy, first=place == 1, last=place == len(places),
    )  # fmt: skip


def _household(facts: AgendaFacts, item: AgendaItem, kind: str) -> Line:
    leads = {link.agency_id for link in facts.linked(item) if link.is_lead}
    called = needed(facts, item) - facts.staying - leads  # who stays throughout is not called for an item
    names = sorted(facts.agencies[agency].short for agency in called)
    return Line(
        kind=kind, id=item.id, minutes=item.minutes,
        cases=[case_line(case, facts.meeting.held_on) for case in facts.cases_of(item)],
        why=item.reasons or (() if item.kind is ItemKind.BLOCK else ("人が選びました。",)),
        lead="、".join(facts.agencies[agency].short for agency in leads if agency in facts.agencies) or "主担当なし",
        agencies=names, marks=list(_missing(facts, item)), heavy=item.heavy, warned=item.warned,
        pinned=item.pinned,
    )  # fmt: skip


def _missing(facts: AgendaFacts, item: AgendaItem) -> Iterator[Mark]:
    """Linked agencies that are not invited, the lead loudest."""
    if item.kind is not ItemKind.INDIVIDUAL:
        return
    seen: set[UUID] = set()
    for linkage in facts.linked(item):
        agency = facts.agencies.get(linkage.agency_id)
        if agency is None or agency.id in facts.invited or agency.id in seen:
            continue
        seen.add(agency.id)
        if linkage.is_lead:
            yield "overdue", f"主担当の{agency.short}を呼んでいません"
