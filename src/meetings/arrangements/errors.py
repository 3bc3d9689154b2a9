"""What can go wrong while an order is searched for or taken."""

from core.errors import Conflict, Invalid, NotFound


class NoSuchArrangement(NotFound):
    """The proposal was replaced by a newer one."""

    message = "この案は、もうありません。順番を整えるページを開き直してください。"


class AgendaChanged(Conflict):
    """The agenda is another one than the proposal was made from."""

    message = (
        "案をつくったあとで議題が変わりました。もう一度「順番を整える」を押してください。いまの順は変わっていません。"
    )


class NothingToArrange(Invalid):
    """Fewer than two items can be moved."""

    message = "個別に話し合う議題が2つ以上あるときに、順番を整えられます。"
