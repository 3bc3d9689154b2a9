"""Moving, numbering, pinning and changing sides on an agenda."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.agenda import rules
from meetings.agenda.errors import FixedItem, NoSuchItem
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.proposal import BLOCK
from tests.unit.meetings.preparation_samples import END, IDE_ITEM, ITEMS, NOGUCHI_ITEM, OPENING, TAKASE, key

ORDER = [TAKASE.id, IDE_ITEM.id, NOGUCHI_ITEM.id]


def _order(items: list[AgendaItem]) -> list[object]:
    return [item.id for item in rules.individual(items)]


def test_moving_down_shifts_the_others_up_and_formal_steps_stay() -> None:
    after = rules.moved(ITEMS, TAKASE.id, 2)
    assert _order(after) == [IDE_ITEM.id, TAKASE.id, NOGUCHI_ITEM.id]
    assert [after[0].id, after[-1].id] == [OPENING.id, END.id]
    assert [item.position for item in after] == list(range(5))


def test_beyond_either_end_means_that_end() -> None:
    assert _order(rules.moved(ITEMS, TAKASE.id, 99)) == [IDE_ITEM.id, NOGUCHI_ITEM.id, TAKASE.id]
    assert _order(rules.moved(ITEMS, NOGUCHI_ITEM.id, -3)) == [NOGUCHI_ITEM.id, TAKASE.id, IDE_ITEM.id]


def test_the_moved_item_joins_the_block_it_comes_to_stand_in() -> None:
    after = rules.individual(rules.moved(ITEMS, NOGUCHI_ITEM.id, 2))
    assert [item.block for item in after] == ["二中学区", "二中学区", "二中学区"]


def test_a_pinned_item_keeps_its_place_while_others_move_around_it() -> None:
    fixed = rules.pinned(ITEMS, IDE_ITEM.id, fixed=True)
    assert _order(rules.moved(fixed, NOGUCHI_ITEM.id, 1)) == [NOGUCHI_ITEM.id, IDE_ITEM.id, TAKASE.id]
    with pytest.raises(FixedItem):
        rules.moved(fixed, IDE_ITEM.id, 1)


def test_an_item_of_another_agenda_is_not_found() -> None:
    with pytest.raises(NoSuchItem):
        rules.moved(ITEMS, key("elsewhere"), 1)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ({NOGUCHI_ITEM.id: 1}, [NOGUCHI_ITEM.id, TAKASE.id, IDE_ITEM.id]),
        ({TAKASE.id: 3}, [IDE_ITEM.id, NOGUCHI_ITEM.id, TAKASE.id]),
        ({TAKASE.id: 2}, [IDE_ITEM.id, TAKASE.id, NOGUCHI_ITEM.id]),
        ({}, ORDER),
        ({TAKASE.id: 3, NOGUCHI_ITEM.id: 1}, [NOGUCHI_ITEM.id, IDE_ITEM.id, TAKASE.id]),
    ],
)
def test_typed_numbers_put_a_mover_before_the_holder_above_and_behind_the_holder_below(
    places: dict[object, int], expected: list[object]
) -> None:
    assert _order(rules.renumbered(ITEMS, places)) == expected  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.sampled_from(ORDER), st.integers(-2, 9)), max_size=8))
def test_no_move_loses_or_doubles_an_item(moves: list[tuple[object, int]]) -> None:
    items = list(ITEMS)
    for item_id, place in moves:
        items = rules.moved(items, item_id, place)  # type: ignore[arg-type]
    assert sorted(item.id.hex for item in items) == sorted(item.id.hex for item in ITEMS)


def test_typed_minutes_count_as_a_persons_choice() -> None:
    after = rules.timed(ITEMS, {TAKASE.id: 12, IDE_ITEM.id: IDE_ITEM.minutes})
    assert [(item.minutes, item.manual) for item in rules.individual(after)][:2] == [(12, True), (5, False)]


def test_confirming_together_adds_the_step_and_warns_where_there_were_reasons() -> None:
    after = rules.on_side(ITEMS, TAKASE.id, ItemKind.BLOCK, minutes=5, block_minutes=10)
    step = next(item for item in after if item.title == BLOCK)
    moved = next(item for item in after if item.id == TAKASE.id)
    assert (step.minutes, step.position) == (10, 1)
    assert (moved.kind, moved.minutes, moved.warned, moved.manual) == (ItemKind.BLOCK, 0, True, True)
    back = rules.on_side(after, TAKASE.id, ItemKind.INDIVIDUAL, minutes=10, block_minutes=10)
    assert BLOCK not in {item.title for item in back}
    assert next(item for item in back if item.id == TAKASE.id).minutes == 10


def test_the_sign_of_an_order_changes_with_the_order_only() -> None:
    assert rules.seen(ITEMS) != rules.seen(rules.moved(ITEMS, TAKASE.id, 2))
    assert rules.seen(ITEMS) == rules.seen([replace(item, minutes=99) for item in ITEMS])


def test_a_reason_belongs_to_the_child_it_names() -> None:
    item = replace(TAKASE, reasons=("R7-001：欠席が続いています。", "R7-002：新しいケースです。", "当日の追加"))
    assert rules.reasons_of(item, "R7-001", ["R7-002"]) == ("欠席が続いています。", "当日の追加")
    assert rules.reasons_of(item, "R7-003", ["R7-001", "R7-002"]) == ("当日の追加",)


def test_a_household_put_off_leaves_the_order_keeps_its_minutes_and_comes_back_to_its_place() -> None:
    off = rules.on_side(ITEMS, IDE_ITEM.id, ItemKind.NEXT, minutes=9, block_minutes=10)
    gone = next(item for item in off if item.id == IDE_ITEM.id)
    assert (gone.kind, gone.minutes, gone.warned, gone.manual) == (ItemKind.NEXT, IDE_ITEM.minutes, False, True)
    assert _order(off) == [TAKASE.id, NOGUCHI_ITEM.id]
    assert off[-1] == gone, "it stands behind everything"
    assert BLOCK not in {item.title for item in off}
    back = rules.on_side(off, IDE_ITEM.id, ItemKind.INDIVIDUAL, minutes=5, block_minutes=10)
    assert _order(rules.put_at(back, IDE_ITEM.id, 2)) == ORDER
    assert [item.block for item in rules.individual(rules.put_at(back, IDE_ITEM.id, 2))] == [
        item.block for item in rules.individual(ITEMS)
    ]


def test_a_household_is_never_a_formal_step() -> None:
    with pytest.raises(NoSuchItem):
        rules.on_side(ITEMS, IDE_ITEM.id, ItemKind.FORMAL, minutes=5, block_minutes=10)
