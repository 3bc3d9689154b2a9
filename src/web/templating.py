"""The template engine: autoescape on, unknown names refused, the shell in every page."""

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2 import Template as JinjaTemplate
from litestar.plugins.jinja import JinjaTemplateEngine

from core import calendar
from core.resources import resource
from web.assets import Assets

FILTERS = {
    "wareki": calendar.wareki,
    "wareki_long": calendar.wareki_long,
    "wareki_short": calendar.wareki_short,
    "month_day": calendar.month_day,
    "day_month_short": calendar.day_month_short,
    "clock_time": calendar.clock_time,
    "weekday": calendar.weekday_name,
}


class Engine(JinjaTemplateEngine):
    """Jinja with `shell` taken from the request."""

    def render(self, template: JinjaTemplate, context: Mapping[str, Any]) -> str:
        """Render with the frame's data."""
        request = context["request"]
        return str(template.render({"shell": request.scope.get("shell"), **context}))


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
