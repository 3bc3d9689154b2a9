"""Invented 委員名簿 of 汐見野市."""

from datetime import date

from network.agencies.documents import MemberRegister, RegisteredMember, RegisteredSeat
from tests.unit.paper_samples import COUNCIL


def member(
    agency: str,
    secrecy_class: str | None,
    head: tuple[str, str],
    practitioner: tuple[str, str] = ("", ""),
    *,
    coordinating: bool = False,
) -> RegisteredMember:
    """An agency of the sample register; head and practitioner as title and name."""
    return RegisteredMember(
        agency=agency,
        secrecy_class=secrecy_class,
        head_title=head[0],
        head_name=head[1],
        practitioner_title=practitioner[0],
        practitioner_name=practitioner[1],
        telephone="0999-00-0100",
        coordinating=coordinating,
    )


REGISTER = MemberRegister(
    council=COUNCIL,
    as_of=date(2026, 11, 1),
    seats=(
        RegisteredSeat(
            number="1",
            name="県中央児童相談所",
            members=(member("県中央児童相談所", "1", ("所長", "汀 正人"), ("児童福祉司", "潮田 理沙")),),
        ),
        RegisteredSeat(
            number="2",
            name="汐見野市こども家庭センター",
            members=(
                member(
                    "汐見野市こども家庭センター",
                    "1",
                    ("所長", "山根 千景"),
                    ("支援調整係", "小谷 巌"),
                    coordinating=True,
                ),
            ),
        ),
        RegisteredSeat(
            number="3",
            name="汐見野市教育委員会",
            members=(member("汐見野市教育委員会 学校教育課", "1", ("教育長", "濵田 一"), ("指導主事", "渚 卓也")),),
        ),
        RegisteredSeat(
            number="4",
            name="市内各小学校",
            members=tuple(
                member(f"汐見野市立{name}小学校", "1", ("校長", head), ("教頭", ""))
                for name, head in (
                    ("潮風", "大浜 修"),
                    ("渚", "葛󠄀城 光"),
                    ("松原", "𠮷見 香"),
                    ("丘の上", "髙橋 望"),
                    ("港", "山﨑 昇"),
                )
            ),
        ),
        RegisteredSeat(
            number="5",
            name="町内各保育所",
            members=tuple(
                member(f"社会福祉法人みなと福祉会 {name}保育園", "2", ("園長", head))
                for name, head in (("港", "帆足 恵"), ("かもめ", "白石 真理"), ("なぎさ第二", "黒瀬 聡子"))
            ),
        ),
        RegisteredSeat(
            number="6", name="汐見野警察署", members=(member("汐見野警察署 生活安全課", "1", ("署長", "碇 剛")),)
        ),
        RegisteredSeat(
            number="7", name="主任児童委員", members=(member("汐見野地区 主任児童委員", "3", ("", "浜野 みち")),)
        ),
        RegisteredSeat(
            number="8", name="汐見野医師会", members=(member("一般社団法人汐見野医師会", "2", ("会長", "沖野 実")),)
        ),
        RegisteredSeat(number="9", name="人権擁護委員", members=()),
        RegisteredSeat(
            number="10",
            name="市長が必要と認めるもの",
            members=(
                member("汐見野市社会福祉協議会", "2", ("会長", "入江 茂")),
                member("NPO法人みなとの家", "2", ("理事長", "島 ゆかり")),
                member("学習支援ひなた", None, ("代表", "磯谷 学")),
            ),
        ),
    ),
)
