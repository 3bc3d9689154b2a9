"""What can go wrong while an order is searched for or taken."""

from core.errors import Conflict, Invalid, NotFound


class NoSuchArrangement(NotFound):
    """The proposal was replaced by a newer one."""

    message = "この案は、もうありません。順番を整えるページを開き直してください。"


class AgendaChanged(Conflict):
    """The agenda is another one than the proposal was made from."""

    message = "案をつくったあとで議題が変わりました。もう一度さがしてください。いまの順は変わっていません。"


class TooFewRecorded(Invalid):
    """Too few items were recorded to say how long this council's items take."""

    message = "記録された時間がまだ少ないので、ゆとりを決められません。値は変わっていません。"


class OtherRecorded(Conflict):
    """More was recorded since the page was opened."""

    message = "そのあとで新しい時間が記録されました。値は変わっていません。もう一度ご覧ください。"


class NoSuchPace(Invalid):
    """A number that may not be typed under 日数と時間 either."""

    message = "この値には戻せません。値は変わっていません。"


class NothingToArrange(Invalid):
    """Fewer than two items can be moved."""

    message = "個別に話し合う議題が2つ以上あるときに、順番を整えられます。"


class AlreadyAnnounced(Invalid):
    """Agencies were told their windows: the order is repaired, not made anew by the way."""

    message = "出席時間を知らせたあとは、「順番を直す」から変えてください。"


class NothingToTakeBack(Conflict):
    """The order was changed again since the proposal was taken."""

    message = "そのあとで順番が変わったので、元に戻せません。いまの順は変わっていません。"


class NotAnnouncedYet(Invalid):
    """Nobody was told a time: the order is arranged, not repaired."""

    message = "出席時間をまだ知らせていません。順番は「順番を整える」で変えてください。"


class NothingToRepair(Invalid):
    """Nothing has changed since the announcement."""

    message = "お知らせのあとで変わったことはありません。順番を直さなくて大丈夫です。"
