"""The council's cap on any agency's wait, beside fairness to the order of the list."""

from dataclasses import replace

import pytest

from access.councils.model import Numbers
from meetings.arrangements.model import OrderRule
from meetings.arrangements.searching import Effort, search
from meetings.arrangements.wishes import order_instance
from tests.unit.meetings.preparation_samples import CLINIC, COUNCIL, NOGUCHI_ITEM, SCHOOL, facts

FAIR = (OrderRule.STANDING, OrderRule.FAIR)


def caps(longest: int, rules: tuple[OrderRule, ...]) -> dict[str, int | None]:
    found = facts(council=replace(COUNCIL, numbers=Numbers(longest_wait_minutes=longest)))
    names = {str(SCHOOL.id): "school", str(CLINIC.id): "clinic"}
    return {names[one.id]: one.longest_wait for one in order_instance(found, rules).agencies if one.id in names}


@pytest.mark.parametrize(
    ("longest", "rules", "expected"),
    [
        (0, (OrderRule.STANDING,), {"school": None, "clinic": None}),
        (60, (OrderRule.STANDING,), {"school": 60, "clinic": 60}),
        (0, FAIR, {"school": 0, "clinic": 8}),
        (5, FAIR, {"school": 0, "clinic": 5}),
        (60, FAIR, {"school": 0, "clinic": 8}),
    ],
)
def test_the_smaller_of_the_cap_and_the_wait_in_list_order(
    longest: int, rules: tuple[OrderRule, ...], expected: dict[str, int | None]
) -> None:
    assert caps(longest, rules) == expected


def test_a_cap_that_no_order_keeps_is_named_with_where_it_is_set() -> None:
    council = replace(COUNCIL, numbers=Numbers(longest_wait_minutes=2))
    standing = facts().items
    first, last = (replace(one, pinned=True) for one in (standing[1], NOGUCHI_ITEM))
    items = [
        replace(one, position=place) for place, one in enumerate((standing[0], first, standing[2], last, standing[4]))
    ]
    found = search(facts(items=items, council=council), (OrderRule.STANDING,), Effort(seconds=5, steps=2000))
    assert not found.order
    assert any("第二小の待ちを2分までにする（設定の「1機関の待ちの上限」）" in sentence for sentence in found.conflicts)
