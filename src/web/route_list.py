"""Every page of the house with the permission it names: for `entaku routes` and docs/generated/routes.md."""

from dataclasses import asdict, dataclass

from access.permissions.model import Permission
from access.permissions.rules import OPT_KEY
from web.application import application


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One address with its methods; `permission` None would be closed to everybody (`web.guards`)."""

    path: str
    methods: tuple[str, ...]
    permission: Permission | None


def routes() -> list[Route]:
    """Every route by path, as the running application has it."""
    found: list[Route] = []
    for route in application().routes:
        for handler in getattr(route, "route_handlers", None) or [getattr(route, "route_handler", None)]:
            if handler is None or handler.handler_name == "options_handler":
                continue
            methods = tuple(sorted(getattr(handler, "http_methods", {"*"})))
            found.append(Route(path=route.path, methods=methods, permission=handler.opt.get(OPT_KEY)))
    return sorted(found, key=lambda route: (route.path, route.methods))


def routes_as_json() -> list[dict[str, object]]:
    """The routes as plain values, the permission by its word."""
    return [asdict(route) | {"permission": route.permission.value if route.permission else None} for route in routes()]
