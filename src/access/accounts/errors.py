"""Refusals at the door. None says whether the name exists."""

from core.errors import DomainError, Invalid, NotFound


class SignInRefused(Invalid):
    """Name, password or code do not fit; one wording for all of them."""

    message = "サインインできません。名前・パスワード・番号のどれかが違います。"


class SignInBlocked(DomainError):
    """Too many failures: wait."""

    status = 429

    def __init__(self, seconds: int) -> None:
        minutes = -(-seconds // 60)
        super().__init__(f"続けて間違えたため、しばらく待っていただきます。約{minutes}分後にもう一度お試しください。")


class LinkUsed(NotFound):
    """A one-time link that was used, has expired or never existed."""

    message = "このリンクはもう使えません。調整機関に、新しいリンクを頼んでください。"
