"""What can go wrong when agencies are told."""

from core.errors import Conflict, Invalid, NotFound


class NotReady(Invalid):
    """The windows may not be confirmed yet."""

    message = "まだ確定できません。足りないところを直してください。"


class PlanChanged(Conflict):
    """Agenda, answers or agencies changed since the page was opened that showed what would leave."""

    message = "画面を開いたあとで、議題か返事が変わりました。確定のページを開き直し、送るものを確かめてください。"


class NothingToSend(Invalid):
    """Every agency knows already."""

    message = "知らせていない機関はありません。何も送っていません。"


class NoSuchMail(NotFound):
    """The mail is not one of this meeting."""


class NoWindow(NotFound):
    """The agency has no announced time."""


class NoItems(Invalid):
    """A paper that needs an agenda."""

    message = "議題がまだないので、この紙はつくれません。先に議題をつくってください。"


class NoReceivers(Invalid):
    """A paper for other agencies, and none is invited."""

    message = "調整機関のほかに知らせる機関がないので、この紙はつくれません。"


class NotConfirmed(Invalid):
    """A paper that needs confirmed windows."""

    message = "出席時間をまだ確定していないので、この紙はつくれません。"
