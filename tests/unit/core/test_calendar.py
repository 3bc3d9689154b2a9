"""Japanese calendar: eras, holidays, fiscal and school years."""

from datetime import UTC, date, datetime

import pytest

from core import calendar

FRIDAY = date(2026, 11, 27)


def test_ways_of_writing_a_date() -> None:
    assert calendar.wareki(FRIDAY) == "令和8年11月27日"
    assert calendar.wareki_long(FRIDAY) == "令和8年11月27日（金）"
    assert calendar.wareki_short(FRIDAY) == "R8.11.27"
    assert calendar.month_day(FRIDAY) == "11月27日（金）"
    assert calendar.day_month_short(FRIDAY) == "11.27"
    assert calendar.weekday_name(date(2026, 11, 29)) == "日"


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1873, 1, 1), "明治6年1月1日"),
    ],
)
def test_eras_change_on_their_day(day: date, written: str) -> None:
    assert calendar.wareki(day) == written


def test_first_year_is_a_number_when_short() -> None:
    assert calendar.wareki_short(date(2019, 5, 1)) == "R1.5.1"


def test_no_era_before_meiji() -> None:
    with pytest.raises(calendar.DateBeforeErasError, match="1868-01-24"):
        calendar.wareki(date(1868, 1, 24))


def test_clock_of_japan() -> None:
    moment = datetime(2026, 11, 27, 15, 5, tzinfo=UTC)
    assert calendar.as_jst(moment).date() == date(2026, 11, 28)
    assert calendar.clock_time(moment) == "0:05"
    assert calendar.clock_time(datetime(2026, 11, 27, 13, 30, tzinfo=calendar.JST)) == "13:30"


def test_moment_without_zone_is_refused() -> None:
    with pytest.raises(calendar.MomentWithoutZoneError):
        calendar.clock_time(datetime(2026, 11, 27, 13, 30))  # noqa: DTZ001 - the naive moment is the point


def test_fiscal_year_starts_in_april() -> None:
    assert calendar.fiscal_year(date(2027, 3, 31)) == 2026
    assert calendar.fiscal_year(date(2027, 4, 1)) == 2027


@pytest.mark.parametrize(
    ("year", "label"),
    [(2026, "令和8年度"), (2019, "令和元年度"), (2018, "平成30年度"), (1989, "平成元年度"), (1988, "昭和63年度")],
)
def test_fiscal_year_label(year: int, label: str) -> None:
    assert calendar.fiscal_year_label(year) == label


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 11, 23), "勤労感謝の日"),
        (date(2026, 11, 24), None),
        (date(2027, 3, 21), "春分の日"),
        (date(2027, 3, 22), "春分の日 振替休日"),
        (date(2026, 9, 22), "国民の休日"),
    ],
)
def test_holidays(day: date, name: str | None) -> None:
    assert calendar.holiday_name(day) == name


def test_working_days_skip_weekends_holidays_and_the_turn_of_the_year() -> None:
    assert calendar.is_working_day(FRIDAY)
    assert not calendar.is_working_day(date(2026, 11, 28))
    assert not calendar.is_working_day(date(2026, 11, 23))
    assert calendar.is_working_day(date(2026, 12, 28))
    assert not calendar.is_working_day(date(2026, 12, 29))
    assert calendar.is_working_day(date(2027, 1, 4))


def test_a_day_the_council_closes_is_no_working_day() -> None:
    assert not calendar.is_working_day(FRIDAY, {FRIDAY})
    assert calendar.working_day_after(date(2026, 11, 26), 1, [FRIDAY]) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 12, 28), 1, date(2027, 1, 4)),
        (date(2026, 11, 20), 1, date(2026, 11, 24)),
        (FRIDAY, 0, FRIDAY),
        (date(2027, 1, 4), -1, date(2026, 12, 28)),
        (FRIDAY, 10, date(2026, 12, 11)),
    ],
)
def test_working_day_after(start: date, count: int, expected: date) -> None:
    assert calendar.working_day_after(start, count) == expected


def test_working_days_between_counts_the_last_day_only() -> None:
    assert calendar.working_days_between(FRIDAY, FRIDAY) == 0
    assert calendar.working_days_between(date(2026, 11, 20), FRIDAY) == 4
    assert calendar.working_days_between(FRIDAY, date(2026, 11, 20)) == -4
    assert calendar.working_days_between(date(2026, 12, 28), date(2027, 1, 4)) == 1


@pytest.mark.parametrize(
    ("birth", "today", "age"),
    [
        (date(2016, 11, 27), FRIDAY, 10),
        (date(2016, 11, 28), FRIDAY, 9),
        (date(2024, 2, 29), date(2025, 2, 28), 0),
        (date(2024, 2, 29), date(2025, 3, 1), 1),
        (FRIDAY, FRIDAY, 0),
    ],
)
def test_age(birth: date, today: date, age: int) -> None:
    assert calendar.age_on(birth, today) == age


@pytest.mark.parametrize(
    ("birth", "today", "label"),
    [
        (date(2019, 4, 2), date(2026, 4, 1), "小1"),
        (date(2019, 4, 1), date(2026, 4, 1), "小2"),
        (date(2019, 4, 2), date(2026, 3, 31), "年長"),
        (date(2020, 4, 2), FRIDAY, "年長"),
        (date(2021, 4, 2), FRIDAY, "年中"),
        (date(2022, 12, 1), FRIDAY, "年少"),
        (date(2023, 4, 2), FRIDAY, None),
        (date(2011, 5, 5), FRIDAY, "中3"),
        (date(2010, 5, 5), FRIDAY, "高1"),
        (date(2008, 5, 5), FRIDAY, "高3"),
        (date(2007, 5, 5), FRIDAY, None),
    ],
)
def test_school_year(birth: date, today: date, label: str | None) -> None:
    assert calendar.school_year(birth, today) == label
