"""What a stored number shows: a date under a date format, leading zeros under 0000.

Only formats that change the meaning are applied; thousands separators, colours and currency are not.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from core.spreadsheet_cells import Cell
from core.written_dates import from_serial

_BUILT_IN_DATES = frozenset([14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)])
"""Format ids that are dates without their text being in the file; 27-36 and 50-58 are the Japanese ones."""
_BUILT_IN_TIMES = frozenset([18, 19, 20, 21, 32, 33, 45, 46, 47])
_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_LAST_EXACT = 1e15  # from here on a float is no exact whole number
_ZEROS = re.compile(r'(?:"([^"]*)"|([A-Za-z-]+))?(0{2,})(?:"([^"]*)")?')
_NO_DATE = re.compile(r"general|標準|@|\.0+", re.IGNORECASE)


def is_date_format(number_format: str, format_id: int = 0) -> bool:
    """Whether numbers under this format are days (times of day alone are not)."""
    if format_id in _BUILT_IN_DATES and format_id not in _BUILT_IN_TIMES:
        return True
    first = number_format.partition(";")[0]
    code = _NO_DATE.sub("", _NOT_CODE.sub("", first)).lower()
    if "0" in code or "#" in code:
        return False
    return any(letter in code for letter in "ydge") or ("m" in code and "h" not in code and "s" not in code)


def number_cell(number: float, number_format: str, *, is_date: bool, date1904: bool) -> Cell:
    """A cell of a number: as a date, with its leading zeros, or as it is."""
    if is_date:
        moment = _moment(number, date1904=date1904)
        if moment is not None:
            return Cell(moment.isoformat(), moment, number_format)
    return Cell(_shown(number, number_format), number, number_format)


def _moment(number: float, *, date1904: bool) -> date | datetime | None:
    day = from_serial(number, date1904=date1904)
    seconds = round((number % 1) * 86_400)
    if day is None or not seconds:
        return day
    return datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)  # noqa: DTZ001 a wall clock, as written


def _shown(number: float, number_format: str) -> str:
    if abs(number) >= _LAST_EXACT or number != int(number):
        return repr(number)
    zeros = _ZEROS.fullmatch(number_format.partition(";")[0])
    if zeros is None:
        return str(int(number))
    return f"{zeros[1] or zeros[2] or ''}{int(number):0{len(zeros[3])}d}{zeros[4] or ''}"


def number_formats(custom: Mapping[int, str], ids: list[int]) -> list[tuple[str, bool]]:
    """Per cell style its format's text ("" when it is not in the file) and whether it is a date."""
    return [(custom.get(each, ""), is_date_format(custom.get(each, ""), each)) for each in ids]
