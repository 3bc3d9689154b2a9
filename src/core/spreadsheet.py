"""A spreadsheet as rows of cells, whatever it was saved as: XLSX, XLS, CSV, TSV.

The format is told from the content, not from the name. Formulas are never computed: their stored values are used, and
those without one are listed. What the cells mean is not known here.
"""

from core.spreadsheet_cells import Cell, Format, Place, Row, Sheet, Workbook
from core.spreadsheet_errors import EmptyFile, EncryptedFile, FileTooLarge, NotASpreadsheet
from core.spreadsheet_text import read_text
from core.spreadsheet_xls import read_xls
from core.spreadsheet_xlsx import read_xlsx

__all__ = ["MAX_BYTES", "Cell", "Format", "Place", "Row", "Sheet", "Workbook", "read_workbook"]

MAX_BYTES = 10_000_000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = b"PK\x03\x04"
_OTHERS = (
    (b"%PDF", "PDFファイル"),
    (b"\x89PNG", "画像"),
    (b"\xff\xd8\xff", "画像"),
    (b"GIF8", "画像"),
    (b"II*\x00", "画像"),
    (b"MM\x00*", "画像"),
    (b"{\\rtf", "文書（RTF）"),
    (b"\x1f\x8b", "圧縮ファイル"),
    (b"7z\xbc\xaf", "圧縮ファイル"),
    (b"Rar!", "圧縮ファイル"),
    (b"PK\x05\x06", "空の圧縮ファイル"),
    (b"MZ", "プログラム"),
)


def read_workbook(data: bytes, filename: str = "") -> Workbook:
    """All sheets of a file told from its content; raises an UnreadableFile that says what to do.

    The name only decides between CSV and TSV where the content leaves it open.
    """
    if not data.strip(b"\x00\r\n\t ,;\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile
    if len(data) > MAX_BYTES:
        raise FileTooLarge(len(data), MAX_BYTES)
    workbook = _read(data, filename)
    if not any(sheet.rows for sheet in workbook.sheets):
        raise EmptyFile
    return workbook


def _read(data: bytes, filename: str) -> Workbook:
    if data.startswith(_ZIP):
        return read_xlsx(data)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedFile
        return read_xls(data)
    for start, kind in _OTHERS:
        if data.startswith(start):
            raise NotASpreadsheet(kind)
    return read_text(data, filename)
