"""The steps after an announcement: what each leaves alone, what it costs, which one is chosen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from itertools import permutations
from uuid import UUID

import pytest

from meetings.agenda.day_plan import AgendaFacts, day_plan
from meetings.agenda.rules import individual
from meetings.arrangements.model import USUAL_RULES, ArrangementWay, OrderRule
from meetings.arrangements.searching import Effort
from meetings.arrangements.wishes import reordered
from meetings.invitations.model import Window
from meetings.repairs import repairing, small_changes
from meetings.repairs.quick_price import Calculator
from meetings.repairs.repairing import Price, Step, price, shown, small_steps, usual, whole_step
from tests.unit.meetings.preparation_samples import key
from tests.unit.meetings.repairs.announced_samples import (
    added,
    announced,
    meeting_of,
    random_meeting,
    with_hours,
    withdrawn,
)

EFFORT = Effort(seconds=60, steps=1_500)
NEW = [(5, ["0小", "1小"]), (8, ["2小"])]


def _changed(seed: int, *, spread: int = 0) -> tuple[AgendaFacts, list[Window]]:
    """Two items withdrawn, two added."""
    facts, live = announced(random_meeting(seed, count=10, spread=spread))
    return added(withdrawn(facts, 2, 6), NEW), live


def _steps(facts: AgendaFacts, live: list[Window]) -> dict[ArrangementWay, Step]:
    return {step.way: step for step in small_steps(facts, live, EFFORT)}


def _known(facts: AgendaFacts, order: tuple[UUID, ...]) -> list[int]:
    told = {item.id: item.told_place for item in individual(facts.items)}
    return [place for item in order if (place := told[item]) is not None]


@pytest.mark.parametrize("seed", range(6))
def test_every_step_is_a_whole_order_with_its_real_price(seed: int) -> None:
    facts, live = _changed(seed, spread=35 * (seed % 2))
    steps = _steps(facts, live)
    assert list(steps) == [ArrangementWay.KEEP, ArrangementWay.INSERT, ArrangementWay.ONE_MOVE, ArrangementWay.QUIET]
    everything = sorted(item.id for item in individual(facts.items))
    for step in steps.values():
        assert sorted(step.order) == everything
        assert step.price == price(facts, live, step.order)


@pytest.mark.parametrize("seed", range(6))
def test_insertion_keeps_the_others_in_their_announced_order(seed: int) -> None:
    facts, live = _changed(seed)
    lifted = {
        item.id
        for item in individual(facts.items)
        if item.told_place is None or Calculator(facts, live).outside_hours(range(len(individual(facts.items))))
    }
    order = _steps(facts, live)[ArrangementWay.INSERT].order
    staying = tuple(item for item in order if item not in lifted)
    assert _known(facts, staying) == sorted(_known(facts, staying))


@pytest.mark.parametrize("seed", range(6))
def test_the_default_breaks_fewest_rules_and_then_tells_fewest(seed: int) -> None:
    facts, live = _changed(seed)
    steps = list(_steps(facts, live).values())
    afresh, _ = whole_step(facts, live, USUAL_RULES, EFFORT)
    found = shown([*steps, *([afresh] if afresh else [])])
    chosen = usual(found)
    assert chosen.way is not ArrangementWay.AFRESH
    for step in found:
        if step.way is not ArrangementWay.AFRESH:
            assert len(chosen.price.broken) <= len(step.price.broken)
        if step.way is not ArrangementWay.AFRESH and len(step.price.broken) == len(chosen.price.broken):
            assert len(chosen.price.told) <= len(step.price.told)


def test_a_step_that_is_no_better_than_a_smaller_one_is_not_shown() -> None:
    def step(way: ArrangementWay, *, told: int, moved: int, waiting: int) -> Step:
        again = tuple(key(str(number)) for number in range(told))
        return Step(way=way, order=(), price=Price(broken=(), told=again, moved=moved, waiting=waiting))

    keep = step(ArrangementWay.KEEP, told=4, moved=0, waiting=90)
    insert = step(ArrangementWay.INSERT, told=2, moved=0, waiting=60)
    same = step(ArrangementWay.ONE_MOVE, told=2, moved=1, waiting=60)
    quiet = step(ArrangementWay.QUIET, told=2, moved=3, waiting=20)
    assert shown([keep, insert, same, quiet]) == [keep, insert, quiet]
    assert usual([keep, insert, quiet]) is insert
    assert shown([keep, replace(keep, way=ArrangementWay.INSERT)]) == [keep]


def test_a_replaced_item_goes_where_the_withdrawn_one_stood_and_nobody_else_is_told() -> None:
    called = [(5, [f"{number}小"]) for number in range(8)]
    facts, live = announced(meeting_of(called, spread=35))
    facts = added(withdrawn(facts, 3), [(5, ["8小"])])
    steps = _steps(facts, live)
    put_in = steps[ArrangementWay.INSERT]
    assert put_in.price.told == (key("8小"), key("3小"))
    assert individual(facts.items)[-1].id == put_in.order[3]
    assert len(steps[ArrangementWay.KEEP].price.told) > len(put_in.price.told)
    assert usual(shown(list(steps.values()))).way is ArrangementWay.INSERT


def test_a_call_for_a_later_time_moves_that_agencys_item_only() -> None:
    called = [(10, [f"{number}小"]) for number in range(6)]
    facts, live = announced(meeting_of(called))
    facts = with_hours(facts, {"1小": (time(9, 40), None)})
    steps = _steps(facts, live)
    assert len(steps[ArrangementWay.KEEP].price.broken) == 1
    chosen = usual(shown(list(steps.values())))
    assert chosen.price.broken == ()
    assert key("0小") not in chosen.price.told
    assert _known(facts, steps[ArrangementWay.INSERT].order) == [1, 3, 4, 5, 2, 6]
    assert steps[ArrangementWay.INSERT].price.moved == 1


def test_a_mirrored_order_is_not_taken() -> None:
    """Every order is worth as much backwards; the announced direction disturbs nobody."""
    called = [(5, ["0小", "1小"]), (5, ["1小", "2小"]), (5, ["2小", "3小"]), (5, ["3小", "4小"]), (5, ["4小", "5小"])]
    facts, live = announced(meeting_of(called))
    found, _ = whole_step(facts, live, [OrderRule.STANDING], EFFORT)
    assert found is not None
    assert (found.price.waiting, found.price.told, found.price.moved) == (0, (), 0)
    backwards = price(facts, live, found.order[::-1])
    assert backwards.waiting == 0
    assert len(backwards.told) >= 5
    assert _steps(facts, live)[ArrangementWay.QUIET].price.told == ()


def test_heavy_items_and_pins_hold_after_the_announcement() -> None:
    called = [(10, [f"{number}小"]) for number in range(8)]
    facts, live = announced(meeting_of(called))
    items = [replace(item, pinned=item.told_place == 5) if item.cases else item for item in facts.items]
    facts = added(replace(facts, items=items), [(10, ["7小"])])
    heavy = individual(facts.items)[-1].id
    facts = replace(facts, items=[replace(item, heavy=item.id == heavy) for item in facts.items])
    steps = _steps(facts, live)
    assert any("前半" in sentence for sentence in steps[ArrangementWay.KEEP].price.broken)
    chosen = usual(shown(list(steps.values())))
    assert chosen.price.broken == ()
    pinned = next(item.id for item in individual(facts.items) if item.pinned)
    assert _start(facts, chosen.order, pinned) == time(9, 45)
    lost = price(facts, live, (heavy, *(item.id for item in individual(facts.items) if item.id != heavy)))
    assert [sentence for sentence in lost.broken if "固定" in sentence] == [
        "6番は固定した議題です。9:45から9:55に変わります。"
    ]


def test_rules_that_contradict_each_other_leave_no_whole_step_but_the_small_ones() -> None:
    facts, live = announced(meeting_of([(5, [f"{number}小"]) for number in range(4)]))
    facts = with_hours(facts, {"1小": (time(23, 0), None)})
    step, found = whole_step(facts, live, USUAL_RULES, Effort(seconds=5, steps=300))
    assert step is None
    assert any("23:00から" in sentence for sentence in found.conflicts)
    chosen = usual(shown(list(_steps(facts, live).values())))
    assert (chosen.way, len(chosen.price.broken)) == (ArrangementWay.KEEP, 1)


def test_an_agency_that_stays_away_is_told_in_every_step() -> None:
    facts, live = announced(random_meeting(5))
    gone = live[0].agency_id
    facts = replace(facts, invitees=[one for one in facts.invitees if one.agency_id != gone])
    assert all(gone in step.price.told for step in _steps(facts, live).values())


def test_an_agenda_announced_by_an_older_version_is_repaired_from_where_it_stands() -> None:
    facts, live = announced(random_meeting(7))
    forgotten = [replace(item, told_place=None, told_minutes=None) for item in facts.items]
    steps = _steps(replace(facts, items=forgotten), live)
    assert (steps[ArrangementWay.KEEP].price.told, steps[ArrangementWay.KEEP].price.moved) == ((), 0)


@pytest.mark.parametrize("seed", range(6))
def test_the_single_move_is_the_best_of_all(seed: int) -> None:
    facts, live = _changed(seed)
    calculator = Calculator(facts, live)
    order = list(range(len(individual(facts.items))))

    def cost(chosen: Sequence[int]) -> tuple[int, int]:
        found = calculator.price(chosen)
        return found.broken, found.waiting + 30 * found.told

    best = cost(small_changes.best_single_move(order, set(order), cost))
    rests = [(item, [one for one in order if one != item]) for item in order]
    assert best == min(cost([*rest[:to], item, *rest[to:]]) for item, rest in rests for to in order)

    def nearby(movable: set[int], *, stopped: bool = False) -> list[int]:
        return small_changes.NearbySearch(movable, cost, most=3_000, seed=1, stop=lambda: stopped).run(order)

    assert cost(nearby(set(order))) <= best
    assert nearby(set(order)) == nearby(set(order)), "the same seed, the same order"
    assert nearby(set(order), stopped=True) == order
    assert nearby(set()) == order


@pytest.mark.parametrize("seed", range(5))
def test_the_quiet_search_finds_the_cheapest_of_all_orders_of_a_small_agenda(seed: int) -> None:
    facts, live = announced(random_meeting(seed, count=6))
    facts = added(withdrawn(facts, 1), NEW[:1])
    ids = [item.id for item in individual(facts.items)]

    def total(found: Price) -> tuple[int, int]:
        letters = repairing.TELLING_MINUTES * len(found.told) + repairing.MOVING_MINUTES * found.moved
        return len(found.broken), found.waiting + letters

    cheapest = min(total(price(facts, live, order)) for order in permutations(ids))
    *_, quiet = small_steps(facts, live, Effort(seconds=60, steps=6_000))
    assert total(quiet.price) == cheapest


def _start(facts: AgendaFacts, order: tuple[UUID, ...], item: UUID) -> time:
    after = replace(facts, items=reordered(facts.items, order))
    return day_plan(after).place(item).starts.time()
