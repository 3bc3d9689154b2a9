"""Who is told that functions are being compiled, which takes far longer than the search itself needs to begin.

Apart from `machine_code`, so that nobody has to import numba to listen.
"""

from collections.abc import Callable

_waiting: list[Callable[[], None]] = []


def tell_of_compiling(tell: Callable[[], None]) -> None:
    """Let this be called once when a function is compiled; not when it is taken from the cache."""
    _waiting[:] = [tell]


def compiling_begins() -> None:
    """Tell who waits for it, once."""
    while _waiting:
        _waiting.pop()()
