"""Every controller of the house. A feature's pages are added here, once."""

from litestar.types import ControllerRouterHandler

from access.accounts.pages import OwnSettingsPages
from access.audit.pages import AuditPages
from access.councils.pages import SettingsPages
from access.sessions.pages import SignInPages
from meetings.agenda.pages import AgendaPages
from meetings.arrangements.help_pages import OrderHelpPages
from meetings.arrangements.pages import ArrangementPages
from meetings.divisions.pages import DivisionPages
from meetings.invitations.notice_pages import NoticePages
from meetings.invitations.pages import InvitationPages
from meetings.invitations.paper_pages import PaperPages
from meetings.minutes.minutes_pages import MinutesPages
from meetings.minutes.pages import DoorPages, EndPages, RunPages
from meetings.pace.pages import PacePages
from meetings.progress.pages import LedgerPages
from meetings.repairs.pages import RepairPages
from meetings.repairs.rest_pages import RestPages
from meetings.rule_costs.pages import RuleCostPages
from meetings.scheduling.pages import MeetingPages, ReplyPages
from meetings.suggestions.pages import SuggestionPages
from meetings.tiers.pages import TierPages
from network.agencies.kind_pages import KindPages
from network.agencies.pages import AgencyFormPages
from network.agencies.seat_pages import SeatPages
from network.cases.care_pages import CarePages
from network.cases.pages import CaseFormPages
from network.contacts.pages import ContactPages
from network.directory.pages import DirectoryPages
from network.graph.pages import GraphPages
from network.imports.answer_pages import ImportAnswerPages
from network.imports.pages import ImportPages
from network.memberships.pages import AccountPages
from web.case_pages import CasePages
from web.code_pages import CodePages
from web.common_pages import CommonPages
from web.first_pages import FirstPages
from web.member_pages import MemberPages
from web.search_pages import SearchPages
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
    SearchPages,
    TierPages,
    MeetingPages,
    ReplyPages,
    AgendaPages,
    ArrangementPages,
    RuleCostPages,
    RepairPages,
    RestPages,
    SuggestionPages,
    PacePages,
    DivisionPages,
    OrderHelpPages,
    NoticePages,
    InvitationPages,
    PaperPages,
    RunPages,
    DoorPages,
    EndPages,
    MemberPages,
    MinutesPages,
    OwnSettingsPages,
    AuditPages,
    SettingsPages,
    KindPages,
    AgencyFormPages,
    SeatPages,
    ContactPages,
    DirectoryPages,
    AccountPages,
    CodePages,
    FirstPages,
    ImportPages,
    ImportAnswerPages,
]
