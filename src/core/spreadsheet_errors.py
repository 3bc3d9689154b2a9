"""Why a file cannot be read as a spreadsheet, each with what the person can do about it."""

from core.errors import Invalid


class UnreadableFile(Invalid):
    """A file that is no readable table; nothing of it was taken."""


class EmptyFile(UnreadableFile):
    """A file without a byte, or without a filled cell."""

    message = "ファイルが空です。中身のある一覧を選んでください。"


class FileTooLarge(UnreadableFile):
    """More bytes than one list can have."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(
            f"ファイルが大きすぎます（{size / 1e6:.1f}MB）。{limit // 1_000_000}MBまで読めます。"
            "写真や図を除くか、シートを分けてください。"
        )


class UnpacksTooLarge(UnreadableFile):
    """A packed file whose contents are out of proportion."""

    message = "ファイルの中身が大きすぎます。書式だけの行や列、写真、図を除いて保存しなおすか、CSVで保存してください。"


class TooManyRows(UnreadableFile):
    """More filled rows than one import takes."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"行が多すぎます。1度に{limit:,}行まで取り込めます。年度などで分けてください。")


class TooManyColumns(UnreadableFile):
    """A filled cell further to the right than any list reaches."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"列が多すぎます。{limit}列まで読めます。右はしの離れたセルを消して保存しなおしてください。")


class EncryptedFile(UnreadableFile):
    """A workbook that opens with a password only."""

    message = "パスワードのかかったファイルです。Excelで開き、パスワードを外して保存しなおしてください。"


class DamagedFile(UnreadableFile):
    """A workbook that breaks off or contradicts itself."""

    message = "ファイルがこわれていて読めません。Excelで開けるかたしかめ、保存しなおしてください。"


class NotASpreadsheet(UnreadableFile):
    """Something else, whatever its name ends with."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"{kind}です。Excel（.xlsx、.xls）かCSV、TSVの一覧を選んでください。")


class NotText(NotASpreadsheet):
    """Bytes in no encoding known here."""

    def __init__(self) -> None:
        super().__init__("文字として読めないファイル")


class Markup(NotASpreadsheet):
    """A web page or XML, which some systems name .xls."""

    def __init__(self) -> None:
        super().__init__("ウェブページかXML")


class OtherArchive(NotASpreadsheet):
    """A zip file without a workbook."""

    def __init__(self) -> None:
        super().__init__("表計算でない圧縮ファイル")
