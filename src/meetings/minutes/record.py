"""Everything the day's pages, the minutes and their papers show about one meeting, read at once.

Pure: `record_actions` reads it, nothing is decided here.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from access.councils.model import Council
from meetings.agenda.model import AgendaItem
from meetings.minutes import decisions
from meetings.minutes.errors import NoSuchItem
from meetings.minutes.model import Deliberation, Minutes
from meetings.scheduling.model import Invitee, Meeting
from network.agencies.model import Agency
from network.cases.model import Case, Household, Linkage, Promise, Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A meeting with its agenda, people, cases and what was typed."""

    council: Council
    meeting: Meeting
    next_meeting: Meeting | None
    items: Sequence[AgendaItem]
    invitees: Sequence[Invitee]
    agencies: Mapping[UUID, Agency]
    cases: Mapping[UUID, Case]
    households: Mapping[UUID, Household]
    linkages: Sequence[Linkage]
    sightings: Sequence[Sighting]
    promises: Sequence[Promise]
    deliberations: Mapping[UUID, Deliberation]
    minutes: Minutes | None
    closed: Collection[date] = ()
    """Days on which the office is closed besides weekends and holidays."""

    @property
    def names(self) -> dict[UUID, str]:
        """Names of agencies by id."""
        return {agency.id: agency.name for agency in self.agencies.values()}

    @property
    def short_names(self) -> dict[UUID, str]:
        """Short names of agencies by id."""
        return {agency.id: agency.short for agency in self.agencies.values()}

    def item(self, item_id: UUID) -> AgendaItem:
        """One item. Raises NoSuchItem."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise NoSuchItem

    def deliberation(self, item: AgendaItem) -> Deliberation | None:
        """What was typed about an item."""
        return self.deliberations.get(item.id)

    def linked(self, case_id: UUID) -> list[Linkage]:
        """The linkages of a case that hold on the day of the meeting, the lead first."""
        held = [one for one in self.linkages if one.case_id == case_id and one.on(self.meeting.held_on)]
        return sorted(held, key=lambda one: not one.is_lead)

    def agencies_of(self, item: AgendaItem) -> list[UUID]:
        """The agencies linked to the children of an item, leads first, each once."""
        return list(dict.fromkeys(one.agency_id for case_id in item.cases for one in self.linked(case_id)))

    def lead_of(self, case_id: UUID) -> UUID | None:
        """The lead agency of a case; None when there is none or more than one."""
        leads = {one.agency_id for one in self.linked(case_id) if one.is_lead}
        return next(iter(leads)) if len(leads) == 1 else None

    def proposed_review(self, case_id: UUID) -> date:
        """The next review proposed for a case: the next meeting, or the end of the rank's interval."""
        following = self.next_meeting.held_on if self.next_meeting else None
        numbers = self.council.numbers
        held_on, closed = self.meeting.held_on, self.closed
        return decisions.default_review(self.cases[case_id], held_on, numbers, following, closed=closed)

    def invitee(self, agency_id: UUID) -> Invitee | None:
        """The invitation of an agency, if it is invited."""
        return next((one for one in self.invitees if one.agency_id == agency_id), None)
