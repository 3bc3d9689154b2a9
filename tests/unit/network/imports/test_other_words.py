"""One list under other headings, in another order and another format: what is read must stay the same."""

import csv
import json
import random
from datetime import date
from pathlib import Path

import pytest

from network.imports.case_list_json import as_json
from tests.unit.network.imports.lists import Rows, read, text, xls, xlsx

LIST = Path(__file__).parents[3] / "data" / "case_lists" / "system_export_cp932.csv"
OTHER_WORDS = {
    "整理番号": "ケースNo. 台帳番号 管理番号 SEIRI_NO 通し番号 No 番号 受付番号",
    "世帯番号": "世帯コード 家庭番号 SETAI_CD 世帯ID",
    "児童氏名": "対象児童名 子どもの名前 氏名 JIDO_NM お子さんの氏名 本人氏名 被虐待児氏名 名前",
    "児童氏名カナ": "カナ よみ 氏名（カナ） フリガナ SIMEI_KANA",
    "生年月日": "誕生日 生年月日(和暦) BIRTH SEINEN_YMD 生年月日（年齢）",
    "受理日": "受付年月日 ケース受理 通告受理年月日 登録年月日 JURI_BI",
    "ケース種別": "種別 対象区分 区分 要保護・要支援の別 CASE_KBN",
    "虐待種別": "虐待の種類 虐待内容 主な虐待 被虐待の別 GYAKUTAI_KBN 虐待類型",
    "重症度": "虐待の程度 重篤度 程度区分 深刻度 JUSHODO_KBN",
    "主担当機関": "主たる機関 主担当 主管課 主たる支援機関 SHUTANTO 担当機関 責任機関",
    "関係機関": "連携機関 支援機関 関わる機関 関与機関 見守り機関 KANKEI_KIKAN 支援者・機関",
    "最終目視日": "直近の確認日 最終安全確認日 現認日 安全確認年月日 最終児童確認 最終面会日",
    "前回審議日": "前回会議 直近審議 前回検討日 前回協議日",
    "次回見直し予定日": "次回会議 見直し時期 次回審議予定 次回評価 モニタリング予定日 次回",
    "支援方針": "援助方針 今後の方針 対応方針",
    "今回の扱い": "審議結果 取扱い 会議の結果",
    "備考": "特記事項 その他",
    "保護者氏名": "保護者 保護者名 世帯主",
    "相談経路": "経路 通告経路 受理経路",
    "緊急度": "緊急性 優先度",
}


def written_otherwise(seed: int) -> tuple[bytes, str]:
    chance = random.Random(seed)
    with LIST.open(encoding="cp932", newline="") as stream:
        heading, *records = csv.reader(stream)
    order = chance.sample(range(len(heading)), len(heading))
    words = [chance.choice(OTHER_WORDS.get(heading[place], heading[place]).split()) for place in order]
    rows: Rows = [words, *([record[place] for place in order] for record in records)]
    kind = ("csv", "tsv", "xlsx", "xls")[seed % 4]
    if kind == "xlsx":
        return xlsx(rows), "a.xlsx"
    if kind == "xls":
        return xls(rows), "a.xls"
    return (text(rows), "a.csv") if kind == "csv" else (text(rows, encoding="utf-16", delimiter="\t"), "a.tsv")


@pytest.mark.parametrize("seed", range(12))
def test_the_same_children_are_read(seed: int) -> None:
    expected = json.loads(LIST.with_suffix(".expected.json").read_text())
    data, filename = written_otherwise(seed)
    reading = read(
        data, filename=filename, directory=expected["directory"], today=date.fromisoformat(expected["as_of"])
    )
    found = as_json(reading, file=filename)
    cases = found["cases"]
    assert isinstance(cases, list)
    for got, wanted in zip(cases, expected["cases"], strict=True):
        assert sorted(got.pop("agencies")) == sorted(wanted.pop("agencies"))
        assert got | {"sheet": None} == wanted
    assert [problem.kind.value for problem in reading.problems] == ["gaiji"]
