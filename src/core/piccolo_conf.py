"""Where Piccolo finds the engine and the packages that own tables."""

from piccolo.conf.apps import AppRegistry

from core.database import DB

APP_REGISTRY = AppRegistry(
    apps=["core.piccolo_app", "access.piccolo_app", "network.piccolo_app", "meetings.piccolo_app"]
)

__all__ = ["APP_REGISTRY", "DB"]
