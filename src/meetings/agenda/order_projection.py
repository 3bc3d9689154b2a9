"""The problem restricted to a few agencies, solved exactly for every set of cases already discussed.

Cases in which the same of these agencies take part stand together in some optimal order, so few distinct ones are left.
The tables are what the exact search and the bound are made of. Weights are whole numbers; breaks are left out.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Table = Any  # list[int], or numpy int64 from the compiled path


def remaining_costs(minutes: Table, calls: Table, weight_of: Table, costs: Table, seen: Table) -> None:
    """Fill `costs`: for each set of discussed classes, the least waiting still to come.

    `calls` is the agency mask of each class, `weight_of` the weight of each agency mask; `seen` is room to work in.
    """
    classes = len(minutes)
    full = (1 << classes) - 1
    seen[0] = 0
    for number in range(classes):
        for low in range(1 << number):
            seen[low | 1 << number] = seen[low] | calls[number]
    costs[full] = 0
    for done in range(full - 1, -1, -1):
        present = seen[done] & seen[full - done]
        best = -1
        for number in range(classes):
            if not done >> number & 1:
                cost = costs[done | 1 << number] + minutes[number] * weight_of[present & ~calls[number]]
                if best < 0 or cost < best:
                    best = cost
        costs[done] = best
