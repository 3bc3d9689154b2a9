"""What can go wrong while recorded times are taken for the slack."""

from core.errors import Conflict, Invalid


class TooFewRecorded(Invalid):
    """Too few items were recorded to say how long this council's items take."""

    message = "記録された時間がまだ少ないので、ゆとりを決められません。値は変わっていません。"


class OtherRecorded(Conflict):
    """More was recorded since the page was opened."""

    message = "そのあとで新しい時間が記録されました。値は変わっていません。もう一度ご覧ください。"


class NoSuchPace(Invalid):
    """A number that may not be typed under 日数と時間 either."""

    message = "この値には戻せません。値は変わっていません。"


class ChangedSinceTaken(Conflict):
    """Somebody typed other numbers after the recorded ones were taken."""

    message = "そのあとで値が直されたので、元に戻しません。いまの値は変わっていません。"
