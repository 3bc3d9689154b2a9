"""Why a readable spreadsheet is no case list."""

from collections.abc import Sequence
from uuid import UUID

from core.errors import Conflict, Invalid


class NotACaseList(Invalid):
    """No table with children could be told; `reason` says what was found instead."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class UnreadableDirectory(Invalid):
    """A file given as the list of agencies that holds no names."""

    message = "機関の名簿として読めません。機関名の並んだ一覧（JSON、CSV、Excel、1行に1つのテキスト）を選んでください。"


class UnknownMapping(Invalid):
    """A kept mapping that does not fit this program."""

    message = "残してある列の合わせ方が読めません。もう一度、列を合わせてください。"


class NoChildrenInTable(NotACaseList):
    """The headings of a case list with nothing under them."""

    def __init__(self) -> None:
        super().__init__("見出しはありますが、児童の行がありません。")


class NotAList(Invalid):
    """Neither children nor agencies could be told."""

    def __init__(self, reason: str) -> None:
        message = f"ケースの一覧としても、構成機関の一覧としても読めません。{reason}"
        super().__init__(message, problems={"file": message})


class SameFileAgain(Invalid):
    """The same bytes were uploaded before; `import_id` is where they are."""

    def __init__(self, import_id: UUID, said: str) -> None:
        self.import_id = import_id
        super().__init__(said, problems={"file": said})


class TakesTooLong(Invalid):
    """Reading did not end in time."""

    message = "読むのに時間がかかりすぎたので、やめました。何も変わっていません。行を分けて、もう一度お試しください。"


class AlreadyTaken(Conflict):
    """The import has been taken in or undone; its answers cannot change any more."""

    message = "この取込は、もう終わっています。"


class NothingToTake(Invalid):
    """No row is ready."""

    message = "取り込める行がまだありません。▲の所を直すと、入れられます。"


class NotTaken(Conflict):
    """Only what was taken in can be undone."""

    message = "この取込は、元に戻せる状態ではありません。"


class EditedSince(Conflict):
    """Records of the import were changed or used since; `names` says which (numbers or agencies, never children)."""

    def __init__(self, names: Sequence[str]) -> None:
        shown = "、".join(names[:5]) + (f" ほか{len(names) - 5}件" if len(names) > 5 else "")  # noqa: PLR2004 five are enough to find them
        super().__init__(f"取り込んだあとで変わったものがあるので、元に戻せません: {shown}。何も変わっていません。")


class NumbersTaken(Conflict):
    """Somebody registered a case with the number of a row while the list was being checked."""

    message = "たしかめている間に、ほかの人がケースを登録しました。もう一度ごらんください。"
