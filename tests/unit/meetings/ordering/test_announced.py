"""Ordering again after agencies were told their windows: every changed window has a price."""

import random
from dataclasses import replace
from typing import Any

import pytest

from meetings.ordering.annealing import Interpreted
from meetings.ordering.announced import NOTHING_TOLD, Announced, Announcement, mirrored, moved_agencies
from meetings.ordering.evaluation import evaluate, timetable
from meetings.ordering.instance import OrderInstance, Sessions
from meetings.ordering.reading import as_instance
from meetings.ordering.solver import Solution, solve
from meetings.ordering.start import skeleton
from tests.unit.meetings.ordering import order_samples as samples

HUGE = 10**9


def solved(
    instance: OrderInstance, steps: int = 600, start: Sessions = (), announced: Announcement = NOTHING_TOLD
) -> Solution:
    return solve(instance, steps=steps, engine=Interpreted(), start=start, announced=announced)


def told(instance: OrderInstance, order: Sessions, price: int, **grid: int) -> Announcement:
    """Every agency is told its window in this order."""
    windows: dict[str, Announced] = {}
    for number, session in enumerate(order):
        for case, begins, ends in timetable(instance, session):
            for agency in case.agencies:
                known = windows.get(agency)
                windows[agency] = Announced(known.begins if known else begins, ends, number)
    return Announcement(windows, price, **grid)


def without(instance: OrderInstance, withdrawn: str) -> OrderInstance:
    def left(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(case for case in ids if case != withdrawn)

    return replace(
        instance,
        cases=tuple(case for case in instance.cases if case.id != withdrawn),
        first=left(instance.first),
        last=left(instance.last),
        groups=tuple(left(group) for group in instance.groups if len(left(group)) > 1),
        precedence=tuple(pair for pair in instance.precedence if withdrawn not in pair),
    )


TWO: dict[str, Any] = {
    "kind": "council",
    "cases": [{"id": "C1", "minutes": 7, "agencies": ["中央小"]}, {"id": "C2", "minutes": 6, "agencies": ["西保育園"]}],
    "agencies": [{"id": "中央小", "weight": 1}, {"id": "西保育園", "weight": 1}],
}


@pytest.mark.parametrize(
    ("begins", "ends", "offset", "moved"),
    [(5, 15, 0, ()), (7, 13, 0, ()), (5, 10, 0, ("西保育園",)), (7, 13, 2, ()), (7, 14, 2, ("西保育園",))],
)
def test_a_window_moves_when_its_rounded_ends_do(begins: int, ends: int, offset: int, moved: tuple[str, ...]) -> None:
    announced = Announcement({"西保育園": Announced(begins, ends), "東小": Announced(0, 5)}, 1, offset=offset)
    assert moved_agencies(as_instance(TWO), (("C1", "C2"),), announced) == moved


def test_another_session_is_another_window() -> None:
    instance = as_instance(TWO | {"sessions": 2})
    announced = Announcement({"西保育園": Announced(0, 10, session=1)}, 1)
    assert moved_agencies(instance, (("C1",), ("C2",)), announced) == ()
    assert moved_agencies(instance, (("C2",), ("C1",)), announced) == ("西保育園",)


@pytest.mark.parametrize("seed", range(400))
def test_weighs_waiting_against_changed_windows_like_every_order_tried(seed: int) -> None:
    content, chance = samples.small(seed), random.Random(seed)
    instance = as_instance(content)
    possible = [tuple(map(tuple, order)) for order in samples.orders(content)]
    possible = [order for order in possible if evaluate(instance, order).is_feasible]
    if not possible or instance.sessions > 1:
        return
    announced = told(instance, chance.choice(possible), chance.choice([1, 5, HUGE]), grain=2, offset=1)
    found = solved(instance, announced=announced)
    assert found.moved == moved_agencies(instance, found.order, announced)
    totals = [total(instance, order, announced) for order in possible]
    assert total(instance, found.order, announced) == min(totals)


def total(instance: OrderInstance, order: Sessions, announced: Announcement) -> int:
    return evaluate(instance, order).objective + announced.price * len(moved_agencies(instance, order, announced))


def test_takes_up_the_earlier_order_and_is_never_worse() -> None:
    instance = as_instance(samples.published("council-040-rules-1"))
    earlier = solved(instance, steps=2_000)
    kept = skeleton(instance, earlier.order)
    assert kept is not None
    assert tuple(instance.cases[case].id for case in kept.order) == earlier.order[0]
    again = solved(instance, steps=50, start=earlier.order)
    assert (again.objective or 0) <= (earlier.objective or 0)


def test_takes_up_the_sessions_of_the_earlier_order() -> None:
    instance = as_instance(samples.published("council-040-plain-2") | {"sessions": 3, "capacity": 75})
    earlier = solved(instance, steps=1_000)
    assert len(earlier.order) == 3
    kept = skeleton(instance, earlier.order)
    assert kept is not None
    lengths = [len(session) for session in earlier.order]
    assert kept.cuts == (lengths[0], lengths[0] + lengths[1])


def test_a_price_of_nothing_is_the_ordinary_search() -> None:
    instance = as_instance(samples.published("council-040-rules-1"))
    ordinary = solved(instance)
    announced = told(instance, (tuple(case.id for case in instance.cases),), 0)
    free = solved(instance, announced=announced)
    assert (free.order, free.objective, free.bound) == (ordinary.order, ordinary.objective, ordinary.bound)
    assert free.moved


def test_nothing_announced_moves_for_a_huge_price_when_a_case_is_withdrawn() -> None:
    instance = as_instance(samples.published("council-040-rules-1"))
    earlier = solved(instance, steps=2_000).order
    withdrawn, behind = earlier[0][-2:]
    announced = told(instance, earlier, HUGE)
    touched = {*instance.case_of[withdrawn].agencies, *instance.case_of[behind].agencies}
    stay = {agency: window for agency, window in announced.windows.items() if agency not in touched}
    assert len(stay) > 5
    again = replace(announced, windows=stay)
    found = solved(without(instance, withdrawn), start=earlier, announced=again)
    assert found.moved == ()
    anew = solved(without(instance, withdrawn), announced=replace(again, price=0))
    assert anew.moved


def test_the_other_direction_is_tried_when_no_rule_fixes_it() -> None:
    instance = as_instance(samples.published("council-040-plain-1"))
    earlier = solved(instance, steps=2_000).order
    announced = told(instance, mirrored(earlier), HUGE)
    assert solved(instance, start=earlier, announced=announced).moved == ()
