"""What is refused in a file, and how the field is named."""

import json
from typing import Any

import pytest

from meetings.ordering.reading import BadInstance, as_instance, from_json
from tests.unit.meetings.ordering import order_samples as samples

CASE: dict[str, Any] = {"id": "C1", "minutes": 5, "agencies": ["中央小"]}
GOOD: dict[str, Any] = {
    "kind": "council",
    "cases": [CASE, CASE | {"id": "C2"}, CASE | {"id": "C3"}],
    "agencies": [{"id": "中央小", "weight": 2}],
}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "film"}, "kind"),
        ({"cases": []}, "cases"),
        ({"cases": [CASE, CASE]}, "cases"),
        ({"cases": [CASE | {"minutes": -5}]}, "cases[0].minutes"),
        ({"cases": [CASE | {"minutes": 2.5}]}, "cases[0].minutes"),
        ({"cases": [CASE | {"minutes": True}]}, "cases[0].minutes"),
        ({"cases": [CASE | {"agencies": ["西小"]}]}, "cases[0].agencies"),
        ({"cases": [CASE | {"agencies": ["中央小", "中央小"]}]}, "cases[0].agencies"),
        ({"cases": [CASE | {"window": [10, 13]}]}, "cases[0].window"),
        ({"cases": [CASE | {"window": [20, 10]}]}, "cases[0].window"),
        ({"cases": [CASE | {"window": [0]}]}, "cases[0].window"),
        ({"agencies": [{"id": "中央小", "weight": 2, "window": [None, 3]}]}, "agencies[0].window"),
        ({"agencies": [{"id": "中央小", "weight": -1}]}, "agencies[0].weight"),
        ({"agencies": [{"id": "中央小"}]}, "agencies[0].weight"),
        ({"agencies": [{"id": "中央小", "weight": 2, "longest_wait": -1}]}, "agencies[0].longest_wait"),
        ({"agencies": [{"id": "中央小", "weight": 2, "longest_wait": "10"}]}, "agencies[0].longest_wait"),
        ({"first": ["C9"]}, "first"),
        ({"first": ["C1", "C2"], "last": ["C1"]}, "last"),
        ({"groups": [["C1", "C2"], ["C2", "C3"]]}, "groups[1]"),
        ({"precedence": [["C1", "C1"]]}, "precedence[0]"),
        ({"precedence": [["C1"]]}, "precedence[0]"),
        ({"breaks": [{"at": 10}]}, "breaks[0].minutes"),
        ({"capacity": 0}, "capacity"),
        ({"sessions": 0}, "sessions"),
        ({"precedences": [["C1", "C2"]]}, "precedences"),
    ],
)
def test_refuses_and_names_the_field(change: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInstance) as refused:
        as_instance(GOOD | change)
    assert refused.value.field == field
    assert refused.value.message.startswith(field)


def test_refuses_what_is_no_json() -> None:
    with pytest.raises(BadInstance, match="JSON"):
        from_json("{")


def test_reads_every_published_instance() -> None:
    for path in sorted(samples.FOLDER.glob("*.json")):
        if path.name != "best.json":
            content = json.loads(path.read_text(encoding="utf-8"))
            instance = from_json(path.read_bytes())
            assert len(instance.cases) == len(content.get("cases", content.get("durations")))


@pytest.mark.parametrize("scenes", [[0], [3], [1, 1]])
def test_refuses_scenes_that_are_not_there(scenes: list[int]) -> None:
    film = {"kind": "talent", "durations": [2, 3], "actors": [{"id": "A1", "cost": 1, "scenes": scenes}]}
    with pytest.raises(BadInstance) as refused:
        as_instance(film)
    assert refused.value.field == "actors[0].scenes"
