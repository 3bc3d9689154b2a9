"""A proposed order for reading: waiting first, then who waits how long, what changes, and what is not kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from core.calendar import as_jst, clock_time
from meetings.agenda.day_plan import AgendaFacts, day_plan
from meetings.agenda.matrix import Matrix, matrix
from meetings.agenda.ordering import Window
from meetings.agenda.presenters import Line, duration, lines
from meetings.agenda.rules import individual
from meetings.arrangements import rules
from meetings.arrangements.comparing import HOLE_MINUTES, AgencyCompared, Comparison, comparison
from meetings.arrangements.model import Arrangement, ArrangementState, OrderRule

CLOSE_SHARE = 0.1
"""A bound is worth saying beside the result when it is so near; otherwise it stands among the figures."""
RULE_NOTES = {
    OrderRule.HEAVY_EARLY: "最重度・重度と、受理してからだれも会っていない子ども。",
    OrderRule.BELONGING: "きょうだいで所属が分かれる世帯と重いケースは、別に置けます。",
    OrderRule.DISTRICT: "所属より地区を先にまとめます。待ちは増えます。",
    OrderRule.COMES_WHEN: "返事にあった「来られる時間」に合わせます。",
    OrderRule.STANDING: "常任の機関は、はじめから終わりまで居るためです。",
    OrderRule.FAIR: "守れないときは、どの機関が何分長いかをお知らせします。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow:
    """One agency: its times and its waiting, before and after."""

    name: str
    before: str
    after: str
    waiting_before: int
    waiting_after: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """One line of the proposed list, with the number the item has now."""

    line: Line
    before: int | None = None

    @property
    def moved(self) -> bool:
        """Whether its number changes."""
        return self.before is not None and self.before != self.line.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A proposal in words: the result, what is mended, and what to know before taking it."""

    before: str
    after: str
    listed: str
    bound: str
    worst: str
    changes: str
    mended: Sequence[str]
    warnings: Sequence[str]
    button: str
    agencies: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementView:
    """What the page shows of a proposal that still fits the agenda."""

    words: Words
    agencies: Sequence[AgencyRow]
    order: Sequence[OrderLine]
    matrices: Sequence[tuple[str, Matrix]]
    figures: Sequence[tuple[str, str]]
    taken: bool


def rule_options(chosen: Sequence[OrderRule]) -> list[tuple[str, str, str, bool]]:
    """The switches: value, label, one line about it, and whether it is on."""
    return [(rule.value, rule.label, RULE_NOTES[rule], rule in chosen) for rule in OrderRule]


def present_waiting(facts: AgendaFacts, chosen: Sequence[OrderRule]) -> str:
    """What the order costs as it stands."""
    order = [item.id for item in individual(facts.items)]
    return duration(comparison(facts, order, order, chosen).waiting_before)


def arrangement_view(facts: AgendaFacts, found: Arrangement) -> ArrangementView:
    """Everything about a proposal that fits."""
    compared = comparison(facts, found.before, found.order, found.rules)
    proposed = replace(compared.facts_after, items=rules.taken(compared.facts_before, found))
    plan = day_plan(proposed)
    now = {item: place for place, item in enumerate(found.before, start=1)}
    return ArrangementView(
        words=_words(found, compared),
        agencies=[_row(one) for one in compared.agencies],
        order=[OrderLine(line=line, before=_place(now, line)) for line in lines(proposed, plan)],
        matrices=(
            (_names(found)[1], matrix(proposed, plan)),
            (_names(found)[0], matrix(compared.facts_before, compared.before, beside=plan)),
        ),
        figures=_figures(found, compared),
        taken=found.state is ArrangementState.ACCEPTED,
    )


def made_line(facts: AgendaFacts, found: Arrangement | None) -> str:
    """この順は11月20日10:32に整えたものです（待ち 3時間18分、これより短くはできません）, while that is true."""
    if found is None or found.state is not ArrangementState.ACCEPTED or not rules.fits(found, facts):
        return ""
    counted = "常任もふくめた待ち" if OrderRule.STANDING not in found.rules else "待ち"
    told = f"{counted} {duration(found.waiting)}" + ("、これより短くはできません" if found.proven else "")
    made = as_jst(found.made_at)
    return f"この順は{made.month}月{made.day}日{clock_time(found.made_at)}に整えたものです（{told}）。"


def _names(found: Arrangement) -> tuple[str, str]:
    """What the two orders are called, before and after the proposal was taken."""
    taken = found.state is ArrangementState.ACCEPTED
    return ("整える前の順", "いまの順") if taken else ("いまの順", "案の順")


def _place(now: dict[UUID, int], line: Line) -> int | None:
    return now.get(line.id) if line.id is not None and line.kind == "item" else None


def _words(found: Arrangement, compared: Comparison) -> Words:
    before, after, worst = compared.waiting_before, compared.waiting_after, compared.worst
    numbers = dict(zip(found.before, range(1, len(found.before) + 1), strict=True))
    moved = sum(numbers[item] != place for place, item in enumerate(found.order, start=1))
    told = sum(one.before != one.after for one in compared.agencies)
    return Words(
        before=duration(before),
        after=duration(after),
        listed=duration(compared.waiting_listed),
        bound=_bound_words(found),
        worst=f"いちばん待つのは{worst.name}の{duration(worst.waiting_after)}です。"
        if worst
        else "待つ機関はありません。",
        changes=f"{moved}件の番が変わり、{told}機関の時間が変わります。"
        if moved
        else "いまの順と同じです。この決まりで、これより待ちの少ない順は見つかりませんでした。",
        mended=_mended(compared),
        warnings=_warnings(found, compared),
        button=_button(compared.longer) if moved else "",
        agencies=_agencies_words(found, compared),
    )


def _agencies_words(found: Arrangement, compared: Comparison) -> str:
    """Whose waiting is meant; the agenda's own figure leaves standing members out."""
    standing = OrderRule.STANDING not in found.rules and any(one.standing for one in compared.facts_after.invitees)
    return f"{len(compared.agencies)}機関" + ("（常任もふくむ）" if standing else "")


def _bound_words(found: Arrangement) -> str:
    if found.proven:
        return "これより短くはできません。"
    if found.waiting - found.bound <= CLOSE_SHARE * found.waiting:
        return f"どう並べても{duration(found.bound)}より短くはできません。"
    return ""


def _mended(compared: Comparison) -> list[str]:
    """What the present order breaks and the proposal keeps; the numbers are those of the present order."""
    still = {one.item_id for one in compared.after.violations}
    return [one.sentence for one in compared.before.violations if one.item_id not in still]


def _warnings(found: Arrangement, compared: Comparison) -> list[str]:
    said = list(found.not_kept)
    unnamed = [one for one in compared.longer if not any(text.startswith(f"{one.name}は、台帳") for text in said)]
    if unnamed:
        named = "、".join(f"{one.name} {one.longer}分" for one in unnamed)
        said.append(f"台帳の順より長く待つ機関があります：{named}。")
    if compared.with_hole:
        named = "、".join(f"{one.name} {one.longest_gap}分" for one in compared.with_hole)
        said.append(f"{len(compared.with_hole)}機関で、自分のケースの間が{HOLE_MINUTES}分以上空きます：{named}。")
    if compared.waiting_after > compared.waiting_before:
        said.append("守る決まりがあるため、いまの順より待ちが長くなります。")
    return [*said, *(one.sentence for one in compared.after.violations)]


def _button(longer: Sequence[AgencyCompared]) -> str:
    """この順にする, or what is allowed by pressing it."""
    if not longer:
        return "この順にする"
    others = f"ほか{len(longer) - 1}機関" if len(longer) > 1 else ""
    return f"{longer[0].name}{others}が長く待つことを認めて、この順にする"


def _row(one: AgencyCompared) -> AgencyRow:
    notes = [f"台帳の順より{one.longer}分長い"] if one.longer else []
    notes += [f"間が{one.longest_gap}分空く"] if one.longest_gap >= HOLE_MINUTES else []
    return AgencyRow(
        name=one.name,
        before=_span(one.before),
        after=_span(one.after),
        waiting_before=one.waiting_before,
        waiting_after=one.waiting_after,
        note="、".join(notes),
    )


def _span(window: Window) -> str:
    return f"{clock_time(window.starts)}–{clock_time(window.ends)}"


def _figures(found: Arrangement, compared: Comparison) -> list[tuple[str, str]]:
    return [
        (f"{_names(found)[1]}の待ち", duration(compared.waiting_after)),
        (f"{_names(found)[0]}の待ち", _beside(compared.waiting_before, compared)),
        ("台帳の順の待ち", _beside(compared.waiting_listed, compared)),
        ("地区と学校の順にした待ち", _beside(compared.by_place, compared)),
        ("これより短くはできない値", _gap_words(found)),
        ("並べた議題", f"{len(found.order)}件"),
        ("さがした時間", f"{found.seconds}秒"),
        ("乱数の種", f"{found.seed}"),
    ]


def _beside(other: int, compared: Comparison) -> str:
    """16時間20分（この案は54%少ない）."""
    less = round(100 * (other - compared.waiting_after) / other) if other else 0
    return duration(other) + (f"（この案は{less}%少ない）" if less > 0 else "")


def _gap_words(found: Arrangement) -> str:
    if found.proven:
        return f"{duration(found.bound)}（この順と同じです。これより短い順はありません）"
    if not found.bound:
        return "分かっていません"
    gap = found.waiting - found.bound
    return f"{duration(found.bound)}（この順との差は{duration(gap)}。この間のどこまで短くできるかは分かっていません）"
