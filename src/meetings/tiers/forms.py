"""The form of one kind of meeting."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import uuid4

from core.forms import Fields
from meetings.tiers.model import Layer, MeetingTier

LONGEST_MINUTES = 600
LABELS = {
    "name": "名前", "layer": "層", "length_minutes": "長さ", "cycle_months": "周期", "standing": "常任の機関",
    "until": "この日から使わない",
}  # fmt: skip


def read_tier(fields: Fields, *, before: MeetingTier | None, position: int, today: date) -> MeetingTier:
    """The tier as posted: a new one, or `before` changed. Raises Invalid with every problem."""
    name = fields.line("name", required="名前を入れてください。", longest=60)
    layer = fields.choice("layer", Layer, required="どの層かを選んでください。")
    length = fields.number("length_minutes", least=5, most=LONGEST_MINUTES, required="長さを分で入れてください。")
    cycle = fields.number("cycle_months", least=1, most=36)
    until = fields.day("until", near=today, expects="future")
    standing = fields.identities("standing")
    version = fields.number("version", least=1)
    fields.check()
    base = before or MeetingTier(id=uuid4(), name=name, layer=Layer.OTHER, position=position)
    return replace(
        base,
        name=name,
        layer=layer or base.layer,
        length_minutes=length or base.length_minutes,
        cycle_months=cycle,
        names_allowed=fields.flag("names_allowed"),
        standing_agencies=standing,
        until=until,
        version=version or base.version,
    )


def typed_tier(tier: MeetingTier | None) -> Mapping[str, object]:
    """The values a form shows before anybody typed."""
    if tier is None:
        return {"length_minutes": 60, "names_allowed": True, "standing": ()}
    return {
        "name": tier.name,
        "layer": tier.layer.value,
        "length_minutes": tier.length_minutes,
        "cycle_months": tier.cycle_months,
        "names_allowed": tier.names_allowed,
        "standing": tuple(map(str, tier.standing_agencies)),
        "until": tier.until.isoformat() if tier.until else "",
        "version": tier.version,
    }


def retyped_tier(fields: Fields) -> Mapping[str, object]:
    """What was typed, to be shown again beside the problems."""
    return {**fields.typed, "names_allowed": fields.flag("names_allowed"), "standing": fields.many("standing")}
