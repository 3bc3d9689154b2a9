"""What is refused in a file, and how the field is named."""

import json
from typing import Any

import pytest

from meetings.ordering.instance import Availability
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
        ({"kind": ["council"]}, "kind"),
        ({"kind": {}}, "kind"),
        ({"cases": [CASE | {"id": "C\ud800"}]}, "cases[0].id"),
        ({"agencies": [{"id": "\udc00", "weight": 2}]}, "agencies[0].id"),
        ({"first": ["\ud800"]}, "first"),
        ({"kind": "\ud800"}, "kind"),
        ({"\ud800": []}, "\\ud800"),
    ],
)
def test_refuses_and_names_the_field(change: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInstance) as refused:
        as_instance(GOOD | change)
    assert refused.value.field == field
    assert refused.value.message.startswith(field)
    assert refused.value.message.encode("utf-8")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"capcity": 5}, "capcity: 知らない項目です。capacity ですか。"),
        ({"Sessions": 2}, "Sessions: 知らない項目です。sessions ですか。"),
        ({"lsat": ["C1"]}, "lsat: 知らない項目です。last ですか。"),
        ({"rooms": ["A"]}, "rooms: 知らない項目です。つづりを確かめてください。"),
        (
            {"cases": [CASE, CASE | {"id": "C2", "wnidow": [10, 30]}]},
            "cases[1].wnidow: 知らない項目です。window ですか。",
        ),
        (
            {"agencies": [{"id": "中央小", "weight": 2, "longestWait": 9}]},
            "agencies[0].longestWait: 知らない項目です。longest_wait ですか。",
        ),
        ({"breaks": [{"at": 5, "minutes": 5, "minuts": 8}]}, "breaks[0].minuts: 知らない項目です。minutes ですか。"),
        ({"durations": [3]}, "durations: 会議（council）のファイルでは使えない項目です。"),
    ],
)
def test_refuses_a_misspelled_wish_and_says_what_may_be_meant(change: dict[str, Any], message: str) -> None:
    with pytest.raises(BadInstance) as refused:
        as_instance(GOOD | change)
    assert refused.value.message == message


def test_a_moment_is_a_window_for_who_brings_no_minutes() -> None:
    agencies = [{"id": "中央小", "weight": 2}, {"id": "西小", "weight": 1, "window": [0, 0]}]
    assert as_instance(GOOD | {"agencies": agencies}).agencies[1].window == Availability(0, 0)


def test_notes_are_allowed_everywhere() -> None:
    notes = {
        "name": "秋の会議",
        "source": "手書き",
        "notes": "remarks",
        "remarks": 3,
        "date": "2026-11-20",
        "title": None,
    }
    content = GOOD | notes
    content["cases"] = [CASE | notes | {"district": "東", "age": 5}]
    content["agencies"] = [{"id": "中央小", "weight": 2, "tags": ["学校"]} | notes]
    content["breaks"] = [{"at": 5, "minutes": 5} | notes]
    assert as_instance(content) == as_instance(
        {
            "kind": "council",
            "cases": [CASE],
            "agencies": [{"id": "中央小", "weight": 2}],
            "breaks": [{"at": 5, "minutes": 5}],
        }
    )


@pytest.mark.parametrize("wish", ["first", "last", "groups", "precedence", "breaks", "capacity", "sessions"])
def test_refuses_the_wishes_of_a_council_for_a_film(wish: str) -> None:
    film = {"kind": "talent", "durations": [2, 3], "actors": [{"id": "A1", "cost": 1, "scenes": [1]}], wish: 2}
    with pytest.raises(BadInstance, match=f"{wish}: 撮影（talent）のファイルでは使えない項目です。"):
        as_instance(film)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"kind": "council", "sessions": 1, "sessions": 2}', "sessions: 同じ項目が二度書かれています。"),
        ('{"kind": "council", "cases": [{"minutes": 1, "minutes": 2}]}', "minutes: 同じ項目が二度書かれています。"),
        ('{"kind": "会議"}'.encode("cp932"), "ファイル: 文字を読めません。UTF-8で保存してください。"),
        ('{"kind":\n council}', "ファイル: JSONとして読めません（2行目の2文字目）。"),
        ("", "ファイル: 中身がありません。"),
        ("[" * 100_000, "ファイル: JSONとして読めません"),
        ("9" * 5_000, "ファイル: JSONとして読めません"),
    ],
)
def test_refuses_a_file_that_says_no_one_thing(text: str | bytes, message: str) -> None:
    with pytest.raises(BadInstance) as refused:
        from_json(text)
    assert refused.value.message.startswith(message)


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
