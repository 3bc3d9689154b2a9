"""What can go wrong on the day of a meeting and with its minutes."""

from core.errors import Conflict, Invalid, NotFound


class NoSuchItem(NotFound):
    """The item is not on this meeting's agenda."""


class NotRunning(Conflict):
    """The meeting has not begun, or its decisions were taken already."""

    message = "この会議は、まだ始まっていないか、もう決定を終えています。会議のページを開き直してください。"


class CannotStart(Conflict):
    """The meeting was called off."""

    message = "この会議は中止になっています。"


class NotDecided(Conflict):
    """Minutes follow the decisions."""

    message = "決定のあとにできます。さきに「会議を終える」で決定してください。"


class MinutesLocked(Conflict):
    """Final minutes change no more."""

    message = "議事録は確定しています。直すときは、新しい版をつくってください。"


class CopiesMissing(Invalid):
    """A numbered copy was not counted back and nobody said why."""

    def __init__(self, missing: str) -> None:
        super().__init__(problems={"reason": f"{missing}が戻っていません。戻らない理由を書いてください。"})


class Undecided(Invalid):
    """Cases without a decision, and nobody said that they wait for the next meeting."""

    def __init__(self, count: int) -> None:
        super().__init__(
            problems={
                "carry_over": f"決定のないケースが{count}件あります。決めるか、次回に持ちこすかを選んでください。"
            }
        )


class Unowned(Invalid):
    """Tasks that nobody was given."""

    def __init__(self, count: int) -> None:
        super().__init__(
            problems={"": f"担当の機関がない役割分担が{count}件あります。議題を開いて、機関を選んでください。"}
        )


class AlreadyOnAgenda(Invalid):
    """The household is on the agenda."""

    message = "この世帯は、もう議題にあります。"


class NotApproved(Invalid):
    """Minutes become final after their approval."""

    message = "さきに決裁の文書番号と日付を入れてください。"


class RepliesClosed(Invalid):
    """The day until which answers were asked for is over."""

    message = "返事の期限を過ぎました。変えるときは、調整機関へ電話してください。"
