"""Kinds of meetings as the settings page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.calendar import wareki
from meetings.tiers.model import MeetingTier

MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TierRow:
    """One kind of meeting in words."""

    href: str
    name: str
    layer: str
    length: str
    cycle: str
    standing: str
    names: str
    ended: str = ""


def cycle_words(months: int | None) -> str:
    """年1回, 3か月に1回, 随時."""
    if months is None:
        return "随時"
    if months == MONTHS_OF_A_YEAR:
        return "年1回"
    return "毎月" if months == 1 else f"{months}か月に1回"


def tier_rows(tiers: Sequence[MeetingTier], names: Mapping[UUID, str], today: date) -> list[TierRow]:
    """The list of the settings page."""
    return [
        TierRow(
            href=f"/settings/tiers/{tier.id}",
            name=tier.name,
            layer=tier.layer.label,
            length=f"{tier.length_minutes}分",
            cycle=cycle_words(tier.cycle_months),
            standing="、".join(names[agency] for agency in tier.standing_agencies if agency in names) or "なし",
            names="出してよい" if tier.names_allowed else "出さない",
            ended=f"{wareki(tier.until)}から使いません" if tier.until and tier.until <= today else "",
        )
        for tier in tiers
    ]
