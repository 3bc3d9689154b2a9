"""What can go wrong with a case, in words people can act on."""

from core.errors import Conflict, Invalid


class NumberTaken(Invalid):
    """Two cases may not carry the same number."""

    def __init__(self, number: str) -> None:
        super().__init__(problems={"number": f"整理番号 {number} は、ほかのケースが使っています。"})


class NotAPregnancy(Invalid):
    """Only a pregnancy can end in a birth."""

    message = "このケースは妊婦のケースではありません。"


class AlreadyClosed(Conflict):
    """The case is closed."""

    message = "このケースはもう終わっています。"


class StillOpen(Conflict):
    """The case is open."""

    message = "このケースは続いています。"


class AlreadyLinked(Invalid):
    """The agency is linked in the same role for the same time."""

    message = "この機関は、もう同じかかわりでつながっています。"

    def __init__(self) -> None:
        super().__init__(self.message, problems={"agency_id": self.message})


class Overtaken(Conflict):
    """What was to be taken back has been changed since."""

    message = "そのあとに変更があったので、元に戻せません。いまの内容を見て、直してください。"
