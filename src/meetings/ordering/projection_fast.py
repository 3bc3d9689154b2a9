"""The small problems of `projection` compiled by numba, when the optional extra `[fast]` is installed."""

import numpy as np

from meetings.ordering import projection, whole
from meetings.ordering.machine_code import compiled, let_call
from meetings.ordering.projection import Ints

_INNER = (
    "judge",
    "_classify",
    "_take_rates",
    "_set_prices",
    "_solve",
    "_remaining_costs",
    "_divided_costs",
    "_best_division",
)
for _name in _INNER:
    let_call(getattr(projection, _name), is_inlined=False)


class CompiledProjections:
    """The functions of `projection` as machine code."""

    judge = staticmethod(compiled(projection.judge))
    best_triple = staticmethod(compiled(projection.best_triple))
    grow = staticmethod(compiled(projection.grow))
    settle = staticmethod(compiled(projection.settle))
    lower_rates = staticmethod(compiled(projection.lower_rates))
    count_in = staticmethod(compiled(projection.count_in))
    fill_whole = staticmethod(compiled(whole.fill_whole))

    def arrays(self, entries: list[int]) -> Ints:
        """The integers in 64 bits."""
        return np.array(entries, dtype=np.int64)
