"""The slack of a window and what it is good for, in words for the coordinator. An agency's paper has only the time."""

from dataclasses import dataclass

from meetings.agenda.called_inside import called_inside
from meetings.agenda.day_plan import AgendaFacts, DayPlan
from meetings.agenda.ordering import Window, rounded
from meetings.agenda.slack import MINUTE, Pace

ENOUGH = 0.9
OFTEN_OUTSIDE = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackWords:
    """Whether times hold when items take longer or shorter: the share first, what to know about it, whom it misses."""

    share: str
    sentence: str
    note: str
    missed: str
    enough: bool


def slack_minutes(exact: Window, told: Window) -> tuple[int, int]:
    """By how many minutes the told window is wider before and behind than the exact one rounded."""
    bare = rounded(exact)
    return (bare.starts - told.starts) // MINUTE, (told.ends - bare.ends) // MINUTE


def slack_words(exact: Window, told: Window) -> str:
    """ゆとり 前5分・後10分, or nothing when the told window is only rounded."""
    before, after = slack_minutes(exact, told)
    parts = [f"前{before}分" if before else "", f"後{after}分" if after else ""]
    said = "・".join(part for part in parts if part)
    return f"ゆとり {said}" if said else ""


def called_words(facts: AgendaFacts, plan: DayPlan) -> SlackWords | None:
    """How many agencies are called inside their told time when the meeting runs as meetings do; None without any."""
    found = called_inside(plan) if plan.pace.spread else None
    if found is None:
        return None
    names = {str(agency.id): agency.short for agency in facts.agencies.values()}
    worst_first = sorted(found.by_agency.items(), key=lambda one: one[1])
    missed = [names[agency] for agency, share in worst_first if share < OFTEN_OUTSIDE and agency in names]
    share = f"{found.told:.0%}"
    return SlackWords(
        share=share,
        sentence=f"時間が延び縮みしても、機関の{share}が知らせた時間の中で呼ばれます"
        f"（ゆとりなしでは{found.without_slack:.0%}）。",
        note=f"1件の時間を、{_average(plan.pace)}、ばらつき{plan.pace.spread:.0%}とみて、{found.runs}回ためした割合です。",
        missed=f"外れやすい機関：{'、'.join(missed)}" if missed else "",
        enough=found.told >= ENOUGH,
    )


def _average(pace: Pace) -> str:
    return "平均は予定どおり" if pace.ratio == 1 else f"平均は予定の{pace.ratio:.3g}倍"
