"""2回に分ける in words: what each way costs, who must come twice, and whether it pays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from core.calendar import clock_time
from meetings.agenda.day_plan import AgendaFacts, day_plan
from meetings.agenda.presenters import Mark, duration
from meetings.agenda.rules import individual
from meetings.divisions.division import Division, DivisionWay, HalfDay

COMES_NOT = "―"


@dataclass(frozen=True, slots=True, kw_only=True)
class WayRow:
    """One way in the comparison."""

    name: str
    waiting: str
    ends: Sequence[Mark]
    twice: str
    longest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfView:
    """One meeting of a way: the households in their order, by case numbers."""

    title: str
    note: str
    numbers: Sequence[str]
    items: Sequence[UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionView:
    """The comparison."""

    now: str
    verdicts: Sequence[str]
    missing: Sequence[str]
    rows: Sequence[WayRow]
    agencies: Sequence[tuple[str, Sequence[str]]]
    ways: Sequence[str]
    halves: Sequence[tuple[str, Sequence[HalfView]]]


def division_view(facts: AgendaFacts, ways: Mapping[DivisionWay, Division]) -> DivisionView:
    """Everything the page shows."""
    found = [ways[way] for way in DivisionWay if way in ways]
    return DivisionView(
        now=duration(day_plan(facts).waiting),
        verdicts=[
            *(f"1回では枠を{day.over}分こえます。" for day in ways[DivisionWay.ONCE].days if day.over > 0),
            *(verdict(facts, ways[DivisionWay.ONCE], one) for one in found if one.way is not DivisionWay.ONCE),
        ],
        missing=[_MISSING[way] for way in DivisionWay if way not in ways],
        rows=[_row(facts, one) for one in found],
        agencies=list(_agencies(facts, found)),
        ways=[one.way.label for one in found],
        halves=[(one.way.label, _halves(facts, one)) for one in found if one.way is not DivisionWay.ONCE],
    )


def verdict(facts: AgendaFacts, once: Division, divided: Division) -> str:
    """地区別に分けると待ちは2時間へりますが、5機関が2回来ます（…）。."""
    saved, twice = once.waiting - divided.waiting, _names(facts, divided)
    name = {DivisionWay.HALVES: "待ちが少ないように2回に", DivisionWay.DISTRICTS: "地区別に"}[divided.way]
    if saved <= 0:
        waits = "待ちは変わりません。" if not saved else f"待ちは{duration(-saved)}ふえます。"
        again = f"{len(twice)}機関が2回来ることになります。" if twice else ""
        return f"{name}分けても、{waits}{again}"
    if not twice:
        return f"{name}分けると、待ちは{duration(saved)}へり、2回来る機関はありません。"
    return f"{name}分けると、待ちは{duration(saved)}へりますが、{len(twice)}機関が2回来ます。"


_MISSING = {
    DivisionWay.ONCE: "",
    DivisionWay.HALVES: "2回に分けても、枠におさまり待ちがへる分けかたは見つかりません。",
    DivisionWay.DISTRICTS: "地区が1つだけか、世帯に地区が書かれていないので、地区別には分けられません。",
}


def _row(facts: AgendaFacts, divided: Division) -> WayRow:
    worst = max(((wait, name) for name, waits in _waits(facts, divided).items() for wait in waits), default=(0, ""))
    return WayRow(
        name=divided.way.label,
        waiting=duration(divided.waiting),
        ends=[_ends(day) for day in divided.days],
        twice=f"{len(divided.twice)}機関：{'、'.join(_names(facts, divided))}" if divided.twice else "なし",
        longest=f"{worst[1]} {duration(worst[0])}" if worst[0] else "なし",
    )


def _ends(day: HalfDay) -> Mark:
    ends = clock_time(day.plan.ends) if day.plan.ends else ""
    return ("overdue", f"{ends}（枠を{day.over}分こえる）") if day.over > 0 else ("done", ends)


def _agencies(facts: AgendaFacts, found: Sequence[Division]) -> Iterator[tuple[str, Sequence[str]]]:
    waits = [_waits(facts, divided) for divided in found]
    for name in sorted({name for one in waits for name in one}, key=lambda name: -max(waits[0].get(name, [0]))):
        yield name, ["・".join(map(duration, one[name])) if name in one else COMES_NOT for one in waits]


def _waits(facts: AgendaFacts, divided: Division) -> dict[str, list[int]]:
    called = {agency for day in divided.days for agency in day.called}
    return {facts.agencies[agency].short: divided.waits(agency) for agency in called}


def _names(facts: AgendaFacts, divided: Division) -> list[str]:
    return sorted(facts.agencies[agency].short for agency in divided.twice)


def _halves(facts: AgendaFacts, divided: Division) -> list[HalfView]:
    views = []
    for place, day in enumerate(divided.days, start=1):
        items = individual(day.facts.items)
        note = f"{len(items)}世帯、合計{day.plan.minutes}分、待ち {duration(day.plan.waiting)}"
        where = f"（{'・'.join(day.districts)}）" if divided.way is DivisionWay.DISTRICTS else ""
        numbers = ["・".join(case.number for case in facts.cases_of(item)) for item in items]
        views.append(
            HalfView(title=f"{place}回目{where}", note=note, numbers=numbers, items=[item.id for item in items])
        )
    return views
