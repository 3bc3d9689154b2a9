"""What can go wrong in the directory, in words people can act on."""

from core.errors import Conflict, Invalid


class Overtaken(Conflict):
    """What was to be taken back has been changed since."""

    message = "そのあとに変更があったので、元に戻せません。いまの内容を見て、直してください。"


class AgencyNameTaken(Invalid):
    """Two agencies may not carry the same name: they could not be told apart in a list."""

    def __init__(self, name: str) -> None:
        super().__init__(problems={"name": f"「{name}」は、もう登録されています。"})


class OwnAncestor(Invalid):
    """An agency cannot belong to itself or to one below it."""

    def __init__(self) -> None:
        super().__init__(problems={"parent_id": "自分の下にある機関は、上の機関にできません。"})


class KindLabelTaken(Invalid):
    """The catalogue has a kind of that name."""

    def __init__(self, label: str) -> None:
        super().__init__(problems={"label": f"「{label}」は、もうあります。"})


class AlreadyMember(Invalid):
    """The agency is a member on these days already."""

    def __init__(self, name: str) -> None:
        super().__init__(problems={"agency_id": f"{name} は、もう構成員です。"})


class SeatFilled(Invalid):
    """A row of the 別表 with members cannot be taken away."""

    def __init__(self, name: str, count: int) -> None:
        super().__init__(f"「{name}」には{count}機関が入っています。先に、ほかの項へ移すか、指定を終えてください。")


class CoordinatorNeeded(Invalid):
    """The coordinating agency's designation ends only when another one takes over."""

    def __init__(self) -> None:
        super().__init__("調整機関はいつも1つ要ります。先に、ほかの機関を調整機関にしてください。")


class EndBeforeSince(Invalid):
    """A designation cannot end before it began."""

    def __init__(self) -> None:
        super().__init__(problems={"until": "終わる日は、はじまりの日より後にしてください。"})
