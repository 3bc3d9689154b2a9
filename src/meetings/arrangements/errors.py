"""What can go wrong while an order is searched for or taken."""

from core.errors import Conflict, Invalid, NotFound


class NoSuchArrangement(NotFound):
    """The proposal was replaced by a newer one."""

    message = "この案は、もうありません。順番を整えるページを開き直してください。"


class AgendaChanged(Conflict):
    """The agenda is another one than the proposal was made from."""

    message = "案をつくったあとで議題が変わりました。もう一度さがしてください。いまの順は変わっていません。"


class NothingToArrange(Invalid):
    """Fewer than two items can be moved."""

    message = "個別に話し合う議題が2つ以上あるときに、順番を整えられます。"


class AlreadyAnnounced(Invalid):
    """Agencies were told their windows: the order is repaired, not made anew by the way."""

    message = "出席時間を知らせたあとは、「順番を直す」から変えてください。"


class NothingToTakeBack(Conflict):
    """The order was changed again since the proposal was taken."""

    message = "そのあとで順番が変わったので、元に戻せません。いまの順は変わっていません。"
