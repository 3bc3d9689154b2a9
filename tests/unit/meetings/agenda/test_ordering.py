import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calendar import JST
from meetings.agenda.model import ItemKind
from meetings.agenda.ordering import (
    Break,
    OrderedItem,
    UnknownItem,
    Window,
    in_list_order,
    list_order_waiting,
    move,
    move_block,
    rounded,
    timetable,
    total_waiting,
    windows,
)
from tests.data.order.evaluate import evaluate
from tests.data.order.evaluate import timetable as reference_timetable

STARTS = datetime(2026, 11, 27, 13, 30, tzinfo=JST)
INSTANCES = sorted((Path(__file__).parents[3] / "data" / "order").glob("council-*.json"))


def at(minutes: int) -> datetime:
    return STARTS + timedelta(minutes=minutes)


def item(item_id: str, minutes: int, *agencies: str, kind: ItemKind = ItemKind.INDIVIDUAL) -> OrderedItem:
    return OrderedItem(item_id, minutes, frozenset(agencies), kind)


def ids(items: tuple[OrderedItem, ...]) -> str:
    return "".join(one.id for one in items)


OPENING = item("o", 10, kind=ItemKind.FORMAL)
BLOCK = item("b", 10, "school", "clinic", kind=ItemKind.BLOCK)
A, B, C = item("A", 5, "school"), item("B", 8, "police"), item("C", 5, "school", "police")


@pytest.mark.parametrize("path", INSTANCES, ids=lambda path: path.stem)
@settings(max_examples=50, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_times_and_waiting_are_those_of_the_reference(path: Path, chance: Random) -> None:
    instance: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    items = [item(case["id"], case["minutes"], *case["agencies"]) for case in instance["cases"]]
    chance.shuffle(items)
    order = [one.id for one in items]
    placed = timetable(items, STARTS, [Break(at(one["at"]), one["minutes"]) for one in instance.get("breaks", [])])
    reference, _ = reference_timetable(instance, order)
    assert {one.item.id: (one.starts, one.ends) for one in placed} == {
        case: (at(starts), at(ends)) for case, (starts, ends) in reference.items()
    }
    report, found = evaluate(instance, order), windows(placed)
    weights = {agency["id"]: agency["weight"] for agency in instance["agencies"]}
    assert total_waiting(found) == report["waiting_minutes"]
    assert sum(weights[agency] * window.waiting_minutes for agency, window in found.items()) == report["objective"]


def test_the_instances_are_there() -> None:
    assert len(INSTANCES) >= 4


def test_items_follow_one_another_and_breaks_fall_between() -> None:
    placed = timetable([A, B, C], STARTS, [Break(at(6), 5)])
    assert [(one.item.id, one.starts, one.ends) for one in placed] == [
        ("A", at(0), at(5)),
        ("B", at(5), at(13)),
        ("C", at(18), at(23)),
    ]


def test_a_break_after_the_last_item_is_not_taken() -> None:
    assert timetable([A], STARTS, [Break(at(5), 5)])[-1].ends == at(5)


def test_a_break_inside_a_window_is_waiting() -> None:
    found = windows(timetable([A, B, C], STARTS, [Break(at(6), 5)]))
    assert found == {"school": Window(at(0), at(23), 13), "police": Window(at(5), at(23), 5)}
    assert total_waiting(found) == 18


def test_block_items_call_nobody() -> None:
    found = windows(timetable([OPENING, BLOCK, A], STARTS))
    assert found == {"school": Window(at(20), at(25), 0)}


def test_standing_members_have_the_whole_meeting_and_never_wait() -> None:
    found = windows(timetable([OPENING, A, B, C], STARTS), standing={"police", "centre"})
    assert found["police"] == found["centre"] == Window(at(0), at(28), 0)
    assert total_waiting(found) == found["school"].waiting_minutes == 8


def test_an_empty_agenda_has_no_windows() -> None:
    assert windows(timetable([], STARTS), standing={"police"}) == {}


def test_the_order_of_the_list_is_compared_with_everything_else_in_its_place() -> None:
    order = [OPENING, A, C, B]
    assert total_waiting(windows(timetable(order, STARTS))) == 0
    assert ids(in_list_order(order, ["B", "A", "C"])) == "oBAC"
    assert ids(in_list_order([A, OPENING, B], ["B"])) == "BoA"
    assert list_order_waiting(order, ["B", "A", "C"], STARTS) == 5
    assert list_order_waiting(order, ["A", "B", "C"], STARTS) == 8
    assert list_order_waiting(order, ["A", "B", "C"], STARTS, [Break(at(14), 5)]) == 13
    assert list_order_waiting(order, ["A", "B", "C"], STARTS, standing={"school"}) == 0


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ((13, 40), (14, 5), ((13, 40), (14, 5))),
        ((13, 41), (14, 1), ((13, 40), (14, 5))),
        ((13, 44), (14, 4), ((13, 40), (14, 5))),
        ((13, 59), (13, 59), ((13, 55), (14, 0))),
    ],
)
def test_times_on_paper_are_rounded_outward(
    starts: tuple[int, int], ends: tuple[int, int], expected: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    day = STARTS.replace(hour=0, minute=0)
    window = Window(day.replace(hour=starts[0], minute=starts[1]), day.replace(hour=ends[0], minute=ends[1]), 7)
    printed = rounded(window)
    assert ((printed.starts.hour, printed.starts.minute), (printed.ends.hour, printed.ends.minute)) == expected
    assert printed.waiting_minutes == 7


def test_rounding_counts_on_the_clock_of_japan_and_to_the_second() -> None:
    window = Window(datetime(2026, 11, 27, 4, 41, 30, tzinfo=UTC), datetime(2026, 11, 27, 5, 0, 0, 1, tzinfo=UTC))
    assert rounded(window) == Window(STARTS.replace(hour=13, minute=40), STARTS.replace(hour=14, minute=5))


@pytest.mark.parametrize(
    ("moved", "to", "expected"), [("A", 2, "BCA"), ("C", 0, "CAB"), ("A", -1, "ABC"), ("A", 9, "BCA"), ("B", 1, "ABC")]
)
def test_an_item_is_moved_to_a_place(moved: str, to: int, expected: str) -> None:
    assert ids(move([A, B, C], moved, to)) == expected


def test_a_block_moves_together_and_keeps_its_order() -> None:
    assert ids(move_block([A, B, C, OPENING], {"C", "A"}, 1)) == "BACo"
    assert ids(move_block([A, B, C, OPENING], {"C", "o"}, 0)) == "CoAB"


def test_an_unknown_item_is_refused() -> None:
    with pytest.raises(UnknownItem):
        move([A, B], "C", 0)
