"""What can go wrong when the costs of rules are asked for."""

from core.errors import Invalid


class NothingProposed(Invalid):
    """There is no proposal that fits the agenda."""

    message = "順番の案があるときに、決まりの重さをしらべられます。"


class NothingBinds(Invalid):
    """No rule restricts the order."""

    message = "この案には、はずしてみる決まりがありません。"
