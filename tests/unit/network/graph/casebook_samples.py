"""Casebooks of invented records."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from network.agencies.model import Agency
from network.cases.model import Case, Linkage, Promise, Sighting
from network.contacts.model import Contact
from network.graph.casebook import Casebook, Records, casebook
from network.graph.gaps import GapSettings
from tests.unit.network.cases.case_samples import CENTER, CLINIC, SCHOOL, TODAY, a_household

AGENCIES = (
    Agency(id=CENTER, kind_code="child_family_support_office", name="こども家庭センター", short_name="こども家庭C"),
    Agency(id=SCHOOL, kind_code="elementary_school", name="汐見市立第二小学校", short_name="第二小"),
    Agency(id=CLINIC, kind_code="child_guidance_center", name="中央児童相談所"),
)


def a_casebook(
    cases: Sequence[Case],
    *,
    linkages: Sequence[Linkage] = (),
    sightings: Sequence[Sighting] = (),
    promises: Sequence[Promise] = (),
    contacts: Sequence[Contact] = (),
    day: date = TODAY,
) -> Casebook:
    households = {case.household_id: a_household(id=case.household_id) for case in cases}
    records = Records(
        cases=cases, households=list(households.values()), linkages=linkages, sightings=sightings, promises=promises,
        agencies=AGENCIES, contacts=contacts, local_kinds=(),
    )  # fmt: skip
    return casebook(records, day, GapSettings())


def seen(case_id: UUID, day: date, agency_id: UUID | None = SCHOOL, seen_by: str = "担任") -> Sighting:
    return Sighting(id=uuid4(), case_id=case_id, seen_on=day, agency_id=agency_id, seen_by=seen_by)
