"""つながり図: household and council, findings with their remedy, the paper."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from access.audit.model import AuditEvent, AuditKind
from core import clock
from core.database import transaction
from network.cases import linkage_actions
from network.contacts import store as contact_store
from network.contacts.model import Contact
from network.graph import actions
from network.graph.gaps import FindingKind
from tests.conftest import Cast, ClientAs
from tests.integration.network.case_samples import audit_kinds, link_school, register, scope_of


async def test_figure_table_and_list_say_the_same(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    school = await link_school(cast, case_id)
    ended = clock.today() - timedelta(days=10)
    await linkage_actions.end_linkage(cast.coordinator, case_id, school.id, version=school.version, on=ended)
    async with client_as(cast.coordinator) as client:
        page = (await client.get(f"/cases/{case_id}/graph")).text
    assert page.count("次の所属がない") >= 2
    assert "所属が切れて、次がない（11日）" in page
    assert f'href="/cases/{case_id}/linkages/new"' in page
    assert AuditKind.CASE_SEEN in await audit_kinds(cast, case_id)


async def test_a_past_day_shows_what_was(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    await link_school(cast, case_id)
    async with client_as(cast.coordinator) as client:
        odd = await client.get(f"/cases/{case_id}/graph?day=いつか")
        assert odd.status_code == 200
        assert "日付として読めません" in odd.text
        past = await client.get("/graph?ago=3")
        assert past.status_code == 200
        assert (await client.get("/graph?group=3&group=99")).status_code == 200


async def test_the_council_map_names_no_child_in_figure_and_table(cast: Cast, client_as: ClientAs) -> None:
    await link_school(cast, await register(cast))
    async with client_as(cast.coordinator) as client:
        page = (await client.get("/graph")).text
    figure, _, findings = page.partition('id="gaps"')
    assert "汐見市立第二小学校" in figure
    assert "高瀬" not in figure
    assert "高瀬" in findings


async def test_findings_name_case_reason_and_remedy(cast: Cast) -> None:
    case_id = await register(cast, lead_agency_id=None)
    found = await actions.findings(scope_of(cast), clock.today())
    assert [one.finding.kind for one in found] == [FindingKind.NEVER_SEEN, FindingKind.NO_LEAD]
    assert (found[0].case_id, found[0].number) == (case_id, "R8-019")
    assert found[0].href == f"/cases/{case_id}/sightings/new"
    assert found[1].href == f"/cases/{case_id}/linkages#lead"
    assert all(one.sentence.endswith("。") for one in found)


async def test_a_position_without_a_person_is_vacant(cast: Cast) -> None:
    case_id = await register(cast)
    await link_school(cast, case_id, responsible="教頭")
    left = Contact(
        id=uuid4(), agency_id=cast.school.id, position="教頭", name="岸本 直子", until=clock.today() - timedelta(days=1)
    )
    audit = AuditEvent.of(cast.coordinator, AuditKind.CONTACT_CHANGED)
    async with transaction(cast.council):
        await contact_store.add_contacts([left], audit=audit)
    kinds = [one.finding.kind for one in await actions.findings(scope_of(cast), clock.today())]
    assert FindingKind.VACANT in kinds
    async with transaction(cast.council):
        await contact_store.add_contacts([replace(left, id=uuid4(), name="小野田 健", until=None)], audit=audit)
    kinds = [one.finding.kind for one in await actions.findings(scope_of(cast), clock.today())]
    assert FindingKind.VACANT not in kinds


async def test_the_paper_is_a_pdf_and_recorded(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    async with client_as(cast.coordinator) as client:
        paper = await client.get(f"/cases/{case_id}/graph/paper")
    assert paper.content.startswith(b"%PDF")
    assert "高瀬" not in paper.headers["content-disposition"]
    assert AuditKind.PAPER_MADE in await audit_kinds(cast, case_id)
