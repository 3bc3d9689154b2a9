"""Whether agencies are called inside their told time when items take longer or shorter than planned."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from statistics import fmean, pstdev

import pytest

from core.calendar import JST
from meetings.agenda import slack
from meetings.agenda.called_inside import called_inside, shares, simulated
from meetings.agenda.day_plan import DayPlan, day_plan
from meetings.agenda.model import ItemKind
from meetings.agenda.ordering import Break, OrderedItem, rounded, timetable, windows
from meetings.agenda.slack import Pace, told_windows
from meetings.agenda.slack_words import called_words, slack_words
from tests.unit.meetings.preparation_samples import WITHOUT_SLACK, facts

STARTS = datetime(2026, 11, 27, 13, 30, tzinfo=JST)
AGENDAS = 60
WANTED = 0.9


def at(minutes: int) -> datetime:
    return STARTS + timedelta(minutes=minutes)


def minutes(moment: datetime) -> int:
    return (moment - STARTS) // timedelta(minutes=1)


def agenda(chance: Random, pace: Pace) -> DayPlan:
    """A meeting as it may be: schools with a few items in a row, others scattered, a break in longer ones.

    Its frame is as long as the plan or up to 20 minutes longer.
    """
    count = chance.randint(10, 40)
    called: list[set[str]] = [set() for _ in range(count)]
    for school in range(chance.randint(6, 15)):
        first = chance.randrange(count)
        for place in {first, *(min(count - 1, first + chance.randint(0, 5)) for _ in range(chance.randint(0, 3)))}:
            called[place].add(f"school {school}")
    for other in range(chance.randint(4, 10)):
        for place in chance.sample(range(count), chance.randint(2, 10)):
            called[place].add(f"other {other}")
    order = [
        OrderedItem("opening", chance.choice((5, 10, 20)), frozenset(), ItemKind.FORMAL),
        *(
            OrderedItem(str(place), chance.choice((3, 4, 5, 5, 6, 8, 10)), frozenset(names))
            for place, names in enumerate(called)
        ),
        OrderedItem("closing", 5, frozenset(), ItemKind.FORMAL),
    ]
    breaks = (Break(at(60), chance.choice((5, 10, 15))),) if count > 15 and chance.random() < 0.7 else ()
    placed = timetable(order, STARTS, breaks)
    exact = windows(placed)
    frame_ends = placed[-1].ends + timedelta(minutes=chance.choice((0, 5, 10, 20)))
    told = told_windows(exact, placed, pace, frame_ends=frame_ends)
    return DayPlan(
        placed=placed, windows=exact, told=told, list_windows=exact, violations=(), breaks=breaks,
        standing=frozenset(), pace=pace,
    )  # fmt: skip


def agendas(pace: Pace) -> Iterator[DayPlan]:
    for seed in range(AGENDAS):
        yield agenda(Random(seed), pace)


def share_told(pace: Pace) -> float:
    found = [called_inside(plan, runs=60, seed=seed) for seed, plan in enumerate(agendas(pace))]
    return fmean(one.told for one in found if one is not None)


@pytest.mark.parametrize("spread", [0.2, 0.35, 0.5])
def test_nine_of_ten_agencies_are_called_inside(spread: float) -> None:
    assert share_told(Pace(1.0, spread)) >= WANTED


def test_windows_are_not_needlessly_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slack, "DEVIATIONS", slack.DEVIATIONS - 0.2)
    assert share_told(Pace(1.0, 0.5)) < WANTED


def test_without_slack_most_agencies_would_be_called_outside() -> None:
    found = [called_inside(plan, runs=60) for plan in agendas(Pace(1.0, 0.35))]
    assert fmean(one.without_slack for one in found if one is not None) < 0.6


def test_a_day_that_goes_as_planned_calls_everybody_inside() -> None:
    for plan in agendas(Pace(1.0, 0.0)):
        found = called_inside(plan, runs=2)
        assert found is not None
        assert (found.told, found.without_slack) == (1.0, 1.0)
        (day,) = simulated(plan.placed, plan.pace, runs=1, seed=1)
        planned = [(minutes(place.starts), minutes(place.ends)) for place in plan.placed]
        assert [round(moment, 6) for span in day for moment in span] == [moment for span in planned for moment in span]


def test_drawn_lengths_have_the_pace_and_formal_steps_keep_theirs() -> None:
    items = [OrderedItem("a", 10, frozenset({"x"})), OrderedItem("f", 7, frozenset(), ItemKind.FORMAL)]
    days = list(simulated(timetable(items, STARTS), Pace(1.1, 0.3), runs=4000, seed=3))
    lengths = [ends - starts for (starts, ends), _formal in days]
    assert fmean(lengths) == pytest.approx(11, rel=0.02)
    assert pstdev(lengths) == pytest.approx(3.3, rel=0.05)
    assert {round(ends - starts, 6) for _item, (starts, ends) in days} == {7}


def test_a_break_lasts_until_its_planned_end_or_is_shortened() -> None:
    items = [OrderedItem("a", 30, frozenset({"x"})), OrderedItem("b", 5, frozenset({"y"}))]
    placed = timetable(items, STARTS, [Break(at(20), 10)])
    days = list(simulated(placed, Pace(1.0, 0.4), runs=300, seed=5))
    for (_, ended), (starts, _ends) in days:
        assert starts == max(40.0, ended)
    assert {ended > 40 for (_, ended), _ in days} == {True, False}


def test_called_inside_means_every_own_item() -> None:
    items = [OrderedItem(one, 10, frozenset({"x"} if one in "ac" else {"y"})) for one in "abc"]
    placed = timetable(items, STARTS)
    exact = windows(placed)
    asplanned = [(0.0, 10.0), (10.0, 20.0), (20.0, 30.0)]
    over, ahead = [(0.0, 10.0), (10.0, 20.0), (20.0, 30.5)], [(0.0, 9.0), (9.0, 19.0), (19.0, 30.0)]
    assert shares(placed, exact, [asplanned, over, ahead]) == {"x": pytest.approx(2 / 3), "y": pytest.approx(2 / 3)}


def test_the_figure_is_the_same_for_the_same_agenda_and_quick_enough_for_a_page() -> None:
    plan = max(agendas(Pace(1.0, 0.35)), key=lambda one: len(one.placed))
    before = time.process_time()
    first = called_inside(plan, runs=500)
    assert time.process_time() - before < 0.5
    assert first == called_inside(plan, runs=500)


def test_the_figure_in_words() -> None:
    found = facts()
    said = called_words(found, day_plan(found))
    assert said is not None
    assert said.sentence.startswith(
        f"時間が延び縮みしても、機関の{said.share}が知らせた時間の中で呼ばれます（ゆとりなしでは"
    )
    assert "ばらつき35%とみて、200回ためした" in said.note
    assert said.enough
    bare = facts(council=WITHOUT_SLACK)
    assert called_words(bare, day_plan(bare)) is None
    nobody = facts(invitees=[one for one in found.invitees if one.standing])
    assert called_words(nobody, day_plan(nobody)) is None


def test_who_is_often_called_outside_is_named() -> None:
    found = facts()
    plan = day_plan(found)
    told = {agency: rounded(window) for agency, window in plan.windows.items()}
    said = called_words(found, replace(plan, told=told))
    assert said is not None
    assert set(said.missed.removeprefix("外れやすい機関：").split("、")) == {"市民病院", "第二小"}
    assert not said.enough


def test_the_slack_of_a_window_in_words() -> None:
    exact = rounded(windows(timetable([OrderedItem("a", 25, frozenset({"x"}))], at(0)))["x"])
    assert slack_words(exact, exact) == ""
    assert slack_words(exact, replace(exact, ends=exact.ends + timedelta(minutes=10))) == "ゆとり 後10分"
    both = replace(exact, starts=exact.starts - timedelta(minutes=5), ends=exact.ends + timedelta(minutes=10))
    assert slack_words(exact, both) == "ゆとり 前5分・後10分"
