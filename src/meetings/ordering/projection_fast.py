"""The tables of `projection` compiled by numba, when the optional extra `[fast]` is installed."""

import numba
import numpy as np

from meetings.ordering.projection import Table, remaining_costs

_fill = numba.njit(cache=True, nogil=True)(remaining_costs)


def compiled_tables(minutes: list[int], calls: list[int], weight_of: list[int]) -> Table:
    """For each mask of classes begun, the least waiting still to come."""
    room = np.zeros(2 << len(minutes), np.int64)
    _fill(np.array(minutes, np.int64), np.array(calls, np.int64), np.array(weight_of, np.int64), room)
    return room[: 1 << len(minutes)]
