"""/meetings/{id}/notice and /mails: the notice before it leaves, and what became of everything that left."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from access.acting import actor_of, scope_of_request
from access.permissions.model import Permission
from access.permissions.rules import needs
from core import clock
from core.calendar import wareki
from core.errors import Invalid
from core.forms import Fields
from core.pages import Flash, PageRequest, posted, see_other
from meetings.invitations import notice_actions, presenters
from meetings.invitations.actions import Told
from meetings.invitations.errors import NothingToSend
from meetings.invitations.mail_rows import mail_rows
from meetings.invitations.notice_actions import Notice, NoticeDetails
from meetings.scheduling.presenters import meeting_steps, where_words
from meetings.scheduling.rules import PREPARED


class NoticePages(Controller):
    """開催通知: number and date, who gets it how, and sending it once."""

    path = "/meetings/{meeting_id:uuid}"

    @get("/notice", opt=needs(Permission.MEETING_SEE))
    async def show_notice(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """What will leave."""
        found = await notice_actions.notice(scope_of_request(request), meeting_id)
        return _notice(found, _typed(found))

    @post("/notice", opt=needs(Permission.MEETING_PREPARE))
    async def save_notice(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template | Redirect:
        """Keep number, date and note."""
        fields = await posted(request)
        try:
            await notice_actions.save_details(actor_of(request), meeting_id, _details(fields))
        except Invalid as refused:
            found = await notice_actions.notice(scope_of_request(request), meeting_id)
            return _notice(found, fields.typed, refused.problems)
        return see_other(f"/meetings/{meeting_id}/notice", Flash("done", "文書番号と日付を保存しました。"))

    @get("/notice/send", opt=needs(Permission.MEETING_PREPARE))
    async def ask_before_sending(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """The same question as the dialog's, as a page."""
        found = await notice_actions.notice(scope_of_request(request), meeting_id)
        return Template("meetings/invitations/notice_ask.html", context=_context(found))

    @post("/notice/send", opt=needs(Permission.MEETING_PREPARE))
    async def send(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """開催を通知する."""
        try:
            told = await notice_actions.convene(actor_of(request), meeting_id)
        except NothingToSend as nothing:
            return see_other(f"/meetings/{meeting_id}/notice", Flash("info", nothing.message))
        return see_other(f"/meetings/{meeting_id}/mails", Flash("info", told_words("開催を知らせました。", told)))

    @post("/notice/remind", opt=needs(Permission.MEETING_PREPARE))
    async def remind(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """督促, once."""
        try:
            told = await notice_actions.remind(actor_of(request), meeting_id)
        except NothingToSend:
            said = "催促は、もう全部の機関に送ってあります。電話で確かめてください。"
            return see_other(f"/meetings/{meeting_id}/notice", Flash("info", said))
        return see_other(f"/meetings/{meeting_id}/mails", Flash("info", told_words("返事を催促しました。", told)))

    @get("/mails", opt=needs(Permission.MEETING_SEE))
    async def show_mails(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """The outbox of the meeting."""
        meeting, mails, names = await notice_actions.mails(scope_of_request(request), meeting_id)
        rows = mail_rows(mails, names)
        context = {"meeting": meeting, "where": where_words(meeting), "rows": rows}
        return Template("meetings/invitations/mails.html", context=context)

    @post("/mails/{mail_id:uuid}/paper", opt=needs(Permission.MEETING_PREPARE))
    async def by_paper(self, request: PageRequest, meeting_id: FromPath[UUID], mail_id: FromPath[UUID]) -> Redirect:
        """Send by paper instead."""
        await notice_actions.by_paper(actor_of(request), meeting_id, mail_id)
        return see_other(f"/meetings/{meeting_id}/mails", Flash("done", "紙・FAXで送るものに移しました。"))

    @post("/mails/{mail_id:uuid}/sent", opt=needs(Permission.MEETING_PREPARE))
    async def paper_sent(self, request: PageRequest, meeting_id: FromPath[UUID], mail_id: FromPath[UUID]) -> Redirect:
        """The paper has left."""
        await notice_actions.paper_sent(actor_of(request), meeting_id, mail_id)
        undo = f"/meetings/{meeting_id}/mails/{mail_id}/paper"
        return see_other(f"/meetings/{meeting_id}/mails", Flash("done", "送ったことにしました。", undo))


def told_words(said: str, told: Told) -> str:
    """開催を知らせました。メール 11、紙・FAX 3。."""
    parts = [
        f"メール {told.mails}通" if told.mails else "",
        f"紙・FAXで送るもの {told.papers}件" if told.papers else "",
    ]
    listed = "、".join(filter(None, parts))
    return f"{said}{listed}。" if listed else said


def _details(fields: Fields) -> NoticeDetails:
    number, on = fields.line("notice_number", longest=60), fields.day("notice_on", near=clock.today())
    note = fields.text("note", longest=400)
    version = fields.number("version", least=1, required="画面を開き直してください。")
    fields.check()
    return NoticeDetails(number=number, on=on, note=note, read_version=version or 0)


def _typed(found: Notice) -> Mapping[str, str]:
    meeting = found.facts.meeting
    on = meeting.notice_on or clock.today()
    prefix = found.facts.council.profile.document_prefix
    return {
        "notice_number": meeting.notice_number or prefix,
        "notice_on": wareki(on),
        "note": meeting.note,
        "version": str(meeting.version),
    }


def _notice(found: Notice, typed: Mapping[str, str], problems: Mapping[str, str] | None = None) -> Template:
    context = _context(found) | {"typed": defaultdict(str, typed), "problems": problems or {}}
    return Template("meetings/invitations/notice.html", context=context, status_code=422 if problems else 200)


def _context(found: Notice) -> dict[str, object]:
    meeting = found.facts.meeting
    return {
        "meeting": meeting,
        "where": where_words(meeting),
        "steps_list": meeting_steps(meeting, found.facts.invitees, "通知"),
        "rows": presenters.way_rows(found),
        "leaving": presenters.sum_of([found.tellings[one.agency_id] for one in found.untold]),
        "silent": len(found.silent),
        "open": meeting.state in PREPARED,
    }
