"""The windows agencies were told before, and which of them an order changes.

Whether a changed window is worth its price is the search's decision; nobody is told anything here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from meetings.ordering.evaluation import timetable
from meetings.ordering.instance import OrderInstance, Sessions

GRAIN_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Announced:
    """The window one agency was told: minutes from the start of the session, and the number of that session."""

    begins: int
    ends: int
    session: int = 0


@dataclass(frozen=True, slots=True)
class Announcement:
    """Every told window by agency, and what changing one of them costs in weighted minutes of waiting.

    Windows are told in steps of `grain` minutes of the clock, rounded outward; sessions start `offset` minutes after
    such a step.
    """

    windows: Mapping[str, Announced]
    price: int
    grain: int = GRAIN_MINUTES
    offset: int = 0

    def rounded(self, begins: int, ends: int) -> tuple[int, int]:
        """The steps of the clock between which these minutes lie."""
        return (begins + self.offset) // self.grain, -((-ends - self.offset) // self.grain)


NOTHING_TOLD = Announcement({}, 0)


def moved_agencies(
    instance: OrderInstance, sessions: Sequence[Sequence[str]], announced: Announcement
) -> tuple[str, ...]:
    """The agencies whose told window this order changes, as announced; those no longer called are left out."""
    found = {agency: set[Announced]() for agency in announced.windows}
    for number, session in enumerate(sessions):
        for agency, begins, ends in _presence(instance, session):
            if agency in found:
                found[agency].add(Announced(*announced.rounded(begins, ends), number))
    told = {
        agency: Announced(*announced.rounded(window.begins, window.ends), window.session)
        for agency, window in announced.windows.items()
    }
    return tuple(agency for agency, windows in found.items() if windows - {told[agency]})


def mirrored(sessions: Sessions) -> Sessions:
    """The same in the other direction, session by session."""
    return tuple(session[::-1] for session in sessions)


def _presence(instance: OrderInstance, session: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    begins: dict[str, int] = {}
    ends: dict[str, int] = {}
    for case, since, until in timetable(instance, session):
        for agency in case.agencies:
            begins.setdefault(agency, since)
            ends[agency] = until
    return ((agency, since, ends[agency]) for agency, since in begins.items())
