"""Compiles the search once, so that nobody waits for it later: `python -m meetings.ordering.warm_up` after installing.

Without the extra `[fast]` there is nothing to compile.
"""

from meetings.ordering.instance import OrderAgency, OrderCase, OrderInstance
from meetings.ordering.solver import best_engine, solve

CASES = 40  # more than are searched exactly, so that every compiled part is used


def warm_up() -> None:
    """Solve a small council with the engine of this installation."""
    agencies = tuple(OrderAgency(str(number), 1) for number in range(CASES))
    cases = tuple(OrderCase(str(number), 1, (str(number), str((number + 1) % CASES))) for number in range(CASES))
    solve(OrderInstance(cases, agencies), steps=1, engine=best_engine())


if __name__ == "__main__":
    warm_up()
