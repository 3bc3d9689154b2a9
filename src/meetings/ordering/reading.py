"""Reading an instance of the case order from its JSON, strictly: every refusal names the field and what is wrong.

Whether the wishes can be met together is not decided here, only whether each one makes sense.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from meetings.ordering.fields import (
    BadInstance,
    as_list,
    as_object,
    as_text,
    as_whole,
    likeness,
    refuse,
    refuse_misspelled,
    refuse_repeated,
    shown,
    unknown_words,
    without_repetition,
)
from meetings.ordering.instance import (
    ALWAYS,
    Availability,
    OrderAgency,
    OrderCase,
    OrderInstance,
    OrderKind,
    Pause,
)

__all__ = ["MOST_CASES", "BadInstance", "as_instance", "from_json"]
MOST_CASES = 2_000
_WISHES = {"first", "last", "groups", "precedence", "breaks", "capacity", "sessions"}
_FIELDS = {
    OrderKind.COUNCIL: {"kind", "cases", "agencies"} | _WISHES,
    OrderKind.TALENT: {"kind", "durations", "actors"},
}
_EVERY_FIELD = _FIELDS[OrderKind.COUNCIL] | _FIELDS[OrderKind.TALENT]
_KIND_WORDS = {OrderKind.COUNCIL: "会議（council）", OrderKind.TALENT: "撮影（talent）"}
_CASE_FIELDS = {"id", "minutes", "agencies", "window"}
_AGENCY_FIELDS = {"id", "weight", "window", "longest_wait"}
_ACTOR_FIELDS = {"id", "cost", "scenes"}
_BREAK_FIELDS = {"at", "minutes"}
_ROUGHLY_ALIKE = 0.6  # for a key that is refused anyway


def from_json(text: str | bytes) -> OrderInstance:
    """The instance a file holds; raises BadInstance."""
    if not text.strip():
        refuse("ファイル", "中身がありません。")
    try:
        content = json.loads(text, object_pairs_hook=without_repetition)
    except UnicodeDecodeError:
        refuse("ファイル", "文字を読めません。UTF-8で保存してください。")
    except json.JSONDecodeError as unreadable:
        refuse("ファイル", f"JSONとして読めません（{unreadable.lineno}行目の{unreadable.colno}文字目）。")
    except (ValueError, RecursionError):
        refuse("ファイル", "JSONとして読めません（けたの多すぎる数か、深すぎる入れ子があります）。")
    return as_instance(content)


def as_instance(content: object) -> OrderInstance:
    """The instance this JSON value describes; raises BadInstance."""
    fields = as_object(content, "ファイル")
    written = fields.get("kind")
    kind = next((one for one in OrderKind if one == written), None)
    if kind is None:
        refuse("kind", f"council か talent を書いてください（いまは {shown(written)}）。")
    _refuse_unknown(fields, kind)
    return _council(fields) if kind is OrderKind.COUNCIL else _talent(fields)


def _refuse_unknown(fields: Mapping[str, object], kind: OrderKind) -> None:
    """Notes (name, source …) are texts; a list or an object under an unknown name is a rule we would miss."""
    for name, value in fields.items():
        if name in _FIELDS[kind]:
            continue
        if name in _EVERY_FIELD:
            refuse(name, f"{_KIND_WORDS[kind]}のファイルでは使えない項目です。")
        if isinstance(value, list | dict):
            refuse(name, unknown_words(likeness(name, _FIELDS[kind], _ROUGHLY_ALIKE)))
    refuse_misspelled(fields, _EVERY_FIELD)


def _talent(fields: Mapping[str, object]) -> OrderInstance:
    durations = as_list(fields.get("durations"), "durations")
    scenes = [str(number) for number in range(1, len(durations) + 1)]
    _check_size(len(durations), "durations")
    playing: dict[str, list[str]] = {scene: [] for scene in scenes}
    actors = []
    for index, entry in enumerate(as_list(fields.get("actors"), "actors")):
        place = f"actors[{index}]"
        actor = as_object(entry, place)
        refuse_misspelled(actor, _ACTOR_FIELDS, place)
        actors.append(
            OrderAgency(as_text(actor.get("id"), f"{place}.id"), as_whole(actor.get("cost"), f"{place}.cost"))
        )
        numbers = [as_whole(scene, f"{place}.scenes") for scene in as_list(actor.get("scenes"), f"{place}.scenes")]
        refuse_repeated([str(number) for number in numbers], f"{place}.scenes")
        for number in numbers:
            if str(number) not in playing:
                refuse(f"{place}.scenes", f"{number} という場面はありません（1〜{len(scenes)}）。")
            playing[str(number)].append(actors[-1].id)
    refuse_repeated([actor.id for actor in actors], "actors")
    cases = tuple(
        OrderCase(scene, as_whole(minutes, f"durations[{index}]"), tuple(playing[scene]))
        for index, (scene, minutes) in enumerate(zip(scenes, durations, strict=True))
    )
    return OrderInstance(cases, tuple(actors), OrderKind.TALENT)


def _council(fields: Mapping[str, object]) -> OrderInstance:
    agencies = tuple(
        _agency(entry, f"agencies[{i}]") for i, entry in enumerate(as_list(fields.get("agencies"), "agencies"))
    )
    refuse_repeated([agency.id for agency in agencies], "agencies")
    listed = as_list(fields.get("cases"), "cases")
    _check_size(len(listed), "cases")
    known = {agency.id for agency in agencies}
    cases = tuple(_case(entry, f"cases[{index}]", known) for index, entry in enumerate(listed))
    refuse_repeated([case.id for case in cases], "cases")
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
        for index, group in enumerate(as_list(fields.get("groups", []), "groups"))
    )
    _refuse_overlap(groups)
    precedence = tuple(
        _pair(pair, f"precedence[{index}]", known)
        for index, pair in enumerate(as_list(fields.get("precedence", []), "precedence"))
    )
    pauses = [
        _pause(entry, f"breaks[{index}]") for index, entry in enumerate(as_list(fields.get("breaks", []), "breaks"))
    ]
    capacity = fields.get("capacity")
    return replace(
        instance,
        first=first,
        last=last,
        groups=tuple(group for group in groups if len(group) > 1),
        precedence=tuple(dict.fromkeys(precedence)),
        pauses=tuple(sorted(pauses, key=lambda pause: pause.at)),
        capacity=None if capacity is None else as_whole(capacity, "capacity", least=1),
        sessions=as_whole(fields.get("sessions", 1), "sessions", least=1, most=100),
    )


def _case(entry: object, place: str, known: set[str]) -> OrderCase:
    fields = as_object(entry, place)
    refuse_misspelled(fields, _CASE_FIELDS, place)
    minutes = as_whole(fields.get("minutes"), f"{place}.minutes")
    agencies = tuple(
        as_text(name, f"{place}.agencies") for name in as_list(fields.get("agencies"), f"{place}.agencies")
    )
    for agency in agencies:
        if agency not in known:
            refuse(f"{place}.agencies", f"{shown(agency)} は agencies にありません。")
    refuse_repeated(agencies, f"{place}.agencies")
    window = _window(fields.get("window"), f"{place}.window")
    _check_long_enough(window, minutes, f"{place}.window", "このケース")
    return OrderCase(as_text(fields.get("id"), f"{place}.id"), minutes, agencies, window)


def _agency(entry: object, place: str) -> OrderAgency:
    fields = as_object(entry, place)
    refuse_misspelled(fields, _AGENCY_FIELDS, place)
    longest = fields.get("longest_wait")
    return OrderAgency(
        as_text(fields.get("id"), f"{place}.id"),
        as_whole(fields.get("weight"), f"{place}.weight"),
        _window(fields.get("window"), f"{place}.window"),
        None if longest is None else as_whole(longest, f"{place}.longest_wait"),
    )


def _pause(entry: object, place: str) -> Pause:
    fields = as_object(entry, place)
    refuse_misspelled(fields, _BREAK_FIELDS, place)
    return Pause(as_whole(fields.get("at"), f"{place}.at"), as_whole(fields.get("minutes"), f"{place}.minutes"))


def _window(value: object, place: str) -> Availability:
    if value is None:
        return ALWAYS
    ends = as_list(value, place)
    if len(ends) != 2:  # noqa: PLR2004 - from and to
        refuse(place, "[始まり, 終わり] の二つの分を書いてください（決めないほうは null）。")
    begins, until = (None if end is None else as_whole(end, place) for end in ends)
    if begins is not None and until is not None and begins > until:
        refuse(place, f"終わり（{until}分）を、始まり（{begins}分）より前にはできません。")
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
        refuse(place, f"時間帯が短すぎます。{room}分しかなく、{what}の{minutes}分が入りません。")


def _check_pins(instance: OrderInstance, first: Sequence[str], last: Sequence[str]) -> None:
    both = [case for case in first if case in last]
    whole = len(first) == len(instance.cases) and tuple(first[-len(last) :]) == tuple(last)
    if both and not whole:
        refuse("last", f"ケース {both[0]} は first にもあります。最初か最後のどちらかにしてください。")


def _case_ids(value: object, place: str, known: set[str]) -> tuple[str, ...]:
    ids = tuple(as_text(entry, place) for entry in as_list(value, place))
    for case in ids:
        if case not in known:
            refuse(place, f"{shown(case)} は cases にありません。")
    refuse_repeated(ids, place)
    return ids


def _pair(value: object, place: str, known: set[str]) -> tuple[str, str]:
    ids = _case_ids(value, place, known)
    if len(ids) != 2:  # noqa: PLR2004 - before and after
        refuse(place, "[先のケース, 後のケース] の二つを書いてください。")
    return ids[0], ids[1]


def _refuse_overlap(groups: Sequence[Sequence[str]]) -> None:
    seen: dict[str, int] = {}
    for index, group in enumerate(groups):
        for case in group:
            if case in seen:
                problem = f"ケース {case} は groups[{seen[case]}] にもあります。一つの組にまとめてください。"
                refuse(f"groups[{index}]", problem)
            seen[case] = index


def _check_size(count: int, place: str) -> None:
    if not count:
        refuse(place, "一つもありません。議題を一つ以上入れてください。")
    if count > MOST_CASES:
        refuse(place, f"{count}件あります。{MOST_CASES}件までにしてください。")
