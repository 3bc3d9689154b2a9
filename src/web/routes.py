"""Every controller of the house. A feature's pages are added here, once."""

from litestar.types import ControllerRouterHandler

from access.sessions.pages import SignInPages
from meetings.agenda.pages import AgendaPages
from meetings.invitations.notice_pages import NoticePages
from meetings.invitations.pages import InvitationPages
from meetings.progress.pages import LedgerPages
from meetings.minutes.pages import DoorPages, EndPages, RunPages
from meetings.scheduling.pages import MeetingPages, ReplyPages
from meetings.tiers.pages import TierPages
from network.cases.care_pages import CarePages
from network.cases.pages import CaseFormPages
from network.graph.pages import GraphPages
from web.case_pages import CasePages
from web.common_pages import CommonPages
from web.today_pages import TodayPages

HANDLERS: list[ControllerRouterHandler] = [
    SignInPages,
    CommonPages,
    TodayPages,
    CasePages,
    CaseFormPages,
    CarePages,
    GraphPages,
    LedgerPages,
    TierPages,
    MeetingPages,
    ReplyPages,
    AgendaPages,
    NoticePages,
    InvitationPages,
    RunPages,
    DoorPages,
    EndPages,
]
