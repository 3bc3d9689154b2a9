"""The errors a person can meet: each has a status and a Japanese message made from facts.

One handler in `web` answers them as a page or as problem+json. This module never decides what is shown around them.
"""

from collections.abc import Mapping
from typing import ClassVar


class DomainError(Exception):
    """A refusal that the person at the screen can understand and act on."""

    status: ClassVar[int] = 500
    message: str = "思わぬことが起きました。入力した内容は変わっていません。"

    def __init__(self, message: str | None = None) -> None:
        if message is not None:
            self.message = message
        super().__init__(self.message)


class NotFound(DomainError):
    """The record does not exist for this person: absent and not allowed are one answer."""

    status = 404
    message = "見つからないか、あなたの機関には見えないページです。"


class NotAllowed(DomainError):
    """The person may see the record but not do this with it."""

    status = 403
    message = "この操作は、あなたの役割ではできません。"


class Conflict(DomainError):
    """Somebody else saved the record since it was read."""

    status = 409
    message = "ほかの人が先に保存しました。両方の内容を見くらべて、もう一度保存してください。"


class Invalid(DomainError):
    """What was typed or uploaded cannot be taken; `problems` maps a field to its message ("" for the whole form)."""

    status = 422
    message = "入力に直すところがあります。"

    def __init__(self, message: str | None = None, *, problems: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.problems: dict[str, str] = dict(problems or {})


class Unavailable(DomainError):
    """A part of the system is not there at the moment (database stopped, no space left)."""

    status = 503
    message = "いまは使えません。しばらくしてから、もう一度お試しください。"
