"""What in the directory wants somebody's attention, the gravest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.calendar import month_day
from core.labels import Labelled
from network.agencies.model import Agency
from network.contacts import rules as contact_rules
from network.contacts.model import Contact
from network.contacts.rules import Position


class Gravity(Labelled):
    """How loud a check is said."""

    VACANT = "vacant", "担当なし"
    LEAVING = "leaving", "後任なし"
    NO_NUMBER = "no_number", "電話なし"
    NOBODY = "nobody", "連絡先なし"
    UNCLASSED = "unclassed", "区分なし"
    OLD = "old", "要確認"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing to see to, as a sentence."""

    gravity: Gravity
    sentence: str


def checks(
    agency: Agency, contacts: Sequence[Contact], found: Sequence[Position], *, member: bool, today: date, days: int
) -> list[Check]:
    """What is missing or old about one agency."""
    result = [_vacancy(position, today) for position in contact_rules.vacancies(found, today)]
    present = [contact for contact in contacts if contact.on(today)]
    if not (agency.phone or any(contact.phone for contact in present)):
        result.append(Check(gravity=Gravity.NO_NUMBER, sentence="かける番号がありません。"))
    if not present and not result:
        result.append(Check(gravity=Gravity.NOBODY, sentence="担当者が1人も登録されていません。"))
    if member and agency.secrecy_class is None:
        result.append(Check(gravity=Gravity.UNCLASSED, sentence="守秘の区分（何号か）が決まっていません。"))
    old = [contact for contact in present if not contact_rules.verified(contact, today, days)]
    if old:
        years = "1年" if days >= 365 else f"{days}日"  # noqa: PLR2004 - a year
        names = "、".join(contact.position for contact in old[:3])
        sentence = f"{years}より長く確かめていない連絡先が {len(old)}つ あります（{names}）。"
        result.append(Check(gravity=Gravity.OLD, sentence=sentence))
    return sorted(result, key=lambda check: list(Gravity).index(check.gravity))


def _vacancy(position: Position, today: date) -> Check:
    cost = f"{position.cases}件の担当者が" if position.cases else f"{position.name}が"
    if position.vacant_from is not None and position.vacant_from > today:
        sentence = f"{position.name}の後任が未登録です。{month_day(position.vacant_from)}に、{cost}いなくなります。"
        return Check(gravity=Gravity.LEAVING, sentence=sentence)
    return Check(gravity=Gravity.VACANT, sentence=f"{position.name}の担当者がいません。いま、{cost}いません。")
