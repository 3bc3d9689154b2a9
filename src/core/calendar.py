"""Japanese calendar: eras, weekdays, holidays, fiscal and school years.

Pure: today is always an argument. It does not read the clock (core/clock does).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import jpholiday

JST = ZoneInfo("Asia/Tokyo")

WEEKDAY_NAMES = "月火水木金土日"
SATURDAY = 5
FISCAL_YEAR_STARTS = (4, 1)
SCHOOL_COHORT_STARTS = (4, 2)
"""Children born from 2 April to 1 April of the next year share a class (学校教育法17条, 年齢計算ニ関スル法律)."""
YEAR_END_CLOSING = ((12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3))
"""年末年始の閉庁日: 29 December to 3 January (地方公共団体の休日)."""
SCHOOL_YEARS = {
    -2: "年少",
    -1: "年中",
    0: "年長",
    **{n: f"小{n}" for n in range(1, 7)},
    **{n + 6: f"中{n}" for n in range(1, 4)},
    **{n + 9: f"高{n}" for n in range(1, 4)},
}
"""Label by number of years since entering 小1, which counts as 1."""


class DateBeforeErasError(ValueError):
    """A date before 明治元年, which has no 和暦 here."""

    def __init__(self, day: date) -> None:
        super().__init__(f"和暦で表せない日付です: {day.isoformat()}")


class MomentWithoutZoneError(ValueError):
    """An instant without a time zone cannot be placed in Japan."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(f"時間帯のない時刻です: {moment.isoformat()}")


@dataclass(frozen=True)
class Era:
    """A 元号 with its first day."""

    name: str
    letter: str
    first_day: date

    def year_of(self, day: date) -> int:
        """Year within the era, 1 for 元年."""
        return day.year - self.first_day.year + 1


ERAS = (
    Era("令和", "R", date(2019, 5, 1)),
    Era("平成", "H", date(1989, 1, 8)),
    Era("昭和", "S", date(1926, 12, 25)),
    Era("大正", "T", date(1912, 7, 30)),
    Era("明治", "M", date(1868, 1, 25)),
)
"""Newest first."""


def era_of(day: date) -> Era:
    """Era in force on the day; raises DateBeforeErasError before 明治."""
    for era in ERAS:
        if day >= era.first_day:
            return era
    raise DateBeforeErasError(day)


def wareki_year(day: date) -> str:
    """令和8年; the first year of an era is 元年."""
    era = era_of(day)
    year = era.year_of(day)
    return f"{era.name}{'元' if year == 1 else year}年"


def wareki(day: date) -> str:
    """令和8年11月27日."""
    return f"{wareki_year(day)}{day.month}月{day.day}日"


def wareki_long(day: date) -> str:
    """令和8年11月27日（金）."""
    return f"{wareki(day)}（{weekday_name(day)}）"


def wareki_short(day: date) -> str:
    """R8.11.27 for narrow columns."""
    era = era_of(day)
    return f"{era.letter}{era.year_of(day)}.{day.month}.{day.day}"


def month_day(day: date) -> str:
    """11月27日（金）."""
    return f"{day.month}月{day.day}日（{weekday_name(day)}）"


def day_month_short(day: date) -> str:
    """11.27, month before day, for the narrowest columns."""
    return f"{day.month}.{day.day}"


def weekday_name(day: date) -> str:
    """One character from 月 to 日."""
    return WEEKDAY_NAMES[day.weekday()]


def as_jst(moment: datetime) -> datetime:
    """The same instant on the clock of Japan; raises MomentWithoutZoneError for a naive one."""
    if moment.tzinfo is None:
        raise MomentWithoutZoneError(moment)
    return moment.astimezone(JST)


def clock_time(moment: datetime) -> str:
    """13:30 or 9:05 on the clock of Japan."""
    local = as_jst(moment)
    return f"{local.hour}:{local.minute:02}"


def fiscal_year(day: date) -> int:
    """Western year in which the 年度 of the day began (1 April to 31 March)."""
    return day.year if (day.month, day.day) >= FISCAL_YEAR_STARTS else day.year - 1


def fiscal_year_label(year: int) -> str:
    """令和8年度; a year in which the era changed takes the era of its middle (2019 is 令和元年度)."""
    return f"{wareki_year(date(year, 10, 1))}度"


def holiday_name(day: date) -> str | None:
    """Name of the national holiday (振替休日 included), or None."""
    name: str | None = jpholiday.is_holiday_name(day)
    return name


def is_working_day(day: date, closed: Collection[date] = ()) -> bool:
    """Whether a municipal office is open: no weekend, holiday, 29 December to 3 January, or closed day."""
    return not (
        day.weekday() >= SATURDAY
        or day in closed
        or (day.month, day.day) in YEAR_END_CLOSING
        or holiday_name(day) is not None
    )


def working_day_after(day: date, count: int, closed: Collection[date] = ()) -> date:
    """The count-th working day after the day (before it when negative); 0 gives the day itself."""
    step = timedelta(days=1 if count > 0 else -1)
    remaining = abs(count)
    while remaining:
        day += step
        remaining -= is_working_day(day, closed)
    return day


def working_days_between(first: date, second: date, closed: Collection[date] = ()) -> int:
    """Working days after the first up to and including the second; negative when the second is earlier."""
    if second < first:
        return -working_days_between(second, first, closed)
    span = (second - first).days
    return sum(is_working_day(first + timedelta(days=n), closed) for n in range(1, span + 1))


def age_on(birth: date, today: date) -> int:
    """Completed years, one more on the birthday; negative before birth."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def school_year(birth: date, today: date) -> str | None:
    """小2, 中3, 高1 or 年長 by age; None below 年少 and above 高3."""
    cohort = birth.year if (birth.month, birth.day) >= SCHOOL_COHORT_STARTS else birth.year - 1
    grade = fiscal_year(today) - cohort - 6
    return SCHOOL_YEARS.get(grade)
