import json
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calendar import JST
from meetings.agenda.model import ItemKind
from meetings.agenda.ordering import Break, OrderedItem, timetable
from meetings.agenda.ordering_conditions import Presence, violations
from tests.data.order.evaluate import evaluate

STARTS = datetime(2026, 11, 27, 14, 30, tzinfo=JST)
RULES = sorted((Path(__file__).parents[3] / "data" / "order").glob("council-*-rules-*.json"))
OPENING = OrderedItem("open", 10, frozenset({"jiso"}), ItemKind.FORMAL)
A, B, C = (OrderedItem(name, 10, frozenset({"jiso", name})) for name in "ABC")


def at(minutes: int) -> datetime:
    return STARTS + timedelta(minutes=minutes)


def sentences(*items: OrderedItem, presence: Presence) -> list[tuple[str | None, str]]:
    return [(one.item_id, one.sentence) for one in violations(timetable(items, STARTS), [presence])]


def test_leaving_early_is_said_with_the_number_of_the_item() -> None:
    until = Presence("jiso", "中央児相", available_until=at(30))
    assert sentences(OPENING, A, B, presence=until) == []
    assert sentences(OPENING, A, B, C, presence=until) == [
        ("C", "中央児相は15:00までです。3番は15:10に終わります。"),
    ]


def test_coming_late_is_said_for_formal_items_too() -> None:
    late = Presence("jiso", "中央児相", available_from=at(11))
    assert sentences(OPENING, A, B, presence=late) == [
        ("open", "中央児相は14:41からです。進行は14:30に始まります。"),
        ("A", "中央児相は14:41からです。1番は14:40に始まります。"),
    ]


def test_an_agency_without_items_breaks_nothing() -> None:
    assert sentences(A, B, presence=Presence("C", "第二小", available_until=at(0))) == []


def test_heavy_cases_belong_in_the_first_half() -> None:
    items = [*(OrderedItem(str(k), 10, frozenset()) for k in range(4))]
    placed = timetable(items, STARTS)
    assert violations(placed, heavy={"0", "1"}) == ()
    assert [(one.item_id, one.sentence) for one in violations(placed, heavy={"0", "2"})] == [
        ("2", "3番は重いケース（未目視を含む）です。前半に置いてください。")
    ]


def test_a_heavy_case_may_start_shortly_before_the_half() -> None:
    minutes = {"0": 17, "1": 1, "2": 17}
    placed = timetable([OrderedItem(name, length, frozenset()) for name, length in minutes.items()], STARTS)
    assert [one.item_id for one in violations(placed, heavy={"1", "2"})] == ["2"]


def test_the_end_of_the_meeting_is_a_condition() -> None:
    placed = timetable([A, B], STARTS)
    assert violations(placed, ends_by=at(20)) == ()
    (late,) = violations(placed, ends_by=at(19))
    assert (late.item_id, late.sentence) == (None, "14:49までに終わりません。14:50に終わる予定です。")


def test_an_empty_agenda_breaks_nothing() -> None:
    assert violations((), ends_by=STARTS) == ()


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
@settings(max_examples=30, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_the_same_windows_are_broken_as_in_the_reference(path: Path, chance: Random) -> None:
    instance: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    items = [OrderedItem(one["id"], one["minutes"], frozenset(one["agencies"])) for one in instance["cases"]]
    chance.shuffle(items)
    breaks = [Break(at(one["at"]), one["minutes"]) for one in instance["breaks"]]
    presences = [presence(agency) for agency in instance["agencies"] if agency.get("window")]
    report = evaluate(instance, [one.id for one in items])
    expected = {
        (line.split()[1], line.rsplit(" ", 1)[1]) for line in report["violations"] if "outside the window of" in line
    }
    found = violations(timetable(items, STARTS, breaks), presences)
    assert presences
    assert {(one.item_id, one.sentence.partition("は")[0]) for one in found} == expected


def presence(agency: dict[str, Any]) -> Presence:
    low, high = agency["window"]
    return Presence(agency["id"], agency["id"], None if low is None else at(low), None if high is None else at(high))
