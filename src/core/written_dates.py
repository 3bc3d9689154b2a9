"""Dates as people write them: 令和8年11月27日, R8.11.27, 2026/11/27, 20261127, 11/27, Excel serial numbers.

It reads one date out of one text and says how sure it is; it does not know columns, forms or files.
"""

import re
import unicodedata
from calendar import isleap, monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from core.calendar import ERAS, Era, wareki

Expects = Literal["past", "future", "any"]


class DateProblem(StrEnum):
    """Why a text gave no date."""

    IMPOSSIBLE = "impossible"
    MONTH_ONLY = "month_only"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class DateReading:
    """The date read, or the problem; `guessed` says in Japanese what was inferred, `detail` what is wrong."""

    value: date | None = None
    problem: DateProblem | None = None
    guessed: str | None = None
    detail: str = ""


_YEARS_BEYOND_AN_ERA = 10  # 平成32年 stood on many papers printed before the change; 昭和99年 is a slip
_FAR_YEARS = 25  # an inferred year further away than this is no better than one on the wrong side of today
_TWO_DIGITS = 2
_LAST_MONTH = 12
_LONGEST_WRITING = 60
_FIRST_YEAR, _LAST_YEAR = 1868, 2200
_LAST_SERIAL = 110_000  # the year 2201
_NO_SUCH_DAY = 60  # Excel counts a 29 February 1900

_KANJI_DIGITS = {"〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_KANJI_NUMBER = re.compile(r"[〇一二三四五六七八九十]+(?=[年月日])")
_WEEKDAY = re.compile(r"\([月火水木金土日](?:曜日?)?(?:[・,、]?[祝休])?\)|[月火水木金土日]曜日?")
_HALF_DAY = r"(?:午前|午後|AM|PM)?\s*"
_TIME = re.compile(
    rf"(?:T|\s){_HALF_DAY}\d{{1,2}}(?::\d{{2}}){{1,2}}(?:\.\d+)?Z?$|\s*{_HALF_DAY}\d{{1,2}}時(?:\d{{1,2}}分|半)?$"
)
_AFTERWORD = re.compile(r"\s*(?:生まれ|うまれ|生|付け?|現在|予定|まで|迄)$")
_ABOUT = re.compile(r"\s*(?:頃|ごろ|ころ|前後)$")
_OTHER_YEAR = re.compile(
    r"\((?:西暦)?(\d{4}|[MTSHR]\.?\d{1,2}|(?:明治|大正|昭和|平成|令和)(?:元|\d{1,2}))年?\)", re.IGNORECASE
)
_ERA = re.compile(r"(明治|大正|昭和|平成|令和|[明大昭平令]|[MTSHR])[\s.・]*(?=元|\d)", re.IGNORECASE)
_SEPARATOR = r"\s*[./\-,・、\s]\s*"
_FULL = re.compile(rf"(元|\d{{1,4}})(?:\s*年\s*|{_SEPARATOR})(\d{{1,2}})(?:\s*月\s*|{_SEPARATOR})(\d{{1,2}})\s*日?\.?$")
_CODED_ERA = re.compile(r"([1-5])(\d{2})(\d{2})(\d{2})$")  # 明治 1 … 令和 5, as municipal systems write
_COMPACT = re.compile(r"(\d{2}|\d{4})(\d{2})(\d{2})$")
_MONTH_AND_DAY = re.compile(rf"(\d{{1,2}})(?:\s*月\s*|{_SEPARATOR})(\d{{1,2}})\s*日?$")
_PART_OF_MONTH = r"(?:[上中下初]旬|末|半ば|以降|[?×]+日?|未定|不明|日)?"
_YEAR_AND_MONTH = re.compile(
    rf"(元|\d{{1,4}})(?:\s*年\s*|{_SEPARATOR})(\d{{1,2}})\s*(?:月\s*[中分]?|[./\-])?\s*{_PART_OF_MONTH}$"
)
_MONTH = re.compile(rf"(\d{{1,2}})\s*月\s*[中分]?\s*{_PART_OF_MONTH}$")
_YEAR = re.compile(r"(元|\d{1,4})\s*年度?\s*(?:中|末|[春夏秋冬])?$")


def read_date(text: str, *, near: date, expects: Expects = "any") -> DateReading:
    """The one date a text means; a missing era or year is inferred towards `near` and said in `guessed`."""
    written = _plain(text)
    if not written or len(written) > _LONGEST_WRITING:
        return _unreadable()
    written, about = _without(_ABOUT, written)
    try:
        written = _with_one_year(written)
    except ValueError:
        return _unreadable("西暦と和暦の年が合いません。")
    era_match = _ERA.match(written)
    era = _era_of(era_match[1]) if era_match else None
    rest = written[era_match.end() :] if era_match else written.removeprefix("西暦").strip()
    reading = _of_parts(rest, era, near, expects)
    if about and reading.value is not None:
        return DateReading(reading.value, guessed=_joined(reading.guessed, "「頃」とあります"))
    return reading


def from_serial(number: float, *, date1904: bool = False) -> date | None:
    """The day of an Excel serial number, None outside 1900-01-01 to 2200; 60 is the 29 February that never was."""
    whole = int(number)
    if not 0 < whole < _LAST_SERIAL:
        return None
    if date1904:
        return date(1904, 1, 1) + timedelta(days=whole)
    if whole == _NO_SUCH_DAY:
        return None
    return date(1899, 12, 31 if whole < _NO_SUCH_DAY else 30) + timedelta(days=whole)


def date_message(text: str, reading: DateReading) -> str:
    """What to tell the person who wrote it, in Japanese; empty when a date was read."""
    if reading.problem is None:
        return ""
    if reading.detail:
        return reading.detail
    shown = text.strip()[:20]
    return f"「{shown}」は日付として読めません。例: R8.11.27" if shown else "日付が空です。例: R8.11.27"


def _plain(text: str) -> str:
    """Half-width, kanji numbers as digits, without weekday, time and words such as 生 or 現在."""
    written = unicodedata.normalize("NFKC", text).strip()
    written = re.sub(r"[‐‑‒–—―−ー]", "-", written)
    written = re.sub(r"\s+", " ", written)
    written = _KANJI_NUMBER.sub(lambda match: str(_kanji_number(match[0])), written)
    written = _WEEKDAY.sub("", written).strip()
    written = _TIME.sub("", written)
    return _AFTERWORD.sub("", written).strip()


def _kanji_number(text: str) -> int:
    if "十" not in text:
        return int("".join(str(_KANJI_DIGITS[sign]) for sign in text))
    tens, _ten, ones = text.partition("十")
    return (_KANJI_DIGITS.get(tens, 1)) * 10 + (_KANJI_DIGITS.get(ones, 0))


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    shorter = pattern.sub("", text)
    return shorter.strip(), shorter != text


def _with_one_year(written: str) -> str:
    """令和8(2026)年11月27日 with its second writing of the year taken out; ValueError when the two differ."""
    match = _OTHER_YEAR.search(written)
    if match is None or match.start() == 0:
        return written
    first, second = _year_in(written[: match.start()]), _year_in(match[1])
    if first != second:
        raise ValueError
    return written[: match.start()] + written[match.end() :]


def _year_in(text: str) -> int | None:
    era = _ERA.search(text)
    number = re.search(r"元|\d+", text)
    if number is None:
        return None
    year = _number(number[0])
    return _western(_era_of(era[1]), year) if era else year


def _era_of(writing: str) -> Era:
    return next(era for era in ERAS if writing[0].upper() in (era.letter, era.name[0]))


def _western(era: Era, year: int) -> int:
    return era.first_day.year + year - 1


def _last_day(era: Era) -> date:
    newer = ERAS.index(era) - 1
    return date(_LAST_YEAR, 12, 31) if newer < 0 else ERAS[newer].first_day - timedelta(days=1)


def _number(text: str) -> int:
    return 1 if text == "元" else int(text)


def _of_parts(rest: str, era: Era | None, near: date, expects: Expects) -> DateReading:
    if era is None and (match := _CODED_ERA.match(rest)):
        return _of_coded_era(*map(int, match.groups()))
    if match := _FULL.match(rest) or _COMPACT.match(rest):
        year, month, day = _number(match[1]), int(match[2]), int(match[3])
        if era or len(match[1]) > _TWO_DIGITS:
            return _of_year(era, year, month, day)
        return _of_short_year(year, month, day, western=bool(re.search(r"[/-]", rest)), near=near, expects=expects)
    if era is None and (match := _MONTH_AND_DAY.match(rest)):
        return _without_year(int(match[1]), int(match[2]), near, expects)
    return _without_day(rest)


def _without_day(rest: str) -> DateReading:
    if match := _YEAR_AND_MONTH.match(rest) or _MONTH.match(rest):
        month = int(match[match.lastindex or 1])
        return _month_only() if 1 <= month <= _LAST_MONTH else _impossible(f"{month}月はありません。")
    if _YEAR.match(rest):
        return _unreadable("年だけでは日付になりません。月と日まで入れてください。")
    return _unreadable()


def _of_year(era: Era | None, year: int, month: int, day: int) -> DateReading:
    western = _western(era, year) if era else year
    if era and (year < 1 or western > _last_day(era).year + _YEARS_BEYOND_AN_ERA):
        return _impossible(f"{era.name}{year}年はありません。")
    if not _FIRST_YEAR <= western <= _LAST_YEAR:
        return _impossible(f"{western}年は日付として扱えません。")
    if problem := _not_in_calendar(western, month, day):
        return _impossible(problem)
    value = date(western, month, day)
    if era and not era.first_day <= value <= _last_day(era):
        return DateReading(value, guessed=f"{era.name}{year}年{month}月{day}日を{wareki(value)}と読みました")
    return DateReading(value)


def _of_coded_era(code: int, year: int, month: int, day: int) -> DateReading:
    reading = _of_year(ERAS[-code], year, month, day)
    if reading.value is None:
        return reading
    return DateReading(reading.value, guessed=f"元号の番号{code}を{ERAS[-code].name}と読みました")


def _of_short_year(year: int, month: int, day: int, *, western: bool, near: date, expects: Expects) -> DateReading:
    """8.11.27 or 26/11/27: the era or century that lies nearest on the expected side."""
    years = [_western(era, year) for era in ERAS[:3] if year] + ([2000 + year] if western or not year else [])
    if problem := _not_in_calendar(next((y for y in years if isleap(y)), years[0]), month, day):
        return _impossible(problem)
    value = _nearest(list(_days(years, month, day)), near, expects)
    if value is None:
        return _impossible(_not_in_calendar(years[0], month, day) or "")
    return DateReading(value, guessed=f"元号がないので{wareki(value)}と読みました")


def _without_year(month: int, day: int, near: date, expects: Expects) -> DateReading:
    if problem := _not_in_calendar(2000, month, day):  # a leap year: 29 February may be meant
        return _impossible(problem)
    value = _nearest(list(_days(range(near.year - 4, near.year + 5), month, day)), near, expects)
    if value is None:
        return _unreadable()
    return DateReading(value, guessed=f"年がないので{wareki(value)}と読みました")


def _days(years: Iterable[int], month: int, day: int) -> Iterator[date]:
    for year in years:
        if not _not_in_calendar(year, month, day):
            yield date(year, month, day)


def _nearest(days: list[date], near: date, expects: Expects) -> date | None:
    def fits(day: date) -> bool:
        on_its_side = expects == "any" or (day <= near if expects == "past" else day >= near)
        return on_its_side and abs(day.year - near.year) <= _FAR_YEARS

    fitting = [day for day in days if fits(day)] or days
    return min(fitting, key=lambda day: abs(day - near), default=None)


def _not_in_calendar(year: int, month: int, day: int) -> str:
    if not 1 <= month <= _LAST_MONTH:
        return f"{month}月はありません。"
    last = monthrange(year, month)[1]
    if 1 <= day <= last:
        return ""
    return f"{month}月{day}日はありません。{month}月は{last}日までです。"


def _joined(first: str | None, second: str) -> str:
    return f"{first}。{second}" if first else second


def _impossible(detail: str) -> DateReading:
    return DateReading(problem=DateProblem.IMPOSSIBLE, detail=detail)


def _month_only() -> DateReading:
    return DateReading(problem=DateProblem.MONTH_ONLY, detail="月だけでは日付になりません。日まで入れてください。")


def _unreadable(detail: str = "") -> DateReading:
    return DateReading(problem=DateProblem.UNREADABLE, detail=detail)
