"""What templates of paper may write behind a bar: dates as 和暦, times for sentences and for columns."""

from collections.abc import Callable
from datetime import date, datetime

from core import calendar

NOON = 12
HALF_WIDTH_SPACE = "\u00a0"  # as wide as a figure in BIZ UDGothic


def clock_words(moment: datetime) -> str:
    """午前9時30分, 正午, 午後1時: the way a letter says it."""
    local = calendar.as_jst(moment)
    if (local.hour, local.minute) == (NOON, 0):
        return "正午"
    half = "午前" if local.hour < NOON else "午後"
    hour = local.hour if local.hour <= NOON else local.hour - NOON
    if local.hour == NOON:
        hour = 0
    return f"{half}{hour}時" + (f"{local.minute}分" if local.minute else "")


def day_of(moment: datetime) -> date:
    """The day in Japan of an instant."""
    return calendar.as_jst(moment).date()


def column_time(moment: datetime) -> str:
    """Clock time padded to five characters, so that the colons of a column line up."""
    return calendar.clock_time(moment).rjust(5, HALF_WIDTH_SPACE)


FILTERS: dict[str, Callable[..., object]] = {
    "day": day_of,
    "wareki": calendar.wareki,
    "wareki_long": calendar.wareki_long,
    "wareki_short": calendar.wareki_short,
    "month_day": calendar.month_day,
    "day_month_short": calendar.day_month_short,
    "weekday": calendar.weekday_name,
    "clock_time": calendar.clock_time,
    "clock_words": clock_words,
    "column_time": column_time,
}
