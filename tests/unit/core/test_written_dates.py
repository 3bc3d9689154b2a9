"""Dates in every writing people use."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import wareki, wareki_long, wareki_short
from core.written_dates import DateProblem, Expects, date_message, from_serial, read_date

TODAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    "text",
    [
        "R8.11.27",
        "r8.11.27",
        "令和8年11月27日",
        "令和　８年１１月２７日（金）",
        "令8-11-27",
        "Ｒ８．１１．２７",
        "R8/11/27(金)",
        "R08.11.27",
        "R081127",
        "㋿8年11月27日",
        "令和八年十一月二十七日",
        "2026/11/27",
        "2026-11-27",
        "2026年11月27日 金曜日",
        "2026-11-27 00:00:00",
        "2026-11-27T09:30",
        "R8.11.27 14:00",
        "20261127",
        "2026.11.27",
        "西暦2026年11月27日",
        "令和8(2026)年11月27日",
        "2026年（令和8年）11月27日",
        "令和8年11月27日現在",
        "R8、11、27",
        "R8ー11ー27",
    ],
)
def test_one_day_in_many_writings(text: str) -> None:
    reading = read_date(text, near=TODAY)
    assert (reading.value, reading.problem, reading.guessed) == (date(2026, 11, 27), None, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("R元.6.3", date(2019, 6, 3)),
        ("H30/5/1", date(2018, 5, 1)),
        ("平31.4.30", date(2019, 4, 30)),
        ("S64.1.7", date(1989, 1, 7)),
        ("大正15年12月24日", date(1926, 12, 24)),
        ("明治45年7月29日", date(1912, 7, 29)),
        ("H30.5.1生", date(2018, 5, 1)),
        ("R6.2.29", date(2024, 2, 29)),
    ],
)
def test_eras(text: str, day: date) -> None:
    reading = read_date(text, near=TODAY)
    assert (reading.value, reading.guessed) == (day, None)


@pytest.mark.parametrize(
    ("text", "expects", "day"),
    [
        ("11/27", "past", date(2025, 11, 27)),
        ("11/27", "future", date(2026, 11, 27)),
        ("11月27日", "future", date(2026, 11, 27)),
        ("8.11.27", "future", date(2026, 11, 27)),
        ("8.2.3", "past", date(2026, 2, 3)),
        ("30.5.1", "past", date(2018, 5, 1)),
        ("26/11/27", "any", date(2026, 11, 27)),
        ("080902", "past", date(2026, 9, 2)),
        ("2/29", "past", date(2024, 2, 29)),
        ("H31.5.1", "any", date(2019, 5, 1)),
        ("平成32年4月1日", "any", date(2020, 4, 1)),
        ("R8.9.2頃", "any", date(2026, 9, 2)),
    ],
)
def test_what_is_inferred_is_said(text: str, expects: Expects, day: date) -> None:
    reading = read_date(text, near=TODAY, expects=expects)
    assert reading.value == day
    assert reading.guessed


@pytest.mark.parametrize(
    ("text", "problem", "message"),
    [
        ("R8.11.31", DateProblem.IMPOSSIBLE, "11月31日はありません。11月は30日までです。"),
        ("R5.2.30", DateProblem.IMPOSSIBLE, "2月30日はありません。2月は28日までです。"),
        ("2/30", DateProblem.IMPOSSIBLE, "2月30日はありません。2月は29日までです。"),
        ("H31.13.2", DateProblem.IMPOSSIBLE, "13月はありません。"),
        ("昭和99年1月1日", DateProblem.IMPOSSIBLE, "昭和99年はありません。"),
        ("令和0年1月1日", DateProblem.IMPOSSIBLE, "令和0年はありません。"),
        ("Ｒ８．１２月", DateProblem.MONTH_ONLY, "月だけでは日付になりません。日まで入れてください。"),
        ("平成31年5月", DateProblem.MONTH_ONLY, "月だけでは日付になりません。日まで入れてください。"),
        ("9月下旬", DateProblem.MONTH_ONLY, "月だけでは日付になりません。日まで入れてください。"),
        ("R8.13月", DateProblem.IMPOSSIBLE, "13月はありません。"),
        ("令和8年", DateProblem.UNREADABLE, "年だけでは日付になりません。月と日まで入れてください。"),
        ("令和8(2025)年11月27日", DateProblem.UNREADABLE, "西暦と和暦の年が合いません。"),
        ("夏休み", DateProblem.UNREADABLE, "「夏休み」は日付として読めません。例: R8.11.27"),
        ("0999-12-345", DateProblem.UNREADABLE, "「0999-12-345」は日付として読めません。例: R8.11.27"),
        ("", DateProblem.UNREADABLE, "日付が空です。例: R8.11.27"),
    ],
)
def test_what_is_wrong_is_said(text: str, problem: DateProblem, message: str) -> None:
    reading = read_date(text, near=TODAY)
    assert (reading.value, reading.problem) == (None, problem)
    assert date_message(text, reading) == message


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        (46338, date(2026, 11, 12)),
        (46338.75, date(2026, 11, 12)),
        (59, date(1900, 2, 28)),
        (60, None),
        (61, date(1900, 3, 1)),
        (0, None),
        (5e9, None),
    ],
)
def test_serial_numbers(serial: float, day: date | None) -> None:
    assert from_serial(serial) == day


def test_serial_numbers_of_the_other_calendar() -> None:
    assert from_serial(46338 - 1462, date1904=True) == date(2026, 11, 12)


@given(st.dates(min_value=date(1873, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_is_read_back_from_what_we_print(day: date) -> None:
    for printed in (
        wareki(day),
        wareki_long(day),
        wareki_short(day),
        day.isoformat(),
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
    ):
        assert read_date(printed, near=TODAY).value == day


@given(st.text(max_size=30))
def test_any_text_gives_a_day_or_a_problem(text: str) -> None:
    reading = read_date(text, near=TODAY)
    assert (reading.value is None) == (reading.problem is not None)
