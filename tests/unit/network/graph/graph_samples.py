"""Invented households and a council for the つながり図: who is linked to whom since when."""

from datetime import date, timedelta
from uuid import UUID

from network.agencies import agency_kind as kinds
from network.graph.linkages import CaseView, HouseholdView, LinkageView

TODAY = date(2026, 11, 20)


def identity(number: int) -> UUID:
    """A stable id."""
    return UUID(int=number)


def linkage(
    number: int,
    name: str,
    kind: tuple[str, str],
    role: str,
    *,
    since: date | None,
    until: date | None = None,
    **more: object,
) -> LinkageView:
    """One agency's linkage; `kind` is code and group."""
    return LinkageView(
        agency_id=identity(number),
        agency_name=name,
        kind_code=kind[0],
        kind_group=kind[1],
        role=role,
        since=since,
        until=until,
        is_lead=bool(more.get("is_lead")),
        responsible=str(more.get("responsible", "")),
        vacant=bool(more.get("vacant")),
    )


CENTER = ("kodomo_katei_center", kinds.MUNICIPAL)
SCHOOL = ("elementary_school", kinds.EDUCATION)
KINDERGARTEN = ("kindergarten", kinds.NURSERIES)
GUIDANCE = ("child_guidance_center", kinds.GUIDANCE)

HINATA = CaseView(
    case_id=identity(1001),
    name="高瀬 陽向",
    accepted_on=date(2026, 5, 28),
    birth_date=date(2018, 4, 9),
    last_seen_on=date(2026, 11, 12),
    next_review_on=date(2026, 11, 27),
    linkages=(
        linkage(
            1, "こども家庭センター", CENTER, "支援", since=date(2026, 5, 28), is_lead=True, responsible="相談員 三浦"
        ),
        linkage(2, "汐見第二小学校", SCHOOL, "在籍", since=date(2025, 4, 1), responsible="担任"),
        linkage(3, "中央児童相談所", GUIDANCE, "一時保護", since=date(2026, 6, 3), until=date(2026, 7, 15)),
        linkage(3, "中央児童相談所", GUIDANCE, "解除後の訪問", since=date(2026, 7, 15), vacant=True),
        linkage(
            4, "主任児童委員", ("chief_child_commissioner", kinds.COMMISSIONERS), "見守り", since=date(2026, 6, 20)
        ),
    ),
)
MINATO = CaseView(
    case_id=identity(1002),
    name="高瀬 湊",
    accepted_on=date(2026, 5, 28),
    birth_date=date(2022, 2, 14),
    next_review_on=date(2026, 11, 1),
    linkages=(
        linkage(
            1, "こども家庭センター", CENTER, "支援", since=date(2026, 5, 28), is_lead=True, responsible="相談員 三浦"
        ),
        linkage(
            5,
            "認定こども園 社会福祉法人潮騒会 はまなす幼稚園",
            KINDERGARTEN,
            "在籍",
            since=date(2025, 4, 1),
            until=date(2026, 10, 1),
        ),
        linkage(
            6,
            "健康推進課",
            ("health_department", kinds.MUNICIPAL),
            "健診・相談",
            since=date(2026, 4, 1),
            responsible="保健師 今井",
        ),
        linkage(7, "NPO法人 ひだまり", ("npo", kinds.WELFARE), "週1回の訪問", since=date(2026, 8, 1)),
        linkage(
            8, "生活福祉課", ("public_assistance_department", kinds.MUNICIPAL), "生活の相談", since=date(2026, 9, 10)
        ),
        linkage(9, "汐見医院", ("medical_institution", kinds.HEALTH), "受診", since=date(2026, 12, 1)),
    ),
)
TAKASE = HouseholdView(label="高瀬 世帯", cases=(HINATA, MINATO))

_KIND_RING = (
    ("elementary_school", kinds.EDUCATION, "小学校"),
    ("junior_high_school", kinds.EDUCATION, "中学校"),
    ("nursery", kinds.NURSERIES, "保育園"),
    ("child_commissioner", kinds.COMMISSIONERS, "地区民生委員・児童委員"),
    ("npo", kinds.WELFARE, "子ども食堂"),
    ("medical_institution", kinds.HEALTH, "小児科"),
)


def council_cases(cases: int, agencies: int) -> tuple[CaseView, ...]:
    """That many invented cases, each linked to the center and to some of the agencies."""
    made = []
    for index in range(cases):
        linked = [
            linkage(1, "こども家庭センター", CENTER, "支援", since=TODAY - timedelta(days=200), is_lead=index % 3 > 0)
        ]
        for step in range(1 + index % 5):
            number = 2 + (index * 7 + step * 11 + index // 9) % (agencies - 1)
            code, group, label = _KIND_RING[number % len(_KIND_RING)]
            linked.append(
                linkage(
                    number, f"第{number}{label}", (code, group), "見守り", since=TODAY, is_lead=index % 3 == step == 0
                )
            )
        made.append(CaseView(case_id=identity(5000 + index), name=f"見本 {index}", linkages=tuple(linked)))
    return tuple(made)
