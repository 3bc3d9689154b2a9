"""What can go wrong while the agenda is made."""

from core.errors import Conflict, Invalid, NotFound


class NoSuchItem(NotFound):
    """The item is not on this agenda any more."""

    message = "この議題は、もうありません。議題のページを開き直してください。"


class OrderChanged(Conflict):
    """Somebody else moved items since the page was opened."""

    message = "ほかの人が先に順番を変えました。議題のページを開き直すと、いまの順番が見えます。"


class FixedItem(Invalid):
    """A pinned item keeps its place."""

    message = "固定した議題は動かせません。固定をはずしてから動かしてください。"
