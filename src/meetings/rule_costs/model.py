"""決まりの重さ: how much waiting each rule that an order keeps costs; nothing is changed by knowing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from core.labels import Labelled


class RuleKind(Labelled):
    """What is left out for once, to see what agencies would wait without it."""

    HOURS = "hours", "機関の来られる時間"
    PIN = "pin", "議題の固定"
    HEAVY = "heavy", "重いケース・未目視のケースを前半に置く"
    BLOCKS = "blocks", "同じ所属・地区のケースを続ける"
    FAIR = "fair", "台帳の順より長く待つ機関をつくらない"
    CAP = "cap", "1機関の待ちの上限"


@dataclass(frozen=True, slots=True, kw_only=True)
class BindingRule:
    """One rule that an order keeps; `subject` is the agency whose hours, or the item whose pin it is."""

    kind: RuleKind
    subject: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCost:
    """What leaving out one rule saves: minutes of all agencies, and the order that was found; 0 and empty for none."""

    rule: BindingRule
    minutes: int = 0
    order: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCosts:
    """Every rule that could be left out, the dearest first; `better` is how much shorter an order was found on the way.

    That one keeps every rule, and the costs are counted from it: what a longer search finds is no rule's fault.
    """

    costs: Sequence[RuleCost]
    waiting: int
    better: int = 0
