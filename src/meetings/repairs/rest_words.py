"""残りの議題の順番 as its page shows it: each way with its price, and whom to ring up. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.calendar import clock_time
from meetings.agenda.presenters import duration
from meetings.arrangements.model import ArrangementWay
from meetings.repairs.repairing import Step, usual
from meetings.repairs.rest import Rest

EXPLANATIONS = {
    ArrangementWay.KEEP: "いまの順番のまま進めます。",
    ArrangementWay.ONE_MOVE: "いちばん役に立つ1件だけを動かします。",
    ArrangementWay.QUIET: "何件か動かして、時間がずれる機関と待ちをへらします。",
}
LABELS = {
    ArrangementWay.KEEP: "いまの順のまま",
    ArrangementWay.ONE_MOVE: "1件だけ動かす",
    ArrangementWay.QUIET: "何件か動かす",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RestRow:
    """One way to go on; `order` holds places in the present order, `cases` the numbers in the new one."""

    order: str
    label: str
    explanation: str
    cases: Sequence[str]
    ring: Sequence[tuple[str, str]]
    """The agencies to ring up, with when each is expected."""
    moved: str
    waiting: str
    broken: Sequence[str]
    chosen: bool


def rest_rows(rest: Rest, steps: Sequence[Step]) -> list[RestRow]:
    """The ways, the cheapest one chosen."""
    chosen = usual(steps) if steps else None
    return [_row(rest, step, chosen=step is chosen) for step in steps]


def taken_words(ring: int) -> str:
    """What was done, and what is left to do by telephone."""
    done = "残りの順番を直しました。何も送っていません。"
    return f"{done}{ring}機関に、変わった時間を伝えてください。" if ring else f"{done}時間がずれる機関はありません。"


def _row(rest: Rest, step: Step, *, chosen: bool) -> RestRow:
    places = {item.id: place for place, item in enumerate(rest.items)}
    order = [places[item] for item in step.order]
    cases = rest.facts.cases_of
    return RestRow(
        order="-".join(map(str, order)),
        label=LABELS[step.way],
        explanation=EXPLANATIONS[step.way],
        cases=["・".join(case.number for case in cases(rest.items[place])) for place in order],
        ring=[
            (rest.facts.agencies[one.invitee.agency_id].short, f"{clock_time(one.starts)}ごろ")
            for one in rest.then_called(order)
            if not one.holds
        ],
        moved=f"{step.price.moved}件" if step.price.moved else "なし",
        waiting=duration(step.price.waiting),
        broken=step.price.broken,
        chosen=chosen,
    )
