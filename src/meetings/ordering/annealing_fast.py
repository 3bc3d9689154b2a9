"""The steps of the annealing compiled by numba, when the optional extra `[fast]` is installed: the same functions.

Importing this module without numba raises ImportError; nothing is compiled before the first run.
"""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from zlib import crc32

import numpy as np

from meetings.ordering import gaps, machine_code, moves, steps, trail
from meetings.ordering.machine_code import compiled, let_call
from meetings.ordering.trail import Ground, Ints, Trail

_MODULES = (trail, moves, gaps, steps)
# the large ones; writing them into one another as well takes longer to compile and is no faster
_CALLED = {"choose", "keep_precedence", "gather", "spread", "spread_pause", "scan_gaps", "measure"}


def _functions(module: ModuleType) -> list[Callable[..., object]]:
    found = vars(module).values()
    return [one for one in found if callable(one) and getattr(one, "__module__", "") == module.__name__]


def _sources() -> int:
    """A number that changes with any of the compiled files, so that no stale cache is ever used."""
    return crc32(b"".join(Path(str(module.__file__)).read_bytes() for module in (*_MODULES, machine_code)))


def _compiled() -> Callable[[Ground, Trail, int, tuple[int, int]], int]:
    for module in _MODULES:
        for function in _functions(module):
            if not isinstance(function, type):
                let_call(function, is_inlined=function.__name__ not in _CALLED)
    interpreted, version = steps.run, _sources()

    def run(ground: Ground, trail: Trail, steps: int, inverses: tuple[int, int]) -> int:
        interpreted(ground, trail, steps, inverses)
        return version

    return compiled(run)


class Compiled:
    """The steps as machine code."""

    chunk = 2_000
    _run = staticmethod(_compiled())

    def arrays(self, entries: list[int]) -> Ints:
        """The integers in 64 bits."""
        return np.array(entries, dtype=np.int64)

    def run(self, ground: Ground, trail: Trail, steps: int, inverses: tuple[int, int]) -> None:
        """So many steps while the temperature falls."""
        self._run(ground, trail, steps, inverses)
