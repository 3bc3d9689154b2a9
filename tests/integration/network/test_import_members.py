"""A list of 構成機関 in the browser: kinds proposed, asked and corrected; seats, agencies, undo (J1)."""

import json
import re
from dataclasses import replace

from access.audit.model import AuditEvent, AuditKind
from access.councils import actions as councils
from access.councils.model import Profile
from core.database import transaction
from network.agencies import store as agency_store
from network.agencies.model import Agency, CouncilMember, Seat, SecrecyClass
from network.contacts import store as contact_store
from tests.conftest import Cast, ClientAs
from tests.integration.network.import_steps import DATA, audit_of, scope_of, send, undo, uploaded, version_of
from tests.unit.network.imports.lists import xlsx

HEADINGS = ["区分", "構成機関", "職名", "氏名", "電話"]
ROWS = [
    ["行政", "汐見市福祉事務所", "所長", "長谷部 修", "0999-22-1111"],
    ["学校", "町内各保育所", "", "", ""],
    ["医療", "汐見市医師会", "会長", "", ""],
    ["地域", "むらさき会", "", "", ""],
    ["医療", "医師会", "", "", ""],
]


async def taken(cast: Cast) -> tuple[list[Seat], dict[str, Agency], list[CouncilMember]]:
    """What the council has."""
    async with transaction(cast.council):
        scope = scope_of(cast)
        agencies = await agency_store.agencies(scope=scope)
        return (
            await agency_store.seats(scope=scope),
            {agency.name: agency for agency in agencies if agency.import_id},
            await agency_store.members(scope=scope),
        )


async def test_a_published_list_becomes_the_table_of_the_council(cast: Cast, client_as: ClientAs) -> None:
    data = (DATA / "councils.json").read_bytes()
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "councils.json", data)
        await send(client, path, "municipality", municipality="新潟県田上町")
        assert "町内幼稚園" in (await client.get(path)).text
        await send(client, path, "municipality", municipality="埼玉県志木市")
        page = await client.get(path)
        assert "いま 24行" in page.text
        assert "名称から「児童相談所」と読み" in page.text
        assert (await taken(cast))[0] == []
        await client.send_form(f"{path}/take", version=version_of(page), since="R8.4.1")
        seats, agencies, members = await taken(cast)
        published = json.loads(data)[0]["members"]
        assert [seat.name for seat in seats] == [member["name"] for member in published]
        assert "小学校" not in agencies
        assert agencies["所沢児童相談所"].secrecy_class is SecrecyClass.PUBLIC_BODY
        leading = [member for member in members if member.coordinates]
        assert [member.agency_id for member in leading] == [agencies["子ども支援課"].id]
        assert all(member.since is not None and member.seat_id for member in members)
        assert len(members) == len(agencies) == 20
        assert (await undo(client, path)).status_code == 303
    assert await taken(cast) == ([], {}, [])
    assert await audit_of(cast, AuditKind.IMPORT_CONFIRMED)


async def test_unknown_kinds_and_second_spellings_are_asked_not_guessed(cast: Cast, client_as: ClientAs) -> None:
    council = await councils.council_of(scope_of(cast))
    await councils.change(cast.coordinator, replace(council, profile=Profile(municipality="汐見市")))
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "members.xlsx", xlsx([HEADINGS, *ROWS], title="構成機関"))
        page = await client.get(path)
        assert "いま 3行" in page.text
        assert "むらさき会」の種別は名称からは決められない" in page.text
        assert "と同じ機関ですか" in page.text
        fields = fields_of(page.text) | {"kind-3": "welfare_corporation", "entry-4": "skip", "name-0": "福祉事務所"}
        await send(client, path, "members", **fields)
        page = await client.get(path)
        assert "いま 4行" in page.text
        await client.send_form(f"{path}/take", version=version_of(page), **fields_of(page.text))
        outcome = await client.get(path)
        assert "入れなかった行" in outcome.text
    seats, agencies, _members = await taken(cast)
    assert [seat.name for seat in seats] == ["汐見市福祉事務所", "町内各保育所", "汐見市医師会", "むらさき会"]
    assert set(agencies) == {"福祉事務所", "汐見市医師会", "むらさき会"}
    assert agencies["福祉事務所"].phone == "0999-22-1111"
    async with transaction(cast.council):
        contacts = await contact_store.contacts(scope=scope_of(cast), agency_id=agencies["福祉事務所"].id)
    assert [(contact.position, contact.name) for contact in contacts] == [("所長", "長谷部 修")]


async def test_answers_beside_the_last_button_are_not_lost(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "members.xlsx", xlsx([HEADINGS, *ROWS[:3]], title="構成機関"))
        page = await client.get(path)
        fields = fields_of(page.text) | {"entry-0": "skip", "class-2": "3", "coordinating": "2"}
        wrong = await client.send_form(f"{path}/take", version=version_of(page), **fields, since="R8.13.1")
        assert wrong.status_code == 422
        assert "13月" in wrong.text
        assert (await taken(cast))[0] == []
        await client.send_form(f"{path}/take", version=version_of(wrong), **fields, since="R8.4.1")
    seats, agencies, members = await taken(cast)
    assert [seat.name for seat in seats] == ["町内各保育所", "汐見市医師会"]
    assert agencies["汐見市医師会"].secrecy_class is SecrecyClass.PERSON
    assert [member.coordinates for member in members] == [True]


async def test_what_is_registered_already_is_not_registered_twice(cast: Cast, client_as: ClientAs) -> None:
    rows = [["医療", "汐見市民病院", "", "", ""], *ROWS[:2]]
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "a.xlsx", xlsx([HEADINGS, *rows], title="構成機関"))
        page = await client.get(path)
        assert "登録ずみの機関です。構成員に指定します。" in page.text
        await client.send_form(f"{path}/take", version=version_of(page))
        again = await uploaded(client, "b.xlsx", xlsx([HEADINGS, *rows], title="別表"))
        page = await client.get(again)
        assert page.text.count("もう構成員として登録されています") == 2
        assert "別表にもうあります" in page.text
        assert "取り込める行がまだありません" in page.text
    _seats, agencies, members = await taken(cast)
    assert set(agencies) == {"汐見市福祉事務所"}
    assert cast.clinic.id in {member.agency_id for member in members}


async def test_undo_is_refused_once_an_agency_of_the_list_was_edited(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "members.xlsx", xlsx([HEADINGS, *ROWS[:3]], title="構成機関"))
        await client.send_form(f"{path}/take", version=version_of(await client.get(path)))
        edited = (await taken(cast))[1]["汐見市医師会"]
        async with transaction(cast.council):
            audit = AuditEvent.of(cast.coordinator, AuditKind.AGENCY_CHANGED, edited.id)
            await agency_store.save_agency(replace(edited, fax="0999-22-9999"), audit=audit)
        refused = await undo(client, path)
    assert refused.status_code == 409
    assert "汐見市医師会" in refused.text
    assert len((await taken(cast))[0]) == 3


def fields_of(page: str) -> dict[str, str]:
    """Every field of the form of members as it stands."""
    found = dict(re.findall(r'<input class="cell-input" name="(name-\d+)" value="([^"]*)"', page))
    for name, options in re.findall(
        r'<select class="cell-input[^"]*" name="((?:entry|kind|class)-\d+|coordinating)"[^>]*>(.*?)</select>',
        page,
        re.DOTALL,
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found
