"""決まりの重さ for reading: the dearest rule first, whom to ring about it, and what changes nothing in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from meetings.agenda.presenters import duration
from meetings.arrangements.model import ArrangementState
from meetings.rule_costs import rule_words
from meetings.rule_costs.actions import Weighing
from meetings.rule_costs.model import RuleCost, RuleCosts, RuleKind

BAR_WIDTH = 96
"""Pixels of the bar of the dearest rule."""
NO_NUMBER = "電話番号が名簿にありません"


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """One rule without which agencies would wait less; `ring` is the number of the agency whose hours it is."""

    saved: str
    bar: int
    sentence: str
    note: str = ""
    agency: UUID | None = None
    ring: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostsView:
    """Everything that was found."""

    summary: str
    rows: Sequence[CostRow]
    nothing: str
    better: str
    waiting: str


def costs_view(found: Weighing, costs: RuleCosts) -> CostsView:
    """The costs of a proposal that still fits its agenda."""
    dear = [cost for cost in costs.costs if cost.minutes]
    most = max((cost.minutes for cost in dear), default=1)
    return CostsView(
        summary=_summary(len(costs.costs), len(dear)),
        rows=[_row(found, cost, most) for cost in dear],
        nothing=_nothing(found, [cost for cost in costs.costs if not cost.minutes], others=bool(dear)),
        better=f"しらべるあいだに、決まりをすべて守ったまま、待ちが{duration(costs.better)}短い順も見つかりました。"
        if costs.better
        else "",
        waiting=_waiting(found, costs),
    )


def to_try(found: Weighing) -> list[str]:
    """The rules that are left out one after another."""
    return rule_words.together(found.facts, found.rules, found.binding)


def _waiting(found: Weighing, costs: RuleCosts) -> str:
    taken = found.proposal is not None and found.proposal.state is ArrangementState.ACCEPTED
    return f"{'いまの順' if taken else '案'}の待ち {duration(costs.waiting)}"


def _summary(tried: int, dear: int) -> str:
    how = f"{tried}つの決まりを、一つずつはずしてさがしました。"
    if not dear:
        return f"{how}しらべた範囲では、どれをはずしても、待ちの短い順は見つかりませんでした。"
    return f"{how}しらべた範囲では、次の{dear}つをはずすと、待ちの短い順がありました。"


def _row(found: Weighing, cost: RuleCost, most: int) -> CostRow:
    facts, rule = found.facts, cost.rule
    sentence = rule_words.sentence(facts, found.rules, cost)
    saved, bar = duration(cost.minutes), max(1, BAR_WIDTH * cost.minutes // most)
    if rule.kind is not RuleKind.HOURS or rule.subject is None:
        return CostRow(saved=saved, bar=bar, sentence=sentence)
    when = rule_words.when_then(facts, found.rules, cost)
    return CostRow(
        saved=saved,
        bar=bar,
        sentence=sentence,
        note=f"見つけた順で知らせる時間は、{when}です。" if when else "",
        agency=rule.subject if found.may_ring else None,
        ring=(facts.agencies[rule.subject].phone or NO_NUMBER) if found.may_ring else "",
    )


def _nothing(found: Weighing, costs: Sequence[RuleCost], *, others: bool) -> str:
    if not costs:
        return ""
    named = "、".join(rule_words.together(found.facts, found.rules, [cost.rule for cost in costs]))
    rest = f"ほかの{len(costs)}つは、" if others else ""
    return f"{rest}はずしてさがしても、待ちは短くなりませんでした：{named}。"
