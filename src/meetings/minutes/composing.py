"""From the record to the papers: sections of the minutes, 議事録, 決定事項・役割分担一覧, 依頼文. Pure.

A section is text that people edit: one paragraph a line, 「機関：ことば」. Decisions are never text here; they come
from the record, so that paper and list cannot disagree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from access.audit.model import AuditEntry, AuditKind
from core.calendar import as_jst, clock_time
from meetings.agenda import rules as agenda_rules
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.invitations.notice_facts import full_title
from meetings.minutes import decisions, rules
from meetings.minutes.documents import (
    Approved,
    Attendee,
    DecidedTask,
    DissentingView,
    HistoryLine,
    MinutesCase,
    MinutesItem,
    MinutesPaper,
    Proceeding,
    Voice,
)
from meetings.minutes.model import Deliberation, Minutes, MinutesSection, Saying
from meetings.minutes.record import Record
from meetings.scheduling.model import Invitee
from meetings.scheduling.rules import ends_at, starts_at

REPORTS, OPINIONS = "報告", "意見"
CHILD = "本人の声"
BLOCK_TITLE = "進行管理（一括確認）"
_AFTER_NAME = "："


def sections_of(record: Record) -> tuple[MinutesSection, ...]:
    """The text of the minutes as the record gives it, in the order of the agenda."""
    sections: list[MinutesSection] = []
    for item in record.items:
        typed = record.deliberation(item)
        if item.kind is ItemKind.FORMAL:
            sections.append(MinutesSection(item_id=item.id, heading=item.title, text=_formal_text(record, item)))
        elif item.kind is ItemKind.INDIVIDUAL and typed is not None:
            child = [f"{CHILD}：{typed.child_voice}"] if typed.child_voice else []
            voiced = (*_lines(record, typed.opinions), *child)
            sections.append(
                MinutesSection(item_id=item.id, heading=REPORTS, text="\n".join(_lines(record, typed.reports)))
            )
            sections.append(MinutesSection(item_id=item.id, heading=OPINIONS, text="\n".join(voiced)))
    return tuple(sections)


def recomposed(
    sections: Sequence[MinutesSection], before: Sequence[MinutesSection], after: Sequence[MinutesSection]
) -> tuple[MinutesSection, ...]:
    """The sections after a correction of the record: text that nobody edited follows it, edited text stays."""
    was = {(one.item_id, one.heading): one.text for one in before}
    edited = {(one.item_id, one.heading): one.text for one in sections}
    return tuple(
        replace(one, text=edited[key])
        if (key := (one.item_id, one.heading)) in edited and edited[key] != was.get(key)
        else one
        for one in after
    )


def minutes_paper(record: Record, minutes: Minutes | None, history: Sequence[AuditEntry] = ()) -> MinutesPaper:
    """The minutes of the meeting; without an edition, what the record gives."""
    meeting, profile = record.meeting, record.council.profile
    sections = minutes.sections if minutes else sections_of(record)
    handed = [one for one in record.invitees if one.copy_number is not None]
    following = record.next_meeting
    return MinutesPaper(
        council=record.council.name,
        meeting_title=full_title(meeting),
        starts=meeting.started_at or starts_at(meeting),
        ends=meeting.ended_at or ends_at(meeting),
        place=meeting.place,
        chair=meeting.chair,
        recorder=profile.office_name or profile.coordinating_agency,
        attendees=[_attendee(record, one) for one in record.invitees if one.arrived_at is not None],
        absentees=[_name(record, one.agency_id) for one in record.invitees if one.arrived_at is None],
        copies_handed_out=len(handed),
        copies_returned=sum(one.copy_returned for one in handed),
        next_meeting=starts_at(following) if following else None,
        next_place=following.place if following else "",
        items=_items(record, sections),
        proceedings=_proceedings(record, sections, minutes.next_meeting if minutes else ""),
        seal_titles=profile.approval_boxes,
        approved=_approved(minutes),
        version=minutes.edition if minutes else 1,
        confirmed_on=as_jst(minutes.finalised_at).date() if minutes and minutes.finalised_at else None,
        history=[_history(one, minutes) for one in reversed(history)] if minutes else (),
        word=profile.word_minutes,
    )


def voices(text: str) -> list[Voice]:
    """A section's paragraphs: who, and what was said."""
    found = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        speaker, sign, said = line.partition(_AFTER_NAME)
        found.append(Voice(speaker=speaker, text=said) if sign and said else Voice(speaker="", text=line))
    return found


def treatment_words(record: Record, item: AgendaItem) -> str:
    """継続, or one decision per child when they differ."""
    typed = record.deliberation(item)
    each = [(record.cases[one].number, rules.decision_of(typed, one)) for one in item.cases]
    words = {number: decisions.decision_words(decision) or "持ちこし" for number, decision in each}
    return (
        next(iter(words.values()), "")
        if len(set(words.values())) <= 1
        else "　".join(f"{number} {text}" for number, text in words.items())
    )


def decided_tasks(record: Record, typed: Deliberation | None) -> list[DecidedTask]:
    """The tasks of one item."""
    return [
        DecidedTask(
            what=task.what,
            agencies=[" ".join(filter(None, (_name(record, task.agency_id), task.person)))],
            due=task.due_on,
            if_impossible=task.fallback,
            case_number=record.cases[task.case_id].number if task.case_id else "",
        )
        for task in (typed.promises if typed else ())
    ]


def _items(record: Record, sections: Sequence[MinutesSection]) -> list[MinutesItem]:
    """The items with the numbers that the 次第 and the 進行管理台帳 of the day gave them."""
    return [
        _item(record, item, order, {one.heading: one.text for one in sections if one.item_id == item.id})
        for order, item in enumerate(agenda_rules.individual(record.items), start=1)
    ]


def _item(record: Record, item: AgendaItem, order: int, texts: dict[str, str]) -> MinutesItem:
    typed = record.deliberation(item)
    cases = [_case(record, typed, one) for one in item.cases]
    begins = (typed.started_at if typed else None) or starts_at(record.meeting)
    return MinutesItem(
        order=order,
        cases=cases,
        nature=_nature(record, item),
        starts=begins,
        ends=(typed.ended_at if typed else None) or begins,
        agencies=_concerned(record, item, typed),
        reports=voices(texts.get(REPORTS, "")),
        opinions=voices(texts.get(OPINIONS, "")),
        treatment=treatment_words(record, item),
        tasks=decided_tasks(record, typed),
        severity=_severity(record, item),
        lead_agency=cases[0].lead_agency,
        next_review_on=min((one.next_review_on for one in cases if one.next_review_on), default=None),
        dissents=[
            DissentingView(
                agency=_name(record, one.agency_id), text=one.text, answer=one.reply, revisit_on=one.revisit_on
            )
            for one in (typed.dissents if typed else ())
        ],
    )


def _case(record: Record, typed: Deliberation | None, case_id: UUID) -> MinutesCase:
    case, decision = record.cases[case_id], rules.decision_of(typed, case_id)
    linked = [_name(record, one.agency_id) for one in record.linked(case_id)]
    return MinutesCase(
        number=case.number,
        name=case.name,
        linked_agencies=list(dict.fromkeys(linked)),
        treatment=decisions.decision_words(decision) or "持ちこし",
        lead_agency=_name(record, decision.lead_agency_id or record.lead_of(case_id)),
        next_review_on=decision.next_review_on if decision.treatments else None,
    )


def _concerned(record: Record, item: AgendaItem, typed: Deliberation | None) -> list[str]:
    tasks = [one.agency_id for one in typed.promises] if typed else []
    said = [one.agency_id for one in (*typed.reports, *typed.opinions)] if typed else []
    said += [one.agency_id for one in typed.dissents] if typed else []
    ids = dict.fromkeys(one for one in (*record.agencies_of(item), *tasks, *said) if one is not None)
    return [_name(record, one) for one in ids]


def _nature(record: Record, item: AgendaItem) -> str:
    if rules.SPOKEN_STEP in item.reasons:
        return rules.SPOKEN_STEP
    case = record.cases[item.cases[0]]
    before = rules.decision_of(record.deliberation(item), case.id).before
    deliberated = before.get("last_deliberated_on") if before else case.last_deliberated_on
    return "継続" if deliberated else "新規"


def _severity(record: Record, item: AgendaItem) -> str:
    typed = record.deliberation(item)
    found = [rules.decision_of(typed, one).severity or record.cases[one].severity for one in item.cases]
    return "・".join(dict.fromkeys(one.label for one in found if one is not None))


def _proceedings(record: Record, sections: Sequence[MinutesSection], next_meeting: str) -> list[Proceeding]:
    titles = {item.id: item.title for item in record.items if item.kind is ItemKind.FORMAL}
    spoken = [
        Proceeding(title=titles[one.item_id], text=one.text)
        for one in sections
        if one.item_id is not None and one.item_id in titles and one.text
    ]
    return [*spoken, Proceeding(title="次回の予定", text=next_meeting)] if next_meeting else spoken


def _formal_text(record: Record, item: AgendaItem) -> str:
    typed = record.deliberation(item)
    said = "\n".join(one.text for one in typed.reports) if typed else ""
    if item.title != BLOCK_TITLE:
        return said
    return "\n".join(filter(None, (said, *_block_lines(record))))


def _block_lines(record: Record) -> list[str]:
    """継続　104人　R5-007、R6-006 …: the cases confirmed together, by what was decided."""
    by_decision: dict[str, list[str]] = {}
    for item in record.items:
        for case_id in item.cases if item.kind is ItemKind.BLOCK else ():
            words = decisions.decision_words(rules.decision_of(record.deliberation(item), case_id)) or "持ちこし"
            by_decision.setdefault(words, []).append(record.cases[case_id].number)
    return [f"{words}　{len(numbers)}人　{'、'.join(numbers)}" for words, numbers in by_decision.items()]


def _lines(record: Record, sayings: Iterable[Saying]) -> list[str]:
    return [
        f"{_name(record, one.agency_id)}{_AFTER_NAME}{' '.join(one.text.splitlines())}" if one.agency_id else one.text
        for one in sayings
    ]


def _attendee(record: Record, invitee: Invitee) -> Attendee:
    left = f"{clock_time(invitee.left_at)}まで" if invitee.left_at else ""
    note = "、".join(filter(None, ("オンライン" if invitee.online else "", left)))
    return Attendee(agency=_name(record, invitee.agency_id), person=invitee.attendee, note=note)


def _approved(minutes: Minutes | None) -> Approved | None:
    if minutes is None or minutes.approved_on is None:
        return None
    return Approved(document_number=minutes.document_number, approved_on=minutes.approved_on)


def _history(entry: AuditEntry, minutes: Minutes | None) -> HistoryLine:
    final = entry.kind is AuditKind.MINUTES_FINALISED
    step = f"{entry.actor_name}　{'確定' if final else entry.detail.get('step', '修正')}"
    edition = entry.detail.get("edition", str(minutes.edition if minutes else 1))
    return HistoryLine(moment=entry.at, version=f"第{edition}版", step=step, note=entry.detail.get("note", ""))


def _name(record: Record, agency_id: UUID | None) -> str:
    return record.names.get(agency_id, "") if agency_id else ""
