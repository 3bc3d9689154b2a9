"""The 別表: rows, who fills them, the 調整機関, and the 委員名簿 on paper."""

import io

from openpyxl import load_workbook
from pypdf import PdfReader

from access.audit.model import AuditKind
from core import clock
from network.agencies.model import SecrecyClass
from network.agencies.rules import coordinating
from tests.conftest import Cast, Client, ClientAs
from tests.integration.network.directory_steps import agency_named, audited, register_of, take_back


async def _seat(client: Client, cast: Cast, name: str) -> str:
    assert (await client.send_form("/agencies/seats", name=name)).status_code == 303
    return str(next(seat.id for seat in (await register_of(cast)).seats if seat.name == name))


async def test_four_nurseries_fill_one_row(cast: Cast, client_as: ClientAs) -> None:
    names = ["つばめ保育園", "ひばり保育園", "かもめ保育園", "汐見市立みなみ保育所"]
    async with client_as(cast.coordinator) as client:
        seat = await _seat(client, cast, "町内各保育所")
        answer = await client.send_form(
            f"/agencies/seats/{seat}/fill", names="\n".join(names), since="R8.4.1", kind_code=""
        )
        page = await client.get("/agencies/seats")
        known = await register_of(cast)
        assert len([member for member in known.members if str(member.seat_id) == seat]) == 4
        assert all(name in page.text for name in names)
        public = await agency_named(cast, "汐見市立みなみ保育所")
        assert public is not None
        assert (public.kind_code, public.secrecy_class) == ("nursery", SecrecyClass.PUBLIC_BODY)
        assert await audited(cast, public.id) == [AuditKind.MEMBER_CHANGED, AuditKind.AGENCY_CREATED]
        await take_back(client, answer)
    assert (await register_of(cast)).members == []
    assert await agency_named(cast, "つばめ保育園") is None


async def test_a_name_without_a_kind_is_asked_and_nothing_is_saved(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        seat = await _seat(client, cast, "その他")
        page = await client.send_form(f"/agencies/seats/{seat}/fill", names="ひばり保育園\nなぞの集まり")
        assert page.status_code == 422
        assert "なぞの集まり の種別は、名前からは決められません" in page.text
        assert await agency_named(cast, "ひばり保育園") is None
        again = await client.send_form(
            f"/agencies/seats/{seat}/fill", names="なぞの集まり", kind_code="nonprofit_organisation"
        )
        empty = await client.send_form(f"/agencies/seats/{seat}/fill", names="")
    assert (again.status_code, empty.status_code) == (303, 422)


async def test_an_agency_fills_a_row_once(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        seat = await _seat(client, cast, "小学校")
        path = f"/agencies/seats/{seat}/fill"
        assert (await client.send_form(path, agency_id=str(cast.school.id))).status_code == 303
        page = await client.send_form(path, agency_id=str(cast.school.id))
    assert page.status_code == 422
    assert "もう構成員です" in page.text


async def test_rows_move_by_button_and_by_place(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        ids = [await _seat(client, cast, name) for name in ("甲", "乙", "丙")]
        answer = await client.send_form("/agencies/seats/order", id=ids[2], direction="up")
        assert [seat.name for seat in (await register_of(cast)).seats] == ["甲", "丙", "乙"]
        await take_back(client, answer)
        await client.send_form("/agencies/seats/order", id=ids[0], place="3")
    assert [seat.name for seat in (await register_of(cast)).seats] == ["乙", "丙", "甲"]


async def test_a_filled_row_stays_and_an_empty_one_goes_and_comes_back(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        filled, empty = await _seat(client, cast, "小学校"), await _seat(client, cast, "警察署")
        await client.send_form(f"/agencies/seats/{filled}/fill", agency_id=str(cast.school.id))
        await client.send_form(f"/agencies/seats/{filled}/remove")
        answer = await client.send_form(f"/agencies/seats/{empty}/remove")
        assert [seat.name for seat in (await register_of(cast)).seats] == ["小学校"]
        await take_back(client, answer)
    assert [seat.name for seat in (await register_of(cast)).seats] == ["小学校", "警察署"]


async def test_exactly_one_agency_coordinates_and_cannot_simply_leave(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        seat = await _seat(client, cast, "市の機関")
        for agency in (cast.school, cast.center):
            await client.send_form(f"/agencies/seats/{seat}/fill", agency_id=str(agency.id), since="H17.4.1")
        for agency in (cast.school, cast.center):
            member = next(m for m in (await register_of(cast)).members if m.agency_id == agency.id)
            assert (await client.send_form(f"/agencies/members/{member.id}/coordinate", on="")).status_code == 303
        known = await register_of(cast)
        leader = coordinating(known.members, clock.today())
        assert leader is not None
        assert leader.agency_id == cast.center.id
        assert len([m for m in known.members if m.coordinates and m.on(clock.today())]) == 1
        page = await client.send_form(f"/agencies/members/{leader.id}", since="H17.4.1", until="R19.4.1", version="1")
    assert page.status_code == 422
    assert "調整機関はいつも1つ要ります" in page.text


async def test_the_printed_register_equals_the_rows(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        for name, agency in (("病院", cast.clinic), ("小学校", cast.school), ("警察署", None)):
            seat = await _seat(client, cast, name)
            if agency is not None:
                await client.send_form(f"/agencies/seats/{seat}/fill", agency_id=str(agency.id))
        form = {"position": "校長", "name": "長谷部 修", "roles": ["representative"]}
        await client.send_form(f"/agencies/{cast.school.id}/contacts/new", **form)
        pdf = await client.get("/agencies/register/members.pdf")
        sheet = await client.get("/agencies/register/members.xlsx")
        other = await client.get("/agencies/register/members.doc")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    rows = list(load_workbook(io.BytesIO(sheet.content)).worksheets[0].iter_rows(min_row=4, values_only=True))
    assert [(row[0], row[1]) for row in rows] == [
        ("1 病院", "汐見市民病院"), ("2 小学校", "汐見市立第二小学校"), ("3 警察署", "（欠）")
    ]  # fmt: skip
    assert rows[1][4:6] == ("校長", "長谷部 修")
    assert text.replace(" ", "").find("汐見市民病院") < text.replace(" ", "").find("汐見市立第二小学校")
    assert other.status_code == 404


async def test_what_a_notice_lacks_is_listed_with_its_remedy(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        seat = await _seat(client, cast, "小学校")
        await client.send_form(f"/agencies/seats/{seat}/fill", agency_id=str(cast.school.id))
        page = await client.get("/agencies/seats")
    assert "調整機関が決まっていません" in page.text
    assert f'href="/agencies/{cast.school.id}/edit"' in page.text
