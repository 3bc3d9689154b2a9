"""Settings as people see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from access.councils.model import ClosedDay, Council
from core.calendar import wareki_long


@dataclass(frozen=True, slots=True)
class SettingsEntry:
    """One line of the settings page."""

    label: str
    href: str
    note: str


@dataclass(frozen=True, slots=True)
class ClosedDayLine:
    """One closed day."""

    id: UUID
    day: str
    name: str
    past: bool


def entries(council: Council) -> list[SettingsEntry]:
    """What can be set, in the order a new council needs it."""
    profile = council.profile
    return [
        SettingsEntry(
            "協議会", "/settings/profile", f"{council.name}　調整機関 {profile.coordinating_agency or '未定'}"
        ),
        SettingsEntry("会議の種類", "/settings/tiers", "代表者会議・実務者会議などの名前、長さ、周期、常任の機関"),
        SettingsEntry("日数と時間", "/settings/numbers", "通知は何日前か、何日見ていなければ個別に話すか"),
        SettingsEntry("時間のゆとり", "/settings/slack", "知らせる時間を前後にどれだけ広げるか、会議の記録から決める"),
        SettingsEntry("ことば", "/settings/codes", "重症度・ケース種別などの、この協議会での呼び方"),
        SettingsEntry("機関の種別", "/settings/kinds", "種別の一覧と、この協議会だけの種別"),
        SettingsEntry("閉庁日", "/settings/closed-days", "土日・祝日・年末年始のほかに休む日"),
        SettingsEntry("アカウント", "/settings/accounts", "入る人をふやす、とめる、リンクを渡し直す"),
        SettingsEntry("自分の設定", "/settings/me", "1文字のキー、左の列"),
    ]


def closed_day_lines(days: Sequence[ClosedDay], today: date) -> list[ClosedDayLine]:
    """Coming days first, then past ones, the latest first."""
    coming = [day for day in days if day.day >= today]
    gone = [day for day in reversed(days) if day.day < today]
    return [ClosedDayLine(one.id, wareki_long(one.day), one.name, one.day < today) for one in [*coming, *gone]]
