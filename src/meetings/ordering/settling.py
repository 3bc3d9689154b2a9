"""Orders for which the wishes come first: short runs in which a broken wish outweighs all waiting.

With several sessions each run begins from another division that fits the capacity, because where no minute is left
hardly a case can change its session on the way.
"""

from collections.abc import Iterator
from itertools import count
from random import Random

from meetings.ordering.annealing import Annealing, Engine
from meetings.ordering.budget import Budget
from meetings.ordering.instance import OrderInstance, Sessions
from meetings.ordering.packing import packed
from meetings.ordering.start import skeleton

_STEPS, _HOT, _STRICTER = 6_000, 1.0, 50
_STEPS_OF_DIVISION, _MOST_DIVISIONS = 2_000, 200
_SHARE = 0.3  # of the seconds


def settled(instance: OrderInstance, engine: Engine, budget: Budget, seed: int) -> Sessions | None:
    """An order that keeps these wishes, or None where a short run finds none; also when the time is over."""
    chance = Random(seed)  # noqa: S311 - guards nothing
    return _run(instance, engine, _of_steps(budget, _STEPS), chance)


def settled_orders(instance: OrderInstance, engine: Engine, budget: Budget, seed: int) -> Iterator[Sessions]:
    """Orders that keep these wishes, of as many divisions as there is time for; with a single session at most one."""
    limited, chance = budget.part(_SHARE), Random(seed)  # noqa: S311 - guards nothing
    divisions = _MOST_DIVISIONS if budget.steps is None else budget.steps // _STEPS_OF_DIVISION
    is_divided = instance.sessions > 1 and instance.capacity is not None
    for number in count():
        if number and (not is_divided or number > divisions or limited.is_over):
            return
        steps = _STEPS_OF_DIVISION if number else _STEPS
        order = _run(instance, engine, _of_steps(budget, steps), chance, is_other_division=number > 0)
        if order is not None:
            yield order


def _of_steps(budget: Budget, steps: int) -> Budget:
    return Budget(budget.seconds, steps, budget.clock, budget.stop)


def _run(
    instance: OrderInstance, engine: Engine, budget: Budget, chance: Random, *, is_other_division: bool = False
) -> Sessions | None:
    begin: Sessions = ()
    if instance.sessions > 1 and instance.capacity is not None:
        begin = packed(instance, chance=chance if is_other_division else None).sessions or ()
    start = skeleton(instance, begin)
    if start is None:
        return None
    annealing = Annealing(instance, start, engine, chance.randrange(1, 1 << 30))
    annealing.ground = annealing.ground._replace(penalty=annealing.ground.penalty * _STRICTER)
    annealing.cool(budget, hot=_HOT)
    return annealing.best
