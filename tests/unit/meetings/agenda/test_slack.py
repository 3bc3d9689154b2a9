"""How much wider than planned a window is told: growing between anchors, never beyond what was agreed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.councils.model import Numbers
from core.calendar import JST
from meetings.agenda.model import ItemKind
from meetings.agenda.ordering import Break, OrderedItem, Placed, Window, rounded, timetable, windows
from meetings.agenda.ordering_conditions import Presence
from meetings.agenda.slack import DEVIATIONS, Pace, pace_of, stretches_at, told_windows

STARTS = datetime(2026, 11, 27, 13, 30, tzinfo=JST)
LATE = STARTS + timedelta(hours=9)
USUAL = Pace(1.0, 0.35)


def at(minutes: int) -> datetime:
    return STARTS + timedelta(minutes=minutes)


def items(count: int, minutes: int = 5) -> list[OrderedItem]:
    """An opening of ten minutes, then items that call one agency each: a0, a1, a2."""
    opening = OrderedItem("opening", 10, frozenset(), ItemKind.FORMAL)
    return [opening, *(OrderedItem(f"i{place}", minutes, frozenset({f"a{place}"})) for place in range(count))]


def plan(count: int, breaks: Sequence[Break] = (), minutes: int = 5) -> tuple[tuple[Placed, ...], dict[str, Window]]:
    placed = timetable(items(count, minutes), STARTS, breaks)
    return placed, windows(placed)


def test_slack_is_the_root_of_the_squares_since_the_start() -> None:
    placed, exact = plan(17)
    told = told_windows(exact, placed, USUAL, frame_ends=LATE)
    early, late = DEVIATIONS * 0.35 * 5 * sqrt(16), DEVIATIONS * 0.35 * 5 * sqrt(17)
    widest = Window(at(90) - timedelta(minutes=round(early)), at(95) + timedelta(minutes=round(late)))
    assert told["a16"] == rounded(widest)
    assert told["a0"].starts == exact["a0"].starts


def test_without_spread_windows_are_only_rounded() -> None:
    placed, exact = plan(9, minutes=7)
    told = told_windows(exact, placed, Pace(1.2, 0.0), frame_ends=LATE)
    assert told == {agency: rounded(window) for agency, window in exact.items()}


def test_formal_steps_keep_their_minutes() -> None:
    placed, _ = plan(1)
    assert stretches_at(placed, USUAL)[at(10)].slack(USUAL).late == 0


def test_a_break_begins_anew_and_slack_reaches_no_further_back_than_its_end() -> None:
    placed, exact = plan(12, [Break(at(40), 15)])
    told = told_windows(exact, placed, USUAL, frame_ends=LATE)
    assert exact["a6"].starts == at(55)
    assert told["a6"].starts == told["a7"].starts == at(55)
    assert told["a5"].ends > at(40)


def test_lateness_that_a_break_cannot_catch_up_is_carried_on() -> None:
    slow = Pace(1.0, 0.6)
    short, long = plan(40, [Break(at(110), 2)]), plan(40, [Break(at(110), 30)])
    latenesses = []
    for placed, exact in (short, long):
        stretch = stretches_at(placed, slow)[exact["a20"].ends]
        latenesses.append((stretch.carried > 0, stretch.slack(slow).early < stretch.slack(slow).late))
    assert latenesses == [(True, True), (False, False)]


@pytest.mark.parametrize("frame_ends", [at(75), at(40)])
def test_slack_ends_with_the_frame_or_with_a_plan_that_is_longer(frame_ends: datetime) -> None:
    placed, exact = plan(12)
    told = told_windows(exact, placed, USUAL, frame_ends=frame_ends)
    closes = max(frame_ends, at(70))
    assert told["a11"].ends == closes
    assert rounded(exact["a8"]).ends < told["a8"].ends <= closes


def test_an_agency_is_not_told_a_time_at_which_it_cannot_come() -> None:
    placed, exact = plan(12)
    comes = [Presence("a9", "第二小", exact["a9"].starts, exact["a9"].ends)]
    free = told_windows(exact, placed, USUAL, frame_ends=LATE)
    kept = told_windows(exact, placed, USUAL, frame_ends=LATE, come_when=comes)
    assert free["a9"].starts < kept["a9"].starts == exact["a9"].starts
    assert kept["a9"].ends == exact["a9"].ends < free["a9"].ends


def test_meetings_that_run_over_have_their_slack_behind() -> None:
    placed, exact = plan(20)
    steady, over = Pace(1.0, 0.2), Pace(1.2, 0.2)
    told, later = (told_windows(exact, placed, pace, frame_ends=LATE)["a19"] for pace in (steady, over))
    assert later.starts > told.starts
    assert later.ends > told.ends


@given(
    lengths=st.lists(st.integers(1, 30), min_size=1, max_size=25),
    pause=st.one_of(st.none(), st.tuples(st.integers(0, 120), st.integers(1, 30))),
    pace=st.builds(Pace, st.floats(0.6, 1.6), st.floats(0.0, 1.0)),
    frame=st.integers(5, 400),
)
def test_what_is_told_holds_the_exact_window_and_starts_with_the_meeting_at_the_earliest(
    lengths: list[int], pause: tuple[int, int] | None, pace: Pace, frame: int
) -> None:
    order = [OrderedItem(str(place), one, frozenset({f"a{place % 7}"})) for place, one in enumerate(lengths)]
    placed = timetable(order, STARTS, [Break(at(pause[0]), pause[1])] if pause else [])
    exact = windows(placed)
    told = told_windows(exact, placed, pace, frame_ends=at(frame))
    for agency, window in exact.items():
        assert STARTS <= told[agency].starts <= window.starts
        assert window.ends <= told[agency].ends <= max(placed[-1].ends, at(frame)) + timedelta(minutes=4)
        assert told[agency].waiting_minutes == window.waiting_minutes


@pytest.mark.parametrize("numbers", [Numbers(), Numbers(minutes_ratio_percent=110, minutes_spread_percent=28)])
def test_the_pace_is_the_councils_numbers(numbers: Numbers) -> None:
    pace = pace_of(numbers)
    assert (pace.ratio * 100, pace.spread * 100) == pytest.approx(
        (numbers.minutes_ratio_percent, numbers.minutes_spread_percent)
    )
