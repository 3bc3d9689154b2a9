"""A case list in the browser: upload, answers, the last button, the list, undo (J2)."""

import re
from dataclasses import replace
from datetime import date

import pytest

from access.audit.model import AuditEvent, AuditKind
from core.database import transaction
from core.spreadsheet import read_workbook
from network.agencies import store as agency_store
from network.cases import store as case_store
from network.cases.model import LinkageRole, Severity
from network.imports.case_list import read_case_list
from tests.conftest import Cast, ClientAs
from tests.integration.network.import_steps import (
    audit_of,
    cases_of,
    linkages_of,
    ready,
    scope_of,
    send,
    sightings_of,
    take,
    undo,
    uploaded,
    version_of,
    with_directory,
)
from tests.unit.network.imports.lists import xlsx

HEADINGS = ["番号", "氏名", "ふりがな", "生年月日", "種別", "主担当機関", "関係機関", "受理日", "次回見直し日", "備考"]
LEAD = "汐見市こども家庭センター"


def row(number: str, name: str, **more: str) -> list[str]:
    """A row of a small list of one's own; invented children."""
    kana, born = more.get("kana", "しおいり なぎ"), more.get("born", "H28.4.2")
    lead, others = more.get("lead", LEAD), more.get("others", "")
    accepted, review, note = more.get("accepted", "R7.6.2"), more.get("review", "R8.12.1"), more.get("note", "")
    return [number, name, kana, born, "要支援", lead, others, accepted, review, note]


@pytest.mark.parametrize(
    ("name", "rows", "promised"),
    [("simple.xlsx", 25, 20), ("system_export_cp932.csv", 120, 119), ("by_school_district.xlsx", 60, 59)],
)
async def test_a_list_comes_in_and_goes_out_again(
    name: str, rows: int, promised: int, *, cast: Cast, client_as: ClientAs
) -> None:
    await with_directory(cast, name)
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, name)
        page = await client.get(path)
        assert "まだ何も変わっていません" in page.text
        assert f"すべて {rows}" in page.text
        assert await cases_of(cast) == {}
        assert (await take(client, path)).status_code == 303
        assert len(await cases_of(cast)) == promised
        assert (await undo(client, path)).status_code == 303
        assert await cases_of(cast) == {}
    assert await audit_of(cast, AuditKind.IMPORT_CONFIRMED)
    assert await audit_of(cast, AuditKind.IMPORT_UNDONE)


async def test_letters_and_agencies_are_asked_once_and_everything_enters(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "ledger_a3.xlsx")
        page = await client.get(path)
        assert ready(page) == 0
        assert "取り込める行がまだありません" in page.text
        await send(client, path, "agencies", all="yes", **kinds_of(page.text))
        answers = {"letter-0": "severe", "letter-1": "moderate", "letter-2": "mild"}
        await send(client, path, "letters", scale="severity", **answers)
        assert ready(await client.get(path)) == 42
        assert (await take(client, path)).status_code == 303
    cases = await cases_of(cast)
    assert len(cases) == 42
    assert len({case.household_id for case in cases.values()}) == 31
    first = cases["1"]
    assert (first.name, first.kana, first.birth_date) == ("凪原 桜介", "なぎはら おうすけ", date(2009, 12, 14))
    assert (first.severity, first.accepted_on, first.policy[:4]) == (Severity.MILD, date(2025, 10, 22), "別室登校")
    linkages = await linkages_of(cast, cases["2"])
    assert {name for name, linkage in linkages.items() if linkage.is_lead} == {"汐見市こども家庭センター"}
    assert linkages["帆影中学校"].role is LinkageRole.SCHOOL
    assert linkages["帆影中学校"].since == date(2026, 5, 31)
    assert [(seen.seen_on, seen.seen_by) for seen in await sightings_of(cast, first)] == [(date(2026, 9, 6), "学校")]


async def test_letters_can_be_the_rank_instead(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "ledger_a3.xlsx")
        await send(client, path, "agencies", all="yes", **kinds_of((await client.get(path)).text))
        await send(client, path, "letters", scale="review_rank")
        assert (await take(client, path)).status_code == 303
    ranks = [case.review_rank.value for case in (await cases_of(cast)).values() if case.review_rank]
    assert (ranks.count("A"), ranks.count("B"), ranks.count("C")) == (4, 11, 27)


async def test_a_bad_date_is_mended_in_its_cell(cast: Cast, client_as: ClientAs) -> None:
    await with_directory(cast, "simple.xlsx")
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "simple.xlsx")
        page = await client.get(path)
        assert "2月30日はありません" in page.text
        assert ready(page) == 20
        cell = "4@5@一覧"
        assert f'value="{cell}"' in page.text
        await send(client, path, "cells", cell=cell, value="R5.13.1")
        page = await client.get(path)
        assert "13月" in page.text
        assert ready(page) == 20
        await send(client, path, "cells", cell=cell, value="R5.2.28")
        assert ready(await client.get(path)) == 21
        await take(client, path)
    assert (await cases_of(cast))["4"].birth_date == date(2023, 2, 28)


async def test_a_cell_that_was_mended_can_go_back_to_the_file(cast: Cast, client_as: ClientAs) -> None:
    await with_directory(cast, "simple.xlsx")
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "simple.xlsx")
        await send(client, path, "cells", cell="4@5@一覧", value="R5.2.28")
        await send(client, path, "cells", cell="4@5@一覧", clear="yes")
        assert ready(await client.get(path)) == 20


async def test_a_bad_date_may_stay_empty_and_a_number_twice_gets_another(cast: Cast, client_as: ClientAs) -> None:
    await with_directory(cast, "simple.xlsx")
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "simple.xlsx")
        accept = re.search(r'name="accept" value="([^"]*受理日[^"]*)"', (await client.get(path)).text)
        assert accept is not None
        await send(client, path, "accept", accept=accept[1])
        await send(client, path, "cells", cell="1@16@一覧", value="14-2")
        await take(client, path)
    cases = await cases_of(cast)
    assert cases["19"].accepted_on is None
    assert (cases["14"].name, cases["14-2"].name) == ("笹舟 楓", "笹舟 渚")
    assert len(cases) == 22


async def test_an_unknown_agency_is_added_taken_for_another_or_left_out(cast: Cast, client_as: ClientAs) -> None:
    await with_directory(cast, "simple.xlsx")
    async with transaction(cast.council):
        agencies = await agency_store.agencies(scope=scope_of(cast))
    welfare = next(agency for agency in agencies if agency.name == "霧瀬町福祉課")
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "simple.xlsx")
        refused = await send(client, path, "agencies", **{"agency-0": "add", "kind-0": ""})
        assert refused.status_code == 422
        assert "の種別を選んでください" in refused.text
        await send(client, path, "agencies", **{"agency-0": "leave", "agency-1": str(welfare.id)})
        assert ready(await client.get(path)) == 22
        await take(client, path)
    cases = await cases_of(cast)
    assert "きりせキッズクラブ" not in await linkages_of(cast, cases["7"])
    assert (await linkages_of(cast, cases["22"]))["霧瀬町福祉課"].is_lead


async def test_no_lead_enters_undecided_and_two_leads_are_disputed(cast: Cast, client_as: ClientAs) -> None:
    rows = [row("1", "汐入 凪", lead=""), row("2", "汐入 湊", lead=f"{LEAD}、汐見市民病院"), row("3", "夕凪 律")]
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "list.xlsx", xlsx([HEADINGS, *rows]))
        page = await client.get(path)
        assert "主担当機関がありません。未定で入れます。" in page.text
        assert ready(page) == 3
        await take(client, path)
    cases = await cases_of(cast)
    assert await linkages_of(cast, cases["1"]) == {}
    both = await linkages_of(cast, cases["2"])
    assert {name: linkage.is_lead for name, linkage in both.items()} == {LEAD: False, "汐見市民病院": False}
    assert [cases[number].lead_disputed for number in ("1", "2", "3")] == [False, True, False]


async def test_a_missing_lead_can_be_chosen_for_its_row(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "list.xlsx", xlsx([HEADINGS, row("1", "汐入 凪", lead=""), row("2", "夕凪 律")]))
        await send(client, path, "leads", row="2@一覧", lead=LEAD)
        await take(client, path)
    assert (await linkages_of(cast, (await cases_of(cast))["1"]))[LEAD].is_lead


async def test_november_over_october_doubles_nothing(cast: Cast, client_as: ClientAs) -> None:
    october = [row("1", "汐入 凪"), row("2", "夕凪 律", born="H30.1.9"), row("3", "椋ノ木 葵", born="R2.5.5")]
    november = [
        row("1", "汐入 凪", review="R9.3.1", others="汐見市民病院"),
        row("2", "夕凪 律", born="H30.1.9", review="R9.3.1"),
        row("9", "椋ノ木 葵", born="R2.5.5"),
        row("4", "真砂野 湊", born="R3.3.3"),
    ]
    async with client_as(cast.coordinator) as client:
        await take(client, await uploaded(client, "r8-10.xlsx", xlsx([HEADINGS, *october])))
        path = await uploaded(client, "r8-11.xlsx", xlsx([HEADINGS, *november]))
        page = await client.get(path)
        assert page.text.count("もう登録されています") == 2
        assert "3 椋ノ木 葵と同じ人ですか" in page.text
        assert ready(page) == 1
        await send(client, path, "people", row="2@一覧", choice="update")
        await send(client, path, "people", row="3@一覧", choice="skip")
        await send(client, path, "people", row="4@一覧", choice="update")
        assert (await take(client, path)).status_code == 303
        cases = await cases_of(cast)
        assert sorted(cases) == ["1", "2", "3", "4"]
        assert cases["1"].next_review_on == date(2027, 3, 1)
        assert cases["2"].next_review_on == date(2026, 12, 1)
        assert {name: each.is_lead for name, each in (await linkages_of(cast, cases["1"])).items()} == {
            LEAD: True,
            "汐見市民病院": False,
        }
        assert (await undo(client, path)).status_code == 303
    cases = await cases_of(cast)
    assert sorted(cases) == ["1", "2", "3"]
    assert cases["1"].next_review_on == date(2026, 12, 1)
    assert set(await linkages_of(cast, cases["1"])) == {LEAD}


async def test_a_number_of_another_child_stops_the_row(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        await take(client, await uploaded(client, "a.xlsx", xlsx([HEADINGS, row("1", "汐入 凪"), row("2", "虹川 蓮")])))
        path = await uploaded(client, "b.xlsx", xlsx([HEADINGS, row("1", "夕凪 律"), row("3", "蛍田 悠")]))
        page = await client.get(path)
        assert "汐入 凪 さんの番号です。" in page.text
        assert ready(page) == 1
        await send(client, path, "cells", cell="1@2@一覧", value="10")
        await take(client, path)
    assert {number: case.name for number, case in (await cases_of(cast)).items()} == {
        "1": "汐入 凪", "2": "虹川 蓮", "3": "蛍田 悠", "10": "夕凪 律",
    }  # fmt: skip


async def test_who_told_is_nowhere(cast: Cast, client_as: ClientAs) -> None:
    await with_directory(cast, "by_school_district.xlsx")
    rows = [row("1", "汐入 凪", note="通告者は近隣の住民。夜に泣き声。"), row("2", "夕凪 律", note="妹がいる")]
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "by_school_district.xlsx")
        pages = [(await client.get(f"{path}?show=all&page={number}")).text for number in (1, 2)]
        await take(client, path)
        other = await uploaded(client, "list.xlsx", xlsx([HEADINGS, *rows]))
        pages.append((await client.get(f"{other}?show=all")).text)
        await take(client, other)
        pages.append((await client.get(other)).text)
    cases = await cases_of(cast)
    kept = repr([replace(case) for case in cases.values()]) + "".join(pages)
    for told in ("近隣住民", "学校（担任）", "近隣の住民"):
        assert told not in kept
    assert "通告者にふれた記載なので" in pages[2]
    assert (cases["1"].note, cases["2"].note) == ("", "妹がいる")


async def test_undo_is_refused_and_named_once_a_case_was_edited(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "list.xlsx", xlsx([HEADINGS, row("R8-1", "汐入 凪"), row("R8-2", "夕凪 律")]))
        await take(client, path)
        edited = (await cases_of(cast))["R8-2"]
        async with transaction(cast.council):
            audit = AuditEvent.of(cast.coordinator, AuditKind.CASE_CHANGED, edited.id)
            await case_store.save_case(replace(edited, key_worker="担任"), audit=audit)
        refused = await undo(client, path)
        assert refused.status_code == 409
        assert "R8-2" in refused.text
        assert "夕凪" not in refused.text
        assert "R8-1" not in refused.text
    assert len(await cases_of(cast)) == 2


async def test_what_was_undone_can_be_taken_in_again(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "list.xlsx", xlsx([HEADINGS, row("1", "汐入 凪"), row("2", "夕凪 律")]))
        await take(client, path)
        await undo(client, path)
        await send(client, path, "reopen")
        assert (await take(client, path)).status_code == 303
    assert len(await cases_of(cast)) == 2


async def test_kept_columns_are_offered_for_the_next_list(cast: Cast, client_as: ClientAs) -> None:
    headings = [*HEADINGS[:8], "次", "メモ"]
    first = xlsx([headings, row("1", "汐入 凪", note="見守り中"), row("2", "夕凪 律")])
    second = xlsx([headings, row("3", "虹川 蓮", note="転校した"), row("4", "蛍田 悠")])
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "first.xlsx", first)
        await send(client, path, "columns", **{"meaning-9": "situation"})
        nameless = await send(client, path, "columns", keep="yes", name="")
        assert nameless.status_code == 422
        assert "名前を入れてください" in nameless.text
        await send(client, path, "columns", keep="yes", name="市の台帳")
        path = await uploaded(client, "second.xlsx", second)
        page = await client.get(path)
        offered = re.search(r'name="mapping" value="([0-9a-f-]+)"', page.text)
        assert offered is not None
        assert "「市の台帳」の列の合わせ方が" in page.text
        await send(client, path, "mapping", mapping=offered[1])
        await take(client, path)
    assert (await cases_of(cast))["3"].situation == "転校した"


async def test_the_rows_that_stay_behind_can_be_mended_in_excel(cast: Cast, client_as: ClientAs) -> None:
    await with_directory(cast, "simple.xlsx")
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "simple.xlsx")
        await take(client, path)
        page = await client.get(path)
        assert "入れなかった行" in page.text
        file = await client.get(f"{path}/concerns.xlsx")
    assert file.headers["content-disposition"] == 'attachment; filename="kininaru-gyo.xlsx"'
    reading = read_case_list(
        read_workbook(file.content, "x.xlsx"), filename="x.xlsx", directory=None, today=date(2026, 9, 30)
    )
    assert {case.number for case in reading.cases} == {"4", "7", "14", "19", "22"}
    assert {problem.value for problem in reading.problems} == {"R5.2.30", "R8.6.31"}


async def test_two_people_at_one_list_do_not_overwrite_each_other(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "list.xlsx", xlsx([HEADINGS, row("1", "汐入 凪"), row("2", "夕凪 律")]))
        page = await client.get(path)
        await client.send_form(f"{path}/people", version=version_of(page), row="2@一覧", choice="skip")
        late = await client.send_form(f"{path}/take", version=version_of(page), expected=2)
        assert late.status_code == 409
    assert await cases_of(cast) == {}


async def test_only_the_coordinating_agency_imports(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "list.xlsx", xlsx([HEADINGS, row("1", "汐入 凪"), row("2", "夕凪 律")]))
        await client.get(path)
    for person in (cast.member, cast.stranger, cast.auditor):
        async with client_as(person) as client:
            assert (await client.get("/imports")).status_code == 404
            assert (await client.get(path)).status_code == 404
            assert (await client.send_form(f"{path}/take", version=1, expected=2)).status_code == 404
            assert (await client.get(f"{path}/concerns.xlsx")).status_code == 404
    assert await cases_of(cast) == {}
    assert len(await audit_of(cast, AuditKind.CASES_LISTED)) == 1


async def test_an_upload_can_be_thrown_away(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "list.xlsx", xlsx([HEADINGS, row("1", "汐入 凪"), row("2", "夕凪 律")]))
        assert (await client.send_form(f"{path}/throw-away")).status_code == 303
        assert (await client.get(path)).status_code == 404
        assert "まだ何も取り込んでいません" in (await client.get("/imports")).text


def kinds_of(page: str) -> dict[str, str]:
    """The kinds proposed for unknown agencies; その他 where none is."""
    found: dict[str, str] = {}
    for place, options in re.findall(r'name="kind-(\d+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="(\w+)" selected', options)
        found[f"kind-{place}"] = chosen[1] if chosen else "other"
    return found
