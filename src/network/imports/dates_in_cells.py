"""The one day of a cell, however much else stands in it: 「R8.9.2（担任）」, 「4歳（H30.5.1生）」, 46338."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.spreadsheet import Cell
from core.written_dates import DateProblem, DateReading, Expects, date_message, from_serial, read_date
from network.imports.marks import half_width, is_nothing
from network.imports.model import Field

EXPECTS: dict[Field, Expects] = {
    Field.BIRTH_DATE: "past",
    Field.ACCEPTED_ON: "past",
    Field.LAST_SEEN_ON: "past",
    Field.LAST_REVIEW_ON: "past",
    Field.NEXT_REVIEW_ON: "future",
    Field.DUE_DATE: "any",
}
_NO_DAY = re.compile(
    r"(?:新規|初回|不明|未定|調整中|随時|未実施|未確認|未出生|出生前|妊娠中|胎児|終結|[-－ー―–—])(?:\(.*\))?"
)
_ERA = r"(?:明治|大正|昭和|平成|令和|[明大昭平令]|[MTSHRｍｔｓｈｒＭＴＳＨＲmtshr]|[㍾㍽㍼㍻㋿]|西暦)?"
_NUMBER = r"[0-9０-９元一二三四五六七八九十〇]{1,4}"
_BETWEEN = r"\s*[./．／年月\-－‐―ー・、,]\s*"
_DAY = re.compile(rf"{_ERA}\s*[.．]?\s*{_NUMBER}{_BETWEEN}{_NUMBER}(?:{_BETWEEN}(?:{_NUMBER})?)?\s*日?月?")
_COMPACT = re.compile(r"(?<!\d)(?:\d{8}|[MTSHRmtshr]\d{6})(?!\d)")
_AGE = re.compile(
    r"(?:満|約)?\s*(\d{1,2})\s*(?:歳|才|さい)(?:\s*(\d{1,2})\s*(?:か|ヶ|カ|ヵ|ケ|箇|個)?月)?|(?:生後)?\s*(\d{1,3})\s*(か月|ヶ月|カ月|ヵ月|ケ月|箇月|月|週|日)(?:齢|児)?"
)
_SERIAL = re.compile(r"[2-5]\d{4}(?:\.0+)?")


@dataclass(frozen=True)
class CellDate:
    """A cell's day, and what else it said."""

    reading: DateReading
    rest: str = ""
    age: str | None = None
    several: bool = False
    serial: bool = False

    @property
    def value(self) -> date | None:
        """The day, None when there is none."""
        return self.reading.value


NO_DATE = CellDate(DateReading())


def read_cell_date(cell: Cell, field: Field, today: date) -> CellDate:
    """The day a cell of a date column means; without a day and without a problem it says nothing."""
    if isinstance(cell.value, datetime):
        return CellDate(DateReading(cell.value.date()))
    if isinstance(cell.value, date):
        return CellDate(DateReading(cell.value))
    text = half_width(cell.text).strip()
    if is_nothing(text) or _NO_DAY.fullmatch(text):
        return NO_DATE
    if _SERIAL.fullmatch(text) and (day := from_serial(float(text))):
        return CellDate(DateReading(day, guessed=f"数字の日付を{day.isoformat()}と読みました"), serial=True)
    whole = read_date(text, near=today, expects=EXPECTS[field])
    if whole.problem is not DateProblem.UNREADABLE:
        return CellDate(whole)
    return _day_among_words(text, field, today, whole)


def age_in(text: str) -> str | None:
    """4歳, 1か月 …, half-width, when the text is an age and nothing else."""
    plain = half_width(text).strip().strip("()（）")
    if re.fullmatch(r"\d{1,2}", plain):
        return f"{int(plain)}歳"
    return plain if _AGE.fullmatch(plain) else None


def why_not(cell: Cell, reading: DateReading) -> str:
    """What is wrong with the written day, in Japanese."""
    return date_message(cell.text, reading)


def _day_among_words(text: str, field: Field, today: date, whole: DateReading) -> CellDate:
    age_match = _AGE.search(_DAY.sub(" ", text))
    age = age_match[0].strip() if age_match else None
    readings: list[tuple[DateReading, str]] = []
    for match in (*_COMPACT.finditer(text), *_DAY.finditer(text)):
        reading = read_date(match[0], near=today, expects=EXPECTS[field])
        if reading.problem is not DateProblem.UNREADABLE:
            readings.append((reading, match[0]))
    if not readings:
        nothing = DateReading() if age and field is Field.BIRTH_DATE else whole
        return CellDate(nothing, rest=text, age=age if field is Field.BIRTH_DATE else None)
    found = [reading for reading, _written in readings]
    chosen = _chosen(found, field)
    rest = text
    for _reading, written in readings:
        rest = rest.replace(written, " ", 1)
    return CellDate(replace(chosen), _bare(rest), age if field is Field.BIRTH_DATE else None, several=len(found) > 1)


def _chosen(readings: list[DateReading], field: Field) -> DateReading:
    """The last sighting or review of several; else the first that is written."""
    days = [reading for reading in readings if reading.value]
    if days and field in (Field.LAST_SEEN_ON, Field.LAST_REVIEW_ON):
        return max(days, key=lambda reading: reading.value or date.min)
    return readings[0]


def _bare(rest: str) -> str:
    plain = re.sub(r"[\s()（）［］\[\]【】]+", " ", rest).strip(" 、,：:/／・生~〜～-")
    return "" if plain in ("生", "日") else plain
