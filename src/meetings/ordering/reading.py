"""Reading an instance of the case order from its JSON, strictly: every refusal names the field and what is wrong.

Whether the wishes can be met together is not decided here, only whether each one makes sense.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NoReturn

from core.errors import Invalid
from meetings.ordering.instance import (
    ALWAYS,
    Availability,
    OrderAgency,
    OrderCase,
    OrderInstance,
    OrderKind,
    Pause,
)

MOST_CASES = 2_000
LARGEST_NUMBER = 1_000_000
_COUNCIL_FIELDS = {"kind", "cases", "agencies", "first", "last", "groups", "precedence", "breaks", "capacity"}
_KNOWN_FIELDS = {
    OrderKind.COUNCIL: _COUNCIL_FIELDS | {"sessions"},
    OrderKind.TALENT: {"kind", "durations", "actors"},
}


class BadInstance(Invalid):
    """A field of the file that cannot be taken."""

    def __init__(self, field: str, problem: str) -> None:
        self.field = field
        super().__init__(f"{field}: {problem}", problems={field: problem})


def _refuse(field: str, problem: str) -> NoReturn:
    raise BadInstance(field, problem)


def from_json(text: str | bytes) -> OrderInstance:
    """The instance a file holds; raises BadInstance."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as unreadable:
        _refuse("ファイル", f"JSONとして読めません（{unreadable}）。")
    return as_instance(content)


def as_instance(content: object) -> OrderInstance:
    """The instance this JSON value describes; raises BadInstance."""
    fields = _object(content, "ファイル")
    kind = fields.get("kind")
    if kind not in set(OrderKind):
        _refuse("kind", f"council か talent を書いてください（いまは {_shown(kind)}）。")
    _refuse_unknown(fields, OrderKind(str(kind)))
    return _council(fields) if kind == OrderKind.COUNCIL else _talent(fields)


def _refuse_unknown(fields: Mapping[str, object], kind: OrderKind) -> None:
    """Notes (name, source …) are texts; a list or an object under an unknown name is a rule we would miss."""
    for name, value in fields.items():
        if name not in _KNOWN_FIELDS[kind] and isinstance(value, list | dict):
            _refuse(name, "知らない項目です。つづりを確かめてください。")


def _talent(fields: Mapping[str, object]) -> OrderInstance:
    durations = _list(fields.get("durations"), "durations")
    scenes = [str(number) for number in range(1, len(durations) + 1)]
    _check_size(len(durations), "durations")
    playing: dict[str, list[str]] = {scene: [] for scene in scenes}
    actors = []
    for index, entry in enumerate(_list(fields.get("actors"), "actors")):
        place = f"actors[{index}]"
        actor = _object(entry, place)
        actors.append(OrderAgency(_text(actor.get("id"), f"{place}.id"), _whole(actor.get("cost"), f"{place}.cost")))
        numbers = [_whole(scene, f"{place}.scenes") for scene in _list(actor.get("scenes"), f"{place}.scenes")]
        _refuse_repeated([str(number) for number in numbers], f"{place}.scenes")
        for number in numbers:
            if str(number) not in playing:
                _refuse(f"{place}.scenes", f"{number} という場面はありません（1〜{len(scenes)}）。")
            playing[str(number)].append(actors[-1].id)
    _refuse_repeated([actor.id for actor in actors], "actors")
    cases = tuple(
        OrderCase(scene, _whole(minutes, f"durations[{index}]"), tuple(playing[scene]))
        for index, (scene, minutes) in enumerate(zip(scenes, durations, strict=True))
    )
    return OrderInstance(cases, tuple(actors), OrderKind.TALENT)


def _council(fields: Mapping[str, object]) -> OrderInstance:
    agencies = tuple(
        _agency(entry, f"agencies[{i}]") for i, entry in enumerate(_list(fields.get("agencies"), "agencies"))
    )
    _refuse_repeated([agency.id for agency in agencies], "agencies")
    listed = _list(fields.get("cases"), "cases")
    _check_size(len(listed), "cases")
    known = {agency.id for agency in agencies}
    cases = tuple(_case(entry, f"cases[{index}]", known) for index, entry in enumerate(listed))
    _refuse_repeated([case.id for case in cases], "cases")
    instance = OrderInstance(cases, agencies)
    _check_agency_windows(instance)
    return _with_wishes(instance, fields)


def _with_wishes(instance: OrderInstance, fields: Mapping[str, object]) -> OrderInstance:
    known = set(instance.case_of)
    first = _case_ids(fields.get("first", []), "first", known)
    last = _case_ids(fields.get("last", []), "last", known)
    _check_pins(instance, first, last)
    groups = tuple(
        _case_ids(group, f"groups[{index}]", known)
        for index, group in enumerate(_list(fields.get("groups", []), "groups"))
    )
    _refuse_overlap(groups)
    precedence = tuple(
        _pair(pair, f"precedence[{index}]", known)
        for index, pair in enumerate(_list(fields.get("precedence", []), "precedence"))
    )
    pauses = [
        _pause(entry, f"breaks[{index}]") for index, entry in enumerate(_list(fields.get("breaks", []), "breaks"))
    ]
    capacity = fields.get("capacity")
    return replace(
        instance,
        first=first,
        last=last,
        groups=tuple(group for group in groups if len(group) > 1),
        precedence=tuple(dict.fromkeys(precedence)),
        pauses=tuple(sorted(pauses, key=lambda pause: pause.at)),
        capacity=None if capacity is None else _whole(capacity, "capacity", least=1),
        sessions=_whole(fields.get("sessions", 1), "sessions", least=1, most=100),
    )


def _case(entry: object, place: str, known: set[str]) -> OrderCase:
    fields = _object(entry, place)
    minutes = _whole(fields.get("minutes"), f"{place}.minutes")
    agencies = tuple(_text(name, f"{place}.agencies") for name in _list(fields.get("agencies"), f"{place}.agencies"))
    for agency in agencies:
        if agency not in known:
            _refuse(f"{place}.agencies", f"{_shown(agency)} は agencies にありません。")
    _refuse_repeated(agencies, f"{place}.agencies")
    window = _window(fields.get("window"), f"{place}.window")
    _check_long_enough(window, minutes, f"{place}.window", "このケース")
    return OrderCase(_text(fields.get("id"), f"{place}.id"), minutes, agencies, window)


def _agency(entry: object, place: str) -> OrderAgency:
    fields = _object(entry, place)
    longest = fields.get("longest_wait")
    return OrderAgency(
        _text(fields.get("id"), f"{place}.id"),
        _whole(fields.get("weight"), f"{place}.weight"),
        _window(fields.get("window"), f"{place}.window"),
        None if longest is None else _whole(longest, f"{place}.longest_wait"),
    )


def _pause(entry: object, place: str) -> Pause:
    fields = _object(entry, place)
    return Pause(_whole(fields.get("at"), f"{place}.at"), _whole(fields.get("minutes"), f"{place}.minutes"))


def _window(value: object, place: str) -> Availability:
    if value is None:
        return ALWAYS
    ends = _list(value, place)
    if len(ends) != 2:  # noqa: PLR2004 - from and to
        _refuse(place, "[始まり, 終わり] の二つの分を書いてください（決めないほうは null）。")
    begins, until = (None if end is None else _whole(end, place) for end in ends)
    if begins is not None and until is not None and begins >= until:
        _refuse(place, f"終わり（{until}分）は、始まり（{begins}分）より後にしてください。")
    return Availability(begins, until)


def _check_agency_windows(instance: OrderInstance) -> None:
    for index, agency in enumerate(instance.agencies):
        for case in instance.cases:
            if agency.id in case.agencies:
                place = f"agencies[{index}].window"
                _check_long_enough(agency.window, case.minutes, place, f"ケース {case.id}")


def _check_long_enough(window: Availability, minutes: int, place: str, what: str) -> None:
    room = None if window.ends is None else window.ends - (window.begins or 0)
    if room is not None and room < minutes:
        _refuse(place, f"時間帯が短すぎます。{room}分しかなく、{what}の{minutes}分が入りません。")


def _check_pins(instance: OrderInstance, first: Sequence[str], last: Sequence[str]) -> None:
    both = [case for case in first if case in last]
    whole = len(first) == len(instance.cases) and tuple(first[-len(last) :]) == tuple(last)
    if both and not whole:
        _refuse("last", f"ケース {both[0]} は first にもあります。最初か最後のどちらかにしてください。")


def _case_ids(value: object, place: str, known: set[str]) -> tuple[str, ...]:
    ids = tuple(_text(entry, place) for entry in _list(value, place))
    for case in ids:
        if case not in known:
            _refuse(place, f"{_shown(case)} は cases にありません。")
    _refuse_repeated(ids, place)
    return ids


def _pair(value: object, place: str, known: set[str]) -> tuple[str, str]:
    ids = _case_ids(value, place, known)
    if len(ids) != 2:  # noqa: PLR2004 - before and after
        _refuse(place, "[先のケース, 後のケース] の二つを書いてください。")
    return ids[0], ids[1]


def _refuse_overlap(groups: Sequence[Sequence[str]]) -> None:
    seen: dict[str, int] = {}
    for index, group in enumerate(groups):
        for case in group:
            if case in seen:
                problem = f"ケース {case} は groups[{seen[case]}] にもあります。一つの組にまとめてください。"
                _refuse(f"groups[{index}]", problem)
            seen[case] = index


def _refuse_repeated(ids: Sequence[str], place: str) -> None:
    seen: set[str] = set()
    for entry in ids:
        if entry in seen:
            _refuse(place, f"{_shown(entry)} が二度あります。")
        seen.add(entry)


def _check_size(count: int, place: str) -> None:
    if not count:
        _refuse(place, "一つもありません。議題を一つ以上入れてください。")
    if count > MOST_CASES:
        _refuse(place, f"{count}件あります。{MOST_CASES}件までにしてください。")


def _object(value: object, place: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        _refuse(place, f"{{…}} の形にしてください（いまは {_shown(value)}）。")
    return value


def _list(value: object, place: str) -> list[object]:
    if not isinstance(value, list):
        _refuse(place, f"[…] の形にしてください（いまは {_shown(value)}）。")
    return value


def _text(value: object, place: str) -> str:
    if not isinstance(value, str) or not value:
        _refuse(place, f"名前を文字で書いてください（いまは {_shown(value)}）。")
    return value


def _whole(value: object, place: str, least: int = 0, most: int = LARGEST_NUMBER) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        _refuse(place, f"整数を書いてください（いまは {_shown(value)}）。")
    if value < least:
        _refuse(place, f"{least}以上にしてください（いまは {value}）。")
    if value > most:
        _refuse(place, f"{most}以下にしてください。")
    return value


def _shown(value: object) -> str:
    text = "なし" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:40]}…"  # noqa: PLR2004 - a short quotation
