"""What can go wrong where agencies, contacts and cases meet."""

from collections.abc import Sequence

from core.errors import Invalid


class StillLeads(Invalid):
    """An agency that leads open cases cannot end: nobody would answer for the children."""

    def __init__(self, name: str, numbers: Sequence[str]) -> None:
        self.numbers = tuple(numbers)
        super().__init__(
            f"{name} は、続いているケース {len(numbers)}件 の主担当機関です。"
            "先に、それぞれのケースで主担当をほかの機関に引き継いでください。"
        )


class StillCoordinates(Invalid):
    """The 調整機関 cannot end before another one takes over."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} は調整機関です。先に、別表のページで、ほかの機関を調整機関にしてください。")
