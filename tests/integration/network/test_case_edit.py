"""ケースを直す, 世帯を直す, 秘匿の住所."""

from uuid import UUID

from access.audit.model import AuditKind
from network.cases.model import AbuseKind, Severity
from network.cases.presenters import case_fields, household_fields
from tests.conftest import Cast, ClientAs
from tests.integration.network.case_samples import audit_kinds, audit_rows, case, household, register
from tests.integration.network.test_case_register import undo_address

ADDRESS, PHONE = "汐見市浜手9丁目9番地の秘密", "0999-22-7777"


async def _form(cast: Cast, case_id: UUID) -> dict[str, str]:
    return case_fields(await case(cast, case_id))


async def test_every_field_is_saved_and_the_severity_before_is_kept(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    async with client_as(cast.coordinator) as client:
        form = await _form(cast, case_id)
        assert (await client.get(f"/cases/{case_id}/edit")).status_code == 200
        await client.send_form(f"/cases/{case_id}/edit", **(form | {"severity": "severe"}))
        form = await _form(cast, case_id)
        changes = {
            "severity": "moderate",
            "review_rank": "A",
            "main_abuse": "neglect",
            "abuse_kinds": ["emotional", "neglect"],
            "situation": "登校が続いている。\n夜の見守りが薄い。",
            "next_review_on": "12/25",
            "lead_disputed": "yes",
        }
        answer = await client.send_form(f"/cases/{case_id}/edit", **(form | changes))
        page = await client.get(answer.headers["location"])
    kept = await case(cast, case_id)
    assert answer.status_code == 303
    assert (kept.severity, kept.previous_severity) == (Severity.MODERATE, Severity.SEVERE)
    assert kept.abuse_kinds == (AbuseKind.NEGLECT, AbuseKind.EMOTIONAL)
    assert (kept.lead_disputed, kept.version) == (True, 3)
    assert "登校が続いている。<br>夜の見守りが薄い。" in page.text
    assert "前は重度 ↓" in page.text


async def test_a_wrong_date_keeps_what_was_typed(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    form = await _form(cast, case_id) | {"next_review_on": "11月31日", "situation": "書きかけの文"}
    async with client_as(cast.coordinator) as client:
        refused = await client.send_form(f"/cases/{case_id}/edit", **form)
    assert refused.status_code == 422
    assert "書きかけの文" in refused.text
    assert "11月31日" in refused.text
    assert (await case(cast, case_id)).version == 1


async def test_two_editors_see_both_versions(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    form = await _form(cast, case_id)
    async with client_as(cast.coordinator) as client:
        await client.send_form(f"/cases/{case_id}/edit", **(form | {"situation": "先に保存された文"}))
        second = await client.send_form(f"/cases/{case_id}/edit", **(form | {"situation": "あとから書いた文"}))
        assert second.status_code == 409
        assert "先に保存された文" in second.text
        assert "あとから書いた文" in second.text
        assert (await case(cast, case_id)).situation == "先に保存された文"
        again = form | {"situation": "あとから書いた文", "version": "2"}
        assert (await client.send_form(f"/cases/{case_id}/edit", **again)).status_code == 303
    assert (await case(cast, case_id)).situation == "あとから書いた文"


async def test_an_edit_is_taken_back(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    form = await _form(cast, case_id)
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form(f"/cases/{case_id}/edit", **(form | {"affiliation": "汐見北小学校"}))
        page = await client.get(answer.headers["location"])
        back = await client.send_form(undo_address(page.text))
    assert back.status_code == 303
    assert (await case(cast, case_id)).affiliation == "第二小学校"


async def test_a_number_of_another_case_is_refused(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    await register(cast, number="R8-044", name="井出 颯太")
    async with client_as(cast.coordinator) as client:
        refused = await client.send_form(
            f"/cases/{case_id}/edit", **(await _form(cast, case_id) | {"number": "R8-044"})
        )
    assert refused.status_code == 422
    assert "ほかのケースが使っています" in refused.text


async def _hide_address(cast: Cast, client_as: ClientAs, case_id: UUID) -> None:
    fields = household_fields(await household(cast, case_id)) | {
        "address": ADDRESS,
        "phone": PHONE,
        "address_hidden": "yes",
        "guardian_name": "高瀬 由香里",
    }
    async with client_as(cast.coordinator) as client:
        assert (await client.send_form(f"/cases/{case_id}/household", **fields)).status_code == 303


async def test_a_hidden_address_stands_on_no_page(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    await _hide_address(cast, client_as, case_id)
    paths = ["", "/linkages", "/promises", "/meetings", "/readers", "/edit", "/household", "/graph", "/address"]
    async with client_as(cast.coordinator) as client:
        pages = [await client.get(f"/cases/{case_id}{path}") for path in paths]
        pages += [await client.get("/cases"), await client.get("/ledger"), await client.get("/graph")]
        pages.append(await client.send_form("/search", q="高瀬"))
    for page in pages:
        assert page.status_code == 200
        assert ADDRESS not in page.text
        assert PHONE not in page.text


async def test_it_is_shown_once_for_a_reason_and_that_is_recorded(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    await _hide_address(cast, client_as, case_id)
    async with client_as(cast.coordinator) as client:
        refused = await client.send_form(f"/cases/{case_id}/address", reason="")
        assert refused.status_code == 422
        assert ADDRESS not in refused.text
        assert AuditKind.ADDRESS_REVEALED not in await audit_kinds(cast, case_id)
        shown = await client.send_form(f"/cases/{case_id}/address", reason="家庭訪問のため")
        assert ADDRESS in shown.text
        assert ADDRESS not in (await client.get(f"/cases/{case_id}")).text
        readers = await client.get(f"/cases/{case_id}/readers")
    entry = next(one for one in await audit_rows(cast, case_id) if one.kind is AuditKind.ADDRESS_REVEALED)
    assert entry.detail["reason"] == "家庭訪問のため"
    assert "家庭訪問のため" in readers.text


async def test_saving_the_household_keeps_the_hidden_address(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    await _hide_address(cast, client_as, case_id)
    fields = household_fields(await household(cast, case_id)) | {"district": "浜手"}
    assert fields["address"] == ""
    async with client_as(cast.coordinator) as client:
        assert (await client.send_form(f"/cases/{case_id}/household", **fields)).status_code == 303
    kept = await household(cast, case_id)
    assert (kept.address, kept.district) == (ADDRESS, "浜手")


async def test_the_household_has_its_conflict_too(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    fields = household_fields(await household(cast, case_id))
    async with client_as(cast.coordinator) as client:
        await client.send_form(f"/cases/{case_id}/household", **(fields | {"district": "浜手"}))
        second = await client.send_form(f"/cases/{case_id}/household", **(fields | {"district": "山の手"}))
    assert second.status_code == 409
    assert "浜手" in second.text
    assert "山の手" in second.text


async def test_nobody_else_edits(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    for actor in (cast.member, cast.stranger, cast.auditor):
        async with client_as(actor) as client:
            assert (await client.get(f"/cases/{case_id}/edit")).status_code == 404
            assert (await client.send_form(f"/cases/{case_id}/address", reason="見たい")).status_code == 404
            assert (await client.send_form(f"/cases/{case_id}/household", label="x", version="1")).status_code == 404
