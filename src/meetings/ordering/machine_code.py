"""Compiling functions with numba, kept for the next process where a folder can be written.

Importing this module without numba raises ImportError; nothing is compiled before the first call.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numba
from numba.core import event
from numba.extending import register_jitable

from meetings.ordering.compiling import compiling_begins

# For functions that only read and write arrays which their caller holds: counting references and checking for division
# by zero took more than half of the time of a step.
BARE: dict[str, Any] = {"error_model": "numpy", "_nrt": False}


def compiled(function: Callable[..., Any], options: Mapping[str, Any] = BARE) -> Callable[..., Any]:
    """The function as machine code, kept beside its source, else in the user's cache, else only in this process."""
    try:
        return _machine_code(function, options, is_kept=True)
    except RuntimeError:  # no folder can be written
        return _machine_code(function, options, is_kept=False)


def _machine_code(function: Callable[..., Any], options: Mapping[str, Any], *, is_kept: bool) -> Callable[..., Any]:
    found: Callable[..., Any] = numba.njit(cache=is_kept, nogil=True, **options)(function)
    return found


def let_call(function: Callable[..., object], *, is_inlined: bool) -> None:
    """Let compiled functions call this one; with `is_inlined` it is written into its callers."""
    register_jitable(forceinline=is_inlined, no_cpython_wrapper=True, no_cfunc_wrapper=True, **BARE)(function)


class _Announcing(event.Listener):
    """Hears that numba compiles; what is loaded from its cache is no such event."""

    def on_start(self, _event: event.Event) -> None:
        compiling_begins()

    def on_end(self, _event: event.Event) -> None:
        pass


event.register("numba:compile", _Announcing())  # type: ignore[no-untyped-call]  # numba has no types
