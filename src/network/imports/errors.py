"""Why a readable spreadsheet is no case list."""

from core.errors import Invalid


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
