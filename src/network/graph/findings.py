"""Findings (抜け落ち) of many cases in one list, each with its case and the page that answers it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from network.graph.casebook import CaseFile
from network.graph.gaps import Finding, FindingKind, Remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFinding:
    """One finding with its case; `href` is the page of the remedy."""

    case_id: UUID
    number: str
    name: str
    kana: str
    finding: Finding
    href: str

    @property
    def words(self) -> str:
        """Short title with the days."""
        return self.finding.words

    @property
    def sentence(self) -> str:
        """Why, in one sentence."""
        return self.finding.sentence

    @property
    def remedy(self) -> str:
        """The words of the button."""
        return self.finding.remedy.label


def case_findings(files: Iterable[CaseFile]) -> list[CaseFinding]:
    """Findings of all cases, gravest kind first, the longest days first within a kind."""
    kinds = list(FindingKind)
    found = [_of(file, finding) for file in files for finding in file.findings]
    return sorted(
        found, key=lambda one: (kinds.index(one.finding.kind), -(one.finding.days or 0), one.number, one.sentence)
    )


def remedy_href(finding: Finding) -> str:
    """The page on which the finding is answered."""
    page = f"/cases/{finding.case_id}"
    match finding.remedy:
        case Remedy.RECORD_SIGHTING:
            return f"{page}/sightings/new"
        case Remedy.CHOOSE_LEAD:
            return f"{page}/linkages#lead"
        case Remedy.ADD_AFFILIATION | Remedy.LINK_AGENCY:
            return f"{page}/linkages/new"
        case Remedy.NAME_SUCCESSOR:
            return f"/agencies/{finding.agency_id}"
        case Remedy.PUT_ON_AGENDA:
            return "/meetings"


def _of(file: CaseFile, finding: Finding) -> CaseFinding:
    return CaseFinding(
        case_id=file.case.id,
        number=file.case.number,
        name=file.case.name,
        kana=file.case.kana,
        finding=finding,
        href=remedy_href(finding),
    )
