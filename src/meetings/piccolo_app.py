"""The tables of `meetings`, for migrations."""

from core.migration_folders import app_config

APP_CONFIG = app_config("meetings")
