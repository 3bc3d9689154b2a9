"""The names of agencies in a list against the registered agencies: one answer for every name of the whole list."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from core.text import fold
from network.agencies.agency_kind import AgencyKind
from network.agencies.kinds import KINDS
from network.agencies.model import Agency
from network.agencies.recognition import recognise
from network.imports.corrections import AgencyAnswer, AgencyChoice
from network.imports.model import CaseRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAgency:
    """One name in the list; `agency_id` None: to be added, left out, or (no answer) unknown."""

    name: str
    rows: int
    agency_id: UUID | None = None
    answer: AgencyAnswer | None = None
    kind: AgencyKind | None = None
    """The kind it gets when it is added: as answered, else as its name says."""
    secrecy_class: str | None = None

    @property
    def unknown(self) -> bool:
        """Whether nobody has said yet what the name means (or which kind a new agency has)."""
        if self.agency_id is not None:
            return False
        return self.answer is None or (self.answer.choice is AgencyChoice.ADD and self.kind is None)

    @property
    def left_out(self) -> bool:
        """Whether the name is not taken in."""
        return self.answer is not None and self.answer.choice is AgencyChoice.LEAVE


def known_names(agencies: Sequence[Agency]) -> dict[str, Agency]:
    """Registered agencies by the look-up form of their names, short names and aliases."""
    found = {fold(agency.name): agency for agency in agencies}
    for agency in agencies:
        for name in (agency.short_name, *agency.aliases):
            if name:
                found.setdefault(fold(name), agency)
    return found


def resolved(
    rows: Sequence[CaseRow],
    agencies: Sequence[Agency],
    answers: Mapping[str, AgencyAnswer],
    *,
    leads: Iterable[str] = (),
    municipality: str = "",
    kinds: Sequence[AgencyKind] = KINDS,
) -> dict[str, NamedAgency]:
    """Every name that the rows write or that was chosen as a lead, with the agency it means or its answer."""
    known, by_id = known_names(agencies), {agency.id for agency in agencies}
    uses = Counter(name for row in rows for name in dict.fromkeys([*row.agencies, *_lead(row)]))
    uses.update(dict.fromkeys(leads, 0))
    found: dict[str, NamedAgency] = {}
    for name, count in uses.items():
        agency = known.get(fold(name))
        if agency is not None:
            found[name] = NamedAgency(name=name, rows=count, agency_id=agency.id)
            continue
        answer = answers.get(name)
        chosen = answer.agency_id if answer and answer.choice is AgencyChoice.USE else None
        if answer and answer.choice is AgencyChoice.USE and chosen not in by_id:
            answer, chosen = None, None
        proposal = recognise(name, municipality=municipality or None, kinds=kinds)
        kind = next((kind for kind in kinds if answer and kind.code == answer.kind_code), proposal.kind)
        found[name] = NamedAgency(
            name=name,
            rows=count,
            agency_id=chosen,
            answer=answer,
            kind=kind,
            secrecy_class=proposal.secrecy_class if kind is proposal.kind else None,
        )
    return found


def _lead(row: CaseRow) -> tuple[str, ...]:
    return (row.lead_agency,) if row.lead_agency else ()
