"""Posted fields of the pages of a case → commands, all problems at once."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from core.errors import Invalid
from core.forms import Fields
from network.cases.commands import Birth, Closing, NewCase, NewLinkage, NewPromise, SeenChild
from network.cases.model import (
    AbuseKind,
    Case,
    CaseKind,
    ClosingReason,
    CounsellingKind,
    Household,
    Linkage,
    LinkageRole,
    ReviewRank,
    Severity,
)

T = TypeVar("T")
SEXES = (("", "記入なし"), ("女", "女"), ("男", "男"), ("その他", "その他"))
PROPOSALS = (("", "なし"), ("closing", "終結の案"), ("transfer", "移管の案"))
PREGNANCY = "pregnancy"
NO_NAME = "氏名を入れてください。"
NO_NUMBER = "整理番号を入れてください。"
NO_AGENCY = "機関を選んでください。"
NO_DAY = "見た日を入れてください。"
NO_TASK = "することを入れてください。"
NO_REASON = "理由を入れてください。だれが、なぜ見たかを記録します。"
ODD_BIRTH = "これからの日です。生まれた日を確かめてください。"
END_BEFORE_START = "始まりより前の日です。"


def new_case(fields: Fields, *, today: date) -> NewCase:
    """A registration. Raises Invalid."""
    pregnancy = fields.line("what") == PREGNANCY
    birth = None if pregnancy else fields.day("birth_date", near=today, expects="past")
    due = fields.day("due_date", near=today, expects="future") if pregnancy else None
    if pregnancy and due is None:
        fields.problem("due_date", "出産予定日を入れてください。")
    if birth is not None and birth > today:
        fields.problem("birth_date", ODD_BIRTH)
    kind = CaseKind.PREGNANCY if pregnancy else fields.choice("case_kind", CaseKind)
    new = NewCase(
        number=fields.line("number", required=NO_NUMBER, longest=60),
        name=fields.line("name", required=NO_NAME),
        kana=fields.line("kana"),
        is_pregnancy=pregnancy,
        sex=_sex(fields),
        birth_date=birth,
        due_date=due,
        affiliation="" if pregnancy else fields.line("affiliation"),
        class_year="" if pregnancy else fields.line("class_year", longest=60),
        accepted_on=fields.day("accepted_on", near=today, expects="past", required="受理した日を入れてください。"),
        route=fields.line("route"),
        case_kind=kind,
        household_id=fields.identity("household_id"),
        lead_agency_id=fields.identity("lead_agency_id"),
        next_review_on=fields.day("next_review_on", near=today, expects="future"),
    )
    fields.check()
    return new


def case_as_typed(fields: Fields, case: Case, *, today: date) -> Case:
    """The case with every field of its form, at the version the form was read at. Raises Invalid."""
    typed = replace(
        _course(fields, case, today),
        version=_version(fields),
        number=fields.line("number", required=NO_NUMBER, longest=60),
        name=fields.line("name", required=NO_NAME),
        kana=fields.line("kana"),
        sex=_sex(fields),
        birth_date=None if case.is_pregnancy else fields.day("birth_date", near=today, expects="past"),
        due_date=fields.day("due_date", near=today) if case.due_date or case.is_pregnancy else None,
        affiliation=fields.line("affiliation"),
        class_year=fields.line("class_year", longest=60),
        accepted_on=fields.day("accepted_on", near=today, expects="past"),
        moved_in_on=fields.day("moved_in_on", near=today, expects="past"),
        route=fields.line("route"),
        case_kind=fields.choice("case_kind", CaseKind),
        abuse_kinds=_abuse_kinds(fields),
        counselling_kind=fields.choice("counselling_kind", CounsellingKind),
    )
    if typed.birth_date is not None and typed.birth_date > today:
        fields.problem("birth_date", ODD_BIRTH)
    fields.check()
    return typed


def _course(fields: Fields, case: Case, today: date) -> Case:
    """The fields about how the case goes; a changed severity keeps the one before it."""
    severity = fields.choice("severity", Severity)
    return replace(
        case,
        severity=severity,
        previous_severity=case.previous_severity if severity is case.severity else case.severity,
        review_rank=fields.choice("review_rank", ReviewRank),
        urgency=fields.line("urgency", longest=20),
        key_worker=fields.line("key_worker"),
        lead_disputed=fields.flag("lead_disputed"),
        absence_days=fields.number("absence_days", most=366) or 0,
        checkup_missed=fields.flag("checkup_missed"),
        protection_ended_on=fields.day("protection_ended_on", near=today),
        proposal=_one_of(fields, "proposal", [value for value, _ in PROPOSALS]),
        next_review_on=fields.day("next_review_on", near=today, expects="future"),
        situation=fields.text("situation"),
        strengths=fields.text("strengths"),
        policy=fields.text("policy"),
        next_actions=fields.text("next_actions"),
        note=fields.text("note"),
    )


def household_as_typed(fields: Fields, household: Household) -> Household:
    """The household with every field of its form. Raises Invalid."""
    typed = replace(
        household,
        version=_version(fields),
        code=fields.line("code", longest=60),
        label=fields.line("label", required="世帯の呼び名を入れてください。"),
        guardian_name=fields.line("guardian_name"),
        guardian_relation=fields.line("guardian_relation", longest=60),
        members=fields.text("members", longest=1000),
        district=fields.line("district"),
        address=_kept_when_hidden(fields.line("address"), household, household.address),
        phone=_kept_when_hidden(fields.line("phone", longest=60), household, household.phone),
        address_hidden=fields.flag("address_hidden"),
    )
    fields.check()
    return typed


def seen_child(fields: Fields, *, today: date) -> SeenChild:
    """A sighting. Raises Invalid."""
    seen_on = fields.day("seen_on", near=today, expects="past", required=NO_DAY)
    agency_id, seen_by = fields.identity("agency_id"), fields.line("seen_by")
    place, note = fields.line("place"), fields.text("note", longest=1000)
    if agency_id is None and not seen_by:
        fields.problem("agency_id", "だれが見たかを、機関か名前で入れてください。")
    fields.check()
    return SeenChild(seen_on=_given(seen_on), agency_id=agency_id, seen_by=seen_by, place=place, note=note)


def new_linkage(fields: Fields, *, today: date) -> NewLinkage:
    """An agency to link. Raises Invalid."""
    agency_id = fields.identity("agency_id", required=NO_AGENCY)
    since = fields.day("since", near=today) or today
    role = fields.choice("role", LinkageRole) or LinkageRole.SUPPORT
    responsible, is_lead = fields.line("responsible"), fields.flag("is_lead")
    fields.check()
    return NewLinkage(agency_id=_given(agency_id), role=role, responsible=responsible, since=since, is_lead=is_lead)


def agency_chosen(fields: Fields) -> UUID:
    """The agency a button names. Raises Invalid."""
    agency_id = fields.identity("agency_id", required=NO_AGENCY)
    fields.check()
    return _given(agency_id)


def linkage_as_typed(fields: Fields, linkage: Linkage, *, today: date) -> Linkage:
    """A linkage with role, person and period as typed; the form asks for its last day. Raises Invalid."""
    since = fields.day("since", near=today)
    last = fields.day("last_day", near=today)
    if since is not None and last is not None and last < since:
        fields.problem("last_day", END_BEFORE_START)
    typed = replace(
        linkage,
        version=_version(fields),
        role=fields.choice("role", LinkageRole) or linkage.role,
        responsible=fields.line("responsible"),
        since=since,
        until=last + timedelta(days=1) if last else None,
    )
    fields.check()
    return typed


def new_promise(fields: Fields, *, today: date) -> NewPromise:
    """A task for an agency. Raises Invalid."""
    promise = NewPromise(
        agency_id=fields.identity("agency_id", required=NO_AGENCY),
        person=fields.line("person"),
        what=fields.line("what", required=NO_TASK, longest=400),
        due_on=fields.day("due_on", near=today, expects="future"),
        fallback=fields.line("fallback"),
        decided_in=fields.line("decided_in"),
    )
    fields.check()
    return promise


def birth(fields: Fields, *, today: date) -> Birth:
    """The birth of a child. Raises Invalid."""
    born_on = fields.day("birth_date", near=today, expects="past", required="生まれた日を入れてください。")
    if born_on is not None and born_on > today:
        fields.problem("birth_date", ODD_BIRTH)
    kind = fields.choice("case_kind", CaseKind, required="種別を選んでください。")
    name, kana, sex = fields.line("name", required=NO_NAME), fields.line("kana"), _sex(fields)
    fields.check()
    return Birth(name=name, kana=kana, sex=sex, birth_date=_given(born_on), case_kind=_given(kind))


def closing(fields: Fields, *, today: date) -> Closing:
    """The end of a case. Raises Invalid."""
    on = fields.day("closed_on", near=today, expects="past", required="終わった日を入れてください。")
    reason = fields.choice("closing_reason", ClosingReason, required="終結の理由を選んでください。")
    fields.check()
    return Closing(on=_given(on), reason=_given(reason))


def reason_to_look(fields: Fields) -> str:
    """Why the hidden address is needed. Raises Invalid."""
    reason = fields.line("reason", required=NO_REASON)
    fields.check()
    return reason


def version_read(fields: Fields) -> int:
    """The version the page showed. Raises Invalid when the form was altered."""
    version = _version(fields)
    fields.check()
    return version


def _given(value: T | None) -> T:
    """A required value, after `check` found no problem."""
    if value is None:
        raise Invalid
    return value


def _version(fields: Fields) -> int:
    return fields.number("version", least=1, required="画面を開き直してください。") or 0


def _kept_when_hidden(typed: str, household: Household, stored: str) -> str:
    """The form of a hidden address shows an empty field: left empty, the stored one stays."""
    return stored if household.address_hidden and not typed else typed


def _sex(fields: Fields) -> str:
    return _one_of(fields, "sex", [value for value, _ in SEXES])


def _one_of(fields: Fields, name: str, values: list[str]) -> str:
    typed = fields.line(name)
    if typed not in values:
        fields.problem(name, "一覧から選んでください。")
    return typed


def _abuse_kinds(fields: Fields) -> tuple[AbuseKind, ...]:
    """The main kind first, then the others in their usual order."""
    main = fields.choice("main_abuse", AbuseKind)
    chosen = {value for value in fields.many("abuse_kinds") if value}
    others = [kind for kind in AbuseKind if kind.value in chosen and kind is not main]
    return (main, *others) if main else tuple(others)
