"""The slack of told times in words and as an example people can picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from access.councils.model import Numbers
from core.calendar import JST
from meetings.agenda.ordering import OrderedItem, Window, timetable
from meetings.agenda.slack import MINUTE, Pace, pace_of, told_windows
from meetings.agenda.slack_words import slack_words
from meetings.pace.actions import Learning, sign
from meetings.pace.recorded_pace import LEAST_ITEMS, RecordedPace

EXAMPLE_STARTS = datetime(2026, 4, 1, 13, 30, tzinfo=JST)
AS_PLANNED = 100
EXAMPLE_MINUTES, EXAMPLE_PLACES = 5, (1, 6, 12, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleLine:
    """An agency with one item of five minutes at some place: planned, told now, told with what was recorded."""

    place: int
    planned: str
    now: str
    recorded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceView:
    """The page."""

    now: str
    meaning: str
    recorded: str
    offered: bool
    sign: str
    example: Sequence[ExampleLine]


def pace_view(found: Learning) -> PaceView:
    """What is in force, what was recorded, and what each would tell."""
    differs = sign(found.taken) != sign(found.council.numbers)
    offered = found.recorded.enough and differs
    return PaceView(
        now=numbers_words(found.council.numbers),
        meaning=meaning(found.council.numbers),
        recorded=recorded_words(found.recorded, same=not differs),
        offered=offered,
        sign=sign(found.taken),
        example=example(found.council.numbers, found.taken if offered else None),
    )


def numbers_words(numbers: Numbers) -> str:
    """予定の1.1倍、ばらつき28%."""
    if not numbers.minutes_spread_percent:
        return "ゆとりをつけていません（ばらつき0%）"
    return f"{_times(numbers.minutes_ratio_percent)}、ばらつき{numbers.minutes_spread_percent}%"


def meaning(numbers: Numbers) -> str:
    """5分の議題は、だいたい3分から7分で終わる見こみ: two of three items lie between."""
    if not numbers.minutes_spread_percent:
        return ""
    pace = pace_of(numbers)
    least, most = (EXAMPLE_MINUTES * pace.ratio * (1 + side * pace.spread) for side in (-1, 1))
    return f"{EXAMPLE_MINUTES}分の議題は、だいたい{max(1, round(least))}分から{round(most)}分で終わる見こみです。"


def recorded_words(recorded: RecordedPace, *, same: bool) -> str:
    """記録された46件では、予定の1.1倍、ばらつき28%."""
    if not recorded.enough:
        return (
            f"会議の進行で記録された時間は、まだ{recorded.items}件です。"
            f"{LEAST_ITEMS}件たまると、この協議会の実際の長さから決められます。"
        )
    found = f"記録された{recorded.items}件では、{_times(recorded.ratio_percent)}、ばらつき{recorded.spread_percent}%"
    return f"{found}です。いまの値と同じです。" if same else f"{found}です。"


def example(now: Numbers, taken: Numbers | None) -> list[ExampleLine]:
    """Agencies at some places of a meeting whose items all take five minutes."""
    told_now = _told(pace_of(now))
    told_then = _told(pace_of(taken)) if taken else {}
    return [
        ExampleLine(
            place=place,
            planned=_span(exact),
            now=_with_slack(exact, told_now[place]),
            recorded=_with_slack(exact, told_then[place]) if taken else "",
        )
        for place, exact in _exact().items()
    ]


def _exact() -> dict[int, Window]:
    first = EXAMPLE_STARTS
    return {
        place: Window(first + (place - 1) * EXAMPLE_MINUTES * MINUTE, first + place * EXAMPLE_MINUTES * MINUTE)
        for place in EXAMPLE_PLACES
    }


def _told(pace: Pace) -> dict[int, Window]:
    items = [OrderedItem(str(place), EXAMPLE_MINUTES, frozenset()) for place in range(1, max(EXAMPLE_PLACES) + 1)]
    placed = timetable(items, EXAMPLE_STARTS)
    exact = {str(place): window for place, window in _exact().items()}
    late_enough = placed[-1].ends + max(EXAMPLE_PLACES) * EXAMPLE_MINUTES * MINUTE
    found = told_windows(exact, placed, pace, frame_ends=late_enough)
    return {int(place): window for place, window in found.items()}


def _with_slack(exact: Window, told: Window) -> str:
    said = slack_words(exact, told)
    return f"{_span(told)}（{said}）" if said else _span(told)


def _span(window: Window) -> str:
    return f"{window.starts:%H:%M}–{window.ends:%H:%M}"


def _times(percent: int) -> str:
    return "平均は予定どおり" if percent == AS_PLANNED else f"予定の{percent / 100:.2f}".rstrip("0").rstrip(".") + "倍"
