"""Every controller of the house. A feature's pages are added here, once."""

from litestar.types import ControllerRouterHandler

from access.sessions.pages import SignInPages
from web.common_pages import CommonPages
from web.today_pages import TodayPages

HANDLERS: list[ControllerRouterHandler] = [SignInPages, CommonPages, TodayPages]
