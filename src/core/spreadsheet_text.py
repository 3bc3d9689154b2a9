"""CSV, TSV and other delimited text: the encoding and the delimiter are told from the content.

A row's number is its record number; line breaks inside quotes do not count.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from core.spreadsheet_cells import EMPTY, Cell, Format, Row, RowBudget, Sheet, Workbook
from core.spreadsheet_errors import DamagedFile, Markup, NotText

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ENCODINGS = ("utf-8", "euc_jp", "cp932")
"""In this order: text in CP932 is never valid in the two before it, as 平仮名 have bytes that they forbid."""
_DELIMITERS = (",", "\t", ";", "|")
_SAMPLE_RECORDS = 60
_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|html|table)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LONGEST_FIELD = 1_000_000
_REPLACED_SHARE = 1000  # one character in so many may be unknown (外字); more means that it is no text


def read_text(data: bytes, filename: str = "") -> Workbook:
    """The one nameless sheet of a delimited text; raises Markup or NotText."""
    text = _decoded(data)
    if _MARKUP.match(text):
        raise Markup
    delimiter = _delimiter(text, filename)
    budget = RowBudget()
    rows = []
    for number, fields in enumerate(_records(text, delimiter), start=1):
        filled = max((column for column, value in enumerate(fields, start=1) if value.strip()), default=0)
        if filled:
            budget.take(filled)
            rows.append(Row(number, tuple(map(_cell, fields[:filled]))))
    return Workbook(Format.TSV if delimiter == "\t" else Format.CSV, (Sheet(None, tuple(rows)),))


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\x00" in data:
        return _strictly(data, _utf16_without_mark(data))
    if b"\x1b$" in data:
        return _strictly(data, "iso2022_jp_ext")
    for encoding in _ENCODINGS:
        try:
            return _text(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    text = data.decode("cp932", errors="replace")
    if text.count("\ufffd") * _REPLACED_SHARE > len(text):
        raise NotText
    return _text(text)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return _text(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise NotText from error


def _utf16_without_mark(data: bytes) -> str:
    """Commas, digits and line ends leave their zero bytes at even or at odd places."""
    return "utf-16-be" if data[::2].count(0) > data[1::2].count(0) else "utf-16-le"


def _text(text: str) -> str:
    if _CONTROL.search(text):
        raise NotText
    return text


def _delimiter(text: str, filename: str) -> str:
    """The one that cuts most records into the same number of fields; a .tsv is trusted when none does better."""
    if match := re.match(r"sep=(.)\r?\n", text):
        return match[1]
    preferred = "\t" if filename.lower().endswith((".tsv", ".tab")) else ","
    best, best_score = preferred, _evenness(text, preferred)
    for delimiter in _DELIMITERS:
        score = _evenness(text, delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    try:
        widths = Counter(len(fields) for fields in islice(_records(text, delimiter), _SAMPLE_RECORDS) if any(fields))
    except DamagedFile:
        return (0.0, 0)
    if not widths:
        return (0.0, 0)
    width, often = widths.most_common(1)[0]
    return (often / widths.total(), width) if width > 1 else (0.0, 1)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise DamagedFile from error


def _cell(value: str) -> Cell:
    if value.startswith('="') and value.endswith('"'):  # 先頭の0を守る書き方
        value = value[2:-1]
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return Cell(text, text) if text.strip() else EMPTY
