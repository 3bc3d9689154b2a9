"""Ending a search by Ctrl-C or SIGTERM without losing what it found."""

import os
import signal
from collections.abc import Callable
from contextlib import ExitStack
from types import FrameType
from typing import Self

from meetings.ordering.instance import Sessions

EXIT_STOPPED = 130
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopping:
    """While it is entered, the first signal ends the search as soon as there is an order; a second one ends at once."""

    def __init__(self, must_wait: Callable[[], None]) -> None:
        self.must_wait = must_wait
        self.asked = self.found = False
        self._afterwards = ExitStack()

    def __enter__(self) -> Self:
        for one in _SIGNALS:
            self._afterwards.callback(signal.signal, one, signal.signal(one, self._receive))
        return self

    def __exit__(self, *_error: object) -> None:
        self._afterwards.close()

    def hear(self, _objective: int, _order: Sessions) -> None:
        """There is an order now."""
        self.found = True

    def is_due(self) -> bool:
        """Whether the search must end."""
        return self.asked and self.found

    def _receive(self, _signal: int, _frame: FrameType | None) -> None:
        if self.asked:
            os._exit(EXIT_STOPPED)  # at once: the threads of the search would be waited for
        self.asked = True
        if not self.found:
            self.must_wait()
