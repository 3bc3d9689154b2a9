"""How many agencies are called inside the time they were told when items take more or less than planned. Pure.

Each run of the day draws how long every individual item takes (log-normal around `ratio` times its planned minutes).
A break ends when it was planned to, or as soon as the talk gets there if it is behind.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log, sqrt
from random import Random

from meetings.agenda.day_plan import DayPlan
from meetings.agenda.model import ItemKind
from meetings.agenda.ordering import Placed, Window, rounded
from meetings.agenda.slack import MINUTE, Pace

RUNS = 200
"""Enough for a figure in whole percent on a page: it is within 2 of what many runs say."""
Span = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledInside:
    """Shares (0 to 1) of agencies in turn called inside: the told windows, the same without slack, each agency's."""

    told: float
    without_slack: float
    by_agency: Mapping[str, float]
    runs: int


def called_inside(plan: DayPlan, *, runs: int = RUNS, seed: int = 1) -> CalledInside | None:
    """The shares for a plan at its own pace; None when no agency comes in turn."""
    in_turn = [agency for agency in plan.windows if agency not in plan.standing]
    if not in_turn:
        return None
    days = list(simulated(plan.placed, plan.pace, runs=runs, seed=seed))
    told = shares(plan.placed, {agency: plan.told[agency] for agency in in_turn}, days)
    bare = shares(plan.placed, {agency: rounded(plan.windows[agency]) for agency in in_turn}, days)
    return CalledInside(told=_mean(told), without_slack=_mean(bare), by_agency=told, runs=runs)


def simulated(placed: Sequence[Placed], pace: Pace, *, runs: int, seed: int) -> Iterator[list[Span]]:
    """Days as they may go: when each item starts and ends, in minutes after the planned start of the first."""
    chance = Random(seed)  # noqa: S311 - a simulation, not a secret
    variance = log(1 + pace.spread**2)
    middle, deviation = log(pace.ratio) - variance / 2, sqrt(variance)
    steps = _steps(placed)
    for _ in range(runs):
        clock, day = 0.0, []
        for not_before, minutes, varies in steps:
            starts = max(clock, not_before)
            clock = starts + (minutes * chance.lognormvariate(middle, deviation) if varies else minutes)
            day.append((starts, clock))
        yield day


def shares(placed: Sequence[Placed], windows: Mapping[str, Window], days: Sequence[Sequence[Span]]) -> dict[str, float]:
    """For each agency the share of days on which its first item starts, and its last ends, inside its window."""
    found = {}
    for agency, window in windows.items():
        own = [step for step, place in enumerate(placed) if place.item.calls_agencies and agency in place.item.agencies]
        first, last = own[0], own[-1]
        opens, closes = (_minutes(moment, placed) for moment in (window.starts, window.ends))
        inside = sum(day[first][0] >= opens and day[last][1] <= closes for day in days)
        found[agency] = inside / len(days)
    return found


def _steps(placed: Sequence[Placed]) -> list[tuple[float, int, bool]]:
    """For each item: it starts no earlier than this (0 unless a break ends there), its minutes, whether they vary."""
    steps, ended = [], None
    for place in placed:
        after_break = ended is not None and place.starts > ended
        not_before = _minutes(place.starts, placed) if after_break else 0.0
        steps.append((not_before, place.item.minutes, place.item.kind is ItemKind.INDIVIDUAL))
        ended = place.ends
    return steps


def _minutes(moment: datetime, placed: Sequence[Placed]) -> float:
    return (moment - placed[0].starts) / MINUTE


def _mean(found: Mapping[str, float]) -> float:
    return sum(found.values()) / len(found)
