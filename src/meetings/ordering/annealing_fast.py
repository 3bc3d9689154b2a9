"""The steps of the annealing compiled by numba, when the optional extra `[fast]` is installed: the same functions.

Importing this module without numba raises ImportError; nothing is compiled before the first run.
"""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from zlib import crc32

import numba
import numpy as np
from numba.extending import register_jitable

from meetings.ordering import gaps, moves, steps, trail
from meetings.ordering.trail import Ground, Ints, Trail

_MODULES = (trail, moves, gaps, steps)


def _functions(module: ModuleType) -> list[Callable[..., object]]:
    found = vars(module).values()
    return [one for one in found if callable(one) and getattr(one, "__module__", "") == module.__name__]


def _sources() -> int:
    """A number that changes with any of the compiled files, so that no stale cache is ever used."""
    return crc32(b"".join(Path(str(module.__file__)).read_bytes() for module in _MODULES))


def _compiled() -> Callable[[Ground, Trail, int, int], int]:
    for module in _MODULES:
        for function in _functions(module):
            if not isinstance(function, type):
                register_jitable(forceinline=True)(function)
    interpreted, version = steps.run, _sources()

    def run(ground: Ground, trail: Trail, steps: int, inverse: int) -> int:
        interpreted(ground, trail, steps, inverse)
        return version

    return numba.njit(cache=True, nogil=True)(run)


class Compiled:
    """The steps as machine code."""

    chunk = 2_000
    _run = staticmethod(_compiled())

    def arrays(self, entries: list[int]) -> Ints:
        """The integers in 64 bits."""
        return np.array(entries, dtype=np.int64)

    def run(self, ground: Ground, trail: Trail, steps: int, inverse: int) -> None:
        """So many steps at one temperature."""
        self._run(ground, trail, steps, inverse)
