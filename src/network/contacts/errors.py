"""What can go wrong with contacts."""

from core.errors import Invalid


class EndBeforeSince(Invalid):
    """A person cannot leave a position before coming."""

    def __init__(self) -> None:
        super().__init__(problems={"until": "離れる日は、着いた日より後にしてください。"})


class SuccessorTooEarly(Invalid):
    """A successor cannot come before the person who leaves."""

    def __init__(self) -> None:
        super().__init__(problems={"since": "後任の着く日は、前任の着いた日より後にしてください。"})
