"""抜け落ち: what dated linkages leave uncovered. Each finding says why in one sentence and names one remedy.

Pure: the day is an argument. It never scores a family or an agency.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.calendar import age_on, month_day, wareki_long
from core.labels import Labelled
from network.graph.linkages import CaseView, LinkageView

ADULT_AGE = 18


class FindingKind(Labelled):
    """What is missing, gravest first; the label is the short title."""

    NEVER_SEEN = "never_seen", "受理から子どもを見ていない"
    NOT_SEEN = "not_seen", "子どもを見ていない"
    NO_LEAD = "no_lead", "主担当がいない"
    TWO_LEADS = "two_leads", "主担当が二つある"
    NO_SUCCESSOR = "no_successor", "所属が切れて、次がない"
    VACANT = "vacant", "担当者が空席"
    REVIEW_OVERDUE = "review_overdue", "見直しの期限を過ぎた"
    LONE_AGENCY = "lone_agency", "かかわる機関が一つだけ"


class Remedy(Labelled):
    """The one thing that answers a finding; the label is the button."""

    RECORD_SIGHTING = "record_sighting", "目視を記録する"
    CHOOSE_LEAD = "choose_lead", "主担当を決める"
    ADD_AFFILIATION = "add_affiliation", "次の所属を書く"
    NAME_SUCCESSOR = "name_successor", "後任を書く"
    PUT_ON_AGENDA = "put_on_agenda", "議題に入れる"
    LINK_AGENCY = "link_agency", "機関を加える"


@dataclass(frozen=True, slots=True, kw_only=True)
class GapSettings:
    """Days a council may set."""

    not_seen_days: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One gap of one case; `agency_id` where it hangs on one agency, `words` where it is drawn."""

    kind: FindingKind
    case_id: UUID
    sentence: str
    remedy: Remedy
    agency_id: UUID | None = None
    days: int | None = None

    @property
    def words(self) -> str:
        """Short title with the days: 所属が切れて、次がない（51日）."""
        return f"{self.kind.label}（{self.days}日）" if self.days is not None else self.kind.label


def findings(case: CaseView, today: date, settings: GapSettings | None = None) -> list[Finding]:
    """All gaps of a case on the day, gravest first."""
    limits = settings or GapSettings()
    return [finding for rule in RULES for finding in rule(case, today, limits)]


def _sightings(case: CaseView, today: date, limits: GapSettings) -> Iterator[Finding]:
    seen, accepted = case.last_seen_on, case.accepted_on
    if case.unborn:
        return
    if seen is None or (accepted is not None and seen < accepted):
        days = (today - accepted).days if accepted else None
        why = f"{wareki_long(accepted)}に受理してから、まだだれも" if accepted else "まだだれも"
        yield Finding(
            kind=FindingKind.NEVER_SEEN, case_id=case.case_id, days=days, remedy=Remedy.RECORD_SIGHTING,
            sentence=f"{why}子どもを目で見ていません。",
        )  # fmt: skip
    elif (today - seen).days > limits.not_seen_days:
        yield Finding(
            kind=FindingKind.NOT_SEEN, case_id=case.case_id, days=(today - seen).days, remedy=Remedy.RECORD_SIGHTING,
            sentence=f"最後に見た日は{month_day(seen)}です。決まりは{limits.not_seen_days}日以内です。",
        )  # fmt: skip


def _leads(case: CaseView, today: date, _: GapSettings) -> Iterator[Finding]:
    names = list(dict.fromkeys(linkage.agency_name for linkage in case.active_on(today) if linkage.is_lead))
    if not names:
        yield Finding(
            kind=FindingKind.NO_LEAD, case_id=case.case_id, remedy=Remedy.CHOOSE_LEAD,
            sentence="いま主担当になっている機関がありません。",
        )  # fmt: skip
    elif len(names) > 1:
        yield Finding(
            kind=FindingKind.TWO_LEADS, case_id=case.case_id, remedy=Remedy.CHOOSE_LEAD,
            sentence=f"{'と'.join(names)}が、どちらも主担当になっています。",
        )  # fmt: skip


def _affiliation(case: CaseView, today: date, _: GapSettings) -> Iterator[Finding]:
    ended = last_affiliation(case, today)
    if ended is None or ended.last_day is None:
        return
    days = (today - ended.last_day).days
    yield Finding(
        kind=FindingKind.NO_SUCCESSOR, case_id=case.case_id, agency_id=ended.agency_id, days=days,
        remedy=Remedy.ADD_AFFILIATION,
        sentence=f"{ended.agency_name}が{month_day(ended.last_day)}で終わり、次の所属が始まっていません。",
    )  # fmt: skip


def last_affiliation(case: CaseView, today: date) -> LinkageView | None:
    """The school or nursery that ended last, where none follows; None for adults and while one goes on."""
    if case.birth_date is not None and age_on(case.birth_date, today) >= ADULT_AGE:
        return None
    enrolled = [linkage for linkage in case.linkages if linkage.is_affiliation]
    if not enrolled or any(linkage.until is None or linkage.until > today for linkage in enrolled):
        return None
    return max(enrolled, key=lambda linkage: linkage.until or date.min)


def _vacancies(case: CaseView, today: date, _: GapSettings) -> Iterator[Finding]:
    for linkage in case.active_on(today):
        if linkage.vacant:
            yield Finding(
                kind=FindingKind.VACANT, case_id=case.case_id, agency_id=linkage.agency_id,
                remedy=Remedy.NAME_SUCCESSOR, sentence=f"{linkage.agency_name}の担当の席に、だれもいません。",
            )  # fmt: skip


def _review(case: CaseView, today: date, _: GapSettings) -> Iterator[Finding]:
    if case.next_review_on is not None and case.next_review_on < today:
        yield Finding(
            kind=FindingKind.REVIEW_OVERDUE, case_id=case.case_id, days=(today - case.next_review_on).days,
            remedy=Remedy.PUT_ON_AGENDA, sentence=f"見直しの期限は{wareki_long(case.next_review_on)}でした。",
        )  # fmt: skip


def _loneliness(case: CaseView, today: date, _: GapSettings) -> Iterator[Finding]:
    names = {linkage.agency_id: linkage.agency_name for linkage in case.active_on(today)}
    if len(names) == 1:
        (agency_id, name), = names.items()  # fmt: skip
        yield Finding(
            kind=FindingKind.LONE_AGENCY, case_id=case.case_id, agency_id=agency_id, remedy=Remedy.LINK_AGENCY,
            sentence=f"いまかかわっている機関は{name}だけです。",
        )  # fmt: skip


RULES: tuple[Callable[[CaseView, date, GapSettings], Iterator[Finding]], ...] = (
    _sightings, _leads, _affiliation, _vacancies, _review, _loneliness,
)  # fmt: skip
"""In the order of FindingKind."""
