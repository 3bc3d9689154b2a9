"""The template engine: autoescape on, unknown names refused, the shell in every page."""

from datetime import date, datetime
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2 import Template as JinjaTemplate
from litestar.plugins.jinja import JinjaTemplateEngine

from core import calendar
from core.resources import resource
from web.assets import Assets


def _day_of(moment: datetime) -> date:
    return calendar.as_jst(moment).date()


FILTERS = {
    "wareki": calendar.wareki,
    "wareki_long": calendar.wareki_long,
    "wareki_short": calendar.wareki_short,
    "month_day": calendar.month_day,
    "day_month_short": calendar.day_month_short,
    "clock_time": calendar.clock_time,
    "weekday": calendar.weekday_name,
    "day_of": _day_of,
}


class Page:
    """A template of the house: rendered with `shell` from the request it answers."""

    def __init__(self, template: JinjaTemplate) -> None:
        self._template = template

    def render(self, **context: Any) -> str:  # noqa: ANN401 - whatever a page shows
        """The page's text."""
        return self._template.render({"shell": context["request"].scope.get("shell"), **context})


class Engine(JinjaTemplateEngine):
    """Jinja whose templates know the shell."""

    def get_template(self, template_name: str) -> Page:  # type: ignore[override]
        """The template called so."""
        return Page(super().get_template(template_name))


def engine() -> Engine:
    """The engine of the application."""
    environment = Environment(
        loader=FileSystemLoader(resource("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(FILTERS)
    environment.globals["asset"] = Assets(resource("static")).address
    return Engine(engine_instance=environment)
