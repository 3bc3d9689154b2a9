"""Where else cases are used: packages that build on cases say so here, and an import in use is not undone.

Meetings know cases, cases do not know meetings; so meetings register a question that the undo asks.
"""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

from access.permissions.model import Scope

UsesOfCases = Callable[[Scope, Sequence[UUID]], Awaitable[frozenset[UUID]]]
"""Which of these cases are in use; asked inside the transaction of the undo."""

_QUESTIONS: list[UsesOfCases] = []


def ask_before_undo(question: UsesOfCases) -> None:
    """Let the undo of an import ask this too."""
    if question not in _QUESTIONS:
        _QUESTIONS.append(question)


async def used_elsewhere(scope: Scope, case_ids: Sequence[UUID]) -> frozenset[UUID]:
    """The cases that something outside this package uses."""
    used: set[UUID] = set()
    for question in _QUESTIONS:
        used |= await question(scope, case_ids)
    return frozenset(used)
