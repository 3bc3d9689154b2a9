import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.agenda.model import ItemKind
from meetings.agenda.ordering import OrderedItem
from meetings.agenda.ordering_blocks import HEAVY_LABEL, LONGEST_BLOCK_MINUTES, headed, in_blocks, order_of

NOBODY: frozenset[str] = frozenset()


def item(item_id: str, minutes: int = 5, kind: ItemKind = ItemKind.INDIVIDUAL) -> OrderedItem:
    return OrderedItem(item_id, minutes, NOBODY, kind)


def shown(items: list[OrderedItem], block_of: dict[str, str], heavy: set[str]) -> list[tuple[str, str, int]]:
    return [
        (block.label, " ".join(one.id for one in block.items), block.minutes)
        for block in in_blocks(items, block_of, heavy)
    ]


def test_heavy_cases_come_first_then_the_districts() -> None:
    items = [item(f"n{k}") for k in range(5)] + [item(f"s{k}") for k in range(5)]
    districts = {one.id: "北中" if one.id.startswith("n") else "南中" for one in items}
    assert shown(items, districts, {"n3", "s1"}) == [
        (HEAVY_LABEL, "n3 s1", 10),
        ("北中", "n0 n1 n2 n4", 20),
        ("南中", "s0 s2 s3 s4", 20),
    ]


def test_short_districts_are_joined_until_twenty_minutes() -> None:
    items = [item("a", 8), item("b", 8), item("c", 8), item("d", 5)]
    districts = {"a": "北中", "b": "南中", "c": "東中", "d": "西中"}
    assert shown(items, districts, set()) == [("北中・南中・東中", "a b c", 24), ("西中", "d", 5)]


def test_a_long_district_is_cut_evenly() -> None:
    items = [item(f"i{k}") for k in range(9)]
    assert [block.minutes for block in in_blocks(items, dict.fromkeys((one.id for one in items), "北中"))] == [25, 20]


@pytest.mark.parametrize(
    ("first", "second", "blocks"),
    [(19, 5, [24]), (20, 5, [20, 5]), (15, 15, [30]), (16, 15, [16, 15])],
)
def test_blocks_have_twenty_to_thirty_minutes(first: int, second: int, blocks: list[int]) -> None:
    found = in_blocks([item("a", first), item("b", second)], {"a": "北中", "b": "南中"})
    assert [block.minutes for block in found] == blocks


@pytest.mark.parametrize(("count", "blocks"), [(6, [30]), (7, [20, 15]), (13, [20, 25, 20]), (16, [25, 30, 25])])
def test_a_long_district_is_cut_into_few_even_parts(count: int, blocks: list[int]) -> None:
    found = in_blocks([item(str(k)) for k in range(count)], {})
    assert [block.minutes for block in found] == blocks


def test_formal_items_keep_the_ends_of_the_meeting() -> None:
    items = [
        item("open", 5, ItemKind.FORMAL),
        item("all", 10, ItemKind.BLOCK),
        item("a"),
        item("close", 5, ItemKind.FORMAL),
        item("b"),
    ]
    assert [one.id for one in order_of(in_blocks(items, {"a": "南中", "b": "北中"}, {"b"}))] == [
        "open",
        "all",
        "b",
        "a",
        "close",
    ]


ITEMS = st.lists(
    st.tuples(st.integers(1, 12), st.sampled_from(["北中", "南中", "東中", ""]), st.booleans()), max_size=40
)


@given(ITEMS)
def test_every_order_has_all_items_heavy_first_and_no_long_block(drawn: list[tuple[int, str, bool]]) -> None:
    items = [item(str(k), minutes) for k, (minutes, _, _) in enumerate(drawn)]
    heavy = {str(k) for k, (_, _, is_heavy) in enumerate(drawn) if is_heavy}
    blocks = in_blocks(items, {str(k): place for k, (_, place, _) in enumerate(drawn)}, heavy)
    order = order_of(blocks)
    assert sorted(one.id for one in order) == sorted(one.id for one in items)
    assert {one.id for one in order[: len(heavy)]} == heavy
    assert all(block.minutes <= LONGEST_BLOCK_MINUTES for block in blocks)
    assert order_of(in_blocks(items, {}, heavy))[: len(heavy)] == tuple(one for one in items if one.id in heavy)


def test_a_decided_order_gets_headings_and_keeps_its_order() -> None:
    items = [item(name) for name in ("h", "a1", "a2", "k", "a3", "b1", "b2", "b3", "b4")]
    places = {one.id: "港中" if one.id.startswith("a") else "北小" for one in items}
    found = headed(items, places, {"h", "k"})
    assert order_of(found) == tuple(items)
    assert [(block.label, " ".join(one.id for one in block.items)) for block in found] == [
        (f"{HEAVY_LABEL}・港中", "h a1 a2 k a3"),
        ("北小", "b1 b2 b3 b4"),
    ]


def test_a_heavy_case_before_its_own_school_stands_under_it() -> None:
    items = [item(name, 10) for name in ("a1", "a2", "h1", "h2", "b1")]
    found = headed(items, dict.fromkeys(("a1", "a2"), "港中") | dict.fromkeys(("h1", "h2", "b1"), "北小"), {"h1", "h2"})
    assert [(block.label, " ".join(one.id for one in block.items)) for block in found] == [
        ("港中", "a1 a2"),
        ("北小", "h1 h2 b1"),
    ]


def test_a_place_is_named_once_in_a_joined_heading() -> None:
    items = [item("a"), item("ab"), item("b")]
    found = headed(items, {"a": "港中", "ab": "港中・北小", "b": "北小"})
    assert [block.label for block in found] == ["港中・北小"]
