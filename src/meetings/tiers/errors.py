"""What can go wrong with the kinds of meetings."""

from core.errors import NotFound


class NoSuchTier(NotFound):
    """The council has no such kind of meeting."""

    message = "この会議の種類は見つかりません。設定の「会議の種類」を開き直してください。"
