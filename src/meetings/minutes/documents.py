"""Paper after a meeting: 議事録 and its 抄, 決定事項・役割分担一覧, and the 依頼文 to an agency that was absent.

List and items print the same decisions of one record, so that they cannot disagree. Approval itself happens elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from core import paper
from core.paper_letter import Addressee, Contact, Sender


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """An agency in the room with title and name; `note` is 書面, オンライン or the time of coming and going."""

    agency: str
    person: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Voice:
    """What an agency, or the child through it, said."""

    speaker: str
    text: str


@dataclass(frozen=True, kw_only=True)
class DecidedTask:
    """対応事項: what, by whom, until when (None: 継続), and what to do if it cannot be done.

    `case_number` says which child of the household it is for; empty for all.
    """

    what: str
    agencies: Sequence[str]
    due: date | None
    if_impossible: str = ""
    case_number: str = ""


@dataclass(frozen=True, kw_only=True)
class DissentingView:
    """異なる意見 with the answer given, and when it is looked at again (None: 次回)."""

    agency: str
    text: str
    answer: str = ""
    revisit_on: date | None = None
    revisit_note: str = ""


@dataclass(frozen=True, kw_only=True)
class MinutesCase:
    """A case of an item, what was decided on it, and the agencies linked to it: an 抄 shows a child only to them."""

    number: str
    name: str
    linked_agencies: Sequence[str]
    treatment: str = ""
    lead_agency: str = ""
    next_review_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class MinutesItem:
    """One item: the cases of a household, reports, opinions, decision and dissent."""

    order: int
    cases: Sequence[MinutesCase]
    nature: str
    starts: datetime
    ends: datetime
    agencies: Sequence[str]
    reports: Sequence[Voice]
    opinions: Sequence[Voice]
    treatment: str
    tasks: Sequence[DecidedTask]
    severity: str = ""
    lead_agency: str = ""
    next_review_on: date | None = None
    dissents: Sequence[DissentingView] = ()


@dataclass(frozen=True, kw_only=True)
class Proceeding:
    """A formal part of the meeting and what happened in it."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Approved:
    """決裁済: number and day of the approved document, printed instead of empty boxes."""

    document_number: str
    approved_on: date


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """抄: for which agency, under which copy number, and when it is to be destroyed."""

    agency: str
    copy_number: int
    dispose_on: date


@dataclass(frozen=True, kw_only=True)
class HistoryLine:
    """A step of the minutes from draft to 確定."""

    moment: datetime
    version: str
    step: str
    note: str


@dataclass(frozen=True, kw_only=True)
class MinutesPaper:
    """The record of a meeting; a draft (案) until `confirmed_on`. `word` is the council's own (議事録 or 会議録)."""

    council: str
    meeting_title: str
    starts: datetime
    ends: datetime
    place: str
    chair: str
    recorder: str
    attendees: Sequence[Attendee]
    absentees: Sequence[str]
    copies_handed_out: int
    copies_returned: int
    next_meeting: datetime | None
    next_place: str
    items: Sequence[MinutesItem]
    proceedings: Sequence[Proceeding] = ()
    seal_titles: Sequence[str] = ()
    approved: Approved | None = None
    version: int = 1
    confirmed_on: date | None = None
    history: Sequence[HistoryLine] = ()
    excerpt: Excerpt | None = None
    word: str = "議事録"

    @property
    def rows(self) -> int:
        """Lines on the paper, for the limits of printing."""
        return sum(1 + len(item.reports) + len(item.opinions) + 2 * len(item.tasks) for item in self.items)


@dataclass(frozen=True, kw_only=True)
class RequestedTask:
    """What an absent agency is asked to do."""

    case_number: str
    what: str
    due: date | None
    if_impossible: str = ""


@dataclass(frozen=True, kw_only=True)
class RequestLetter:
    """依頼文 to an agency that was absent and was given a task; `told_by_telephone` is when it was rung up."""

    meeting_title: str
    held_on: date
    addressee: Addressee
    sender: Sender
    contact: Contact
    document_number: str
    issued_on: date
    tasks: Sequence[RequestedTask]
    told_by_telephone: datetime | None = None


def excerpt_of(minutes: MinutesPaper, excerpt: Excerpt) -> MinutesPaper:
    """抄 for one agency: own items, children linked to it, own words, decisions; no severity, no attendance list."""
    return replace(
        minutes,
        items=[_own_part(item, excerpt.agency) for item in minutes.items if excerpt.agency in item.agencies],
        attendees=[attendee for attendee in minutes.attendees if attendee.agency == excerpt.agency],
        absentees=(),
        proceedings=(),
        seal_titles=(),
        approved=None,
        history=(),
        excerpt=excerpt,
    )


def minutes_pdf(minutes: MinutesPaper) -> bytes:
    """議事録 or, with an excerpt, 抄."""
    return paper.render("minutes.html", {"minutes": minutes}, rows=minutes.rows)


def decisions_pdf(minutes: MinutesPaper) -> bytes:
    """決定事項・役割分担一覧 for those present: case numbers only."""
    return paper.render("decisions.html", {"minutes": minutes}, rows=minutes.rows)


def request_letters_pdf(letters: Sequence[RequestLetter]) -> bytes:
    """依頼文 to the absent agencies, one sheet each, own tasks only."""
    return paper.render("request_letter.html", {"letters": letters}, rows=len(letters))


def _own_part(item: MinutesItem, agency: str) -> MinutesItem:
    own = [case for case in item.cases if agency in case.linked_agencies]
    if 0 < len(own) < len(item.cases):
        item = _of_cases(item, own)
    return replace(
        item,
        cases=own,
        severity="",
        agencies=[agency],
        reports=[voice for voice in item.reports if voice.speaker == agency],
        opinions=[voice for voice in item.opinions if voice.speaker == agency],
        dissents=[dissent for dissent in item.dissents if dissent.agency == agency],
    )


def _of_cases(item: MinutesItem, cases: Sequence[MinutesCase]) -> MinutesItem:
    """What was decided on some children of the household: nothing that tells of the others."""
    numbers = {case.number for case in cases}
    reviews = [case.next_review_on for case in cases if case.next_review_on]
    return replace(
        item,
        treatment="　".join(dict.fromkeys(case.treatment for case in cases)),
        lead_agency=cases[0].lead_agency,
        next_review_on=min(reviews, default=None),
        tasks=[task for task in item.tasks if not task.case_number or task.case_number in numbers],
    )
