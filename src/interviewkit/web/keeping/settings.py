"""The page of the settings: study.toml as a text, checked while one writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from starlette.responses import Response

from interviewkit.model.settings_check import SettingsCheck
from interviewkit.study.files import check_settings_file, read_settings_file, write_settings_file
from interviewkit.web.answering.told import Told
from interviewkit.web.answering.visit import Visit, act, page


def show_settings(visit: Visit) -> Response:
    """The text as it stands, whether it can be used or not."""
    root = visit.workspace.root
    text, before = read_settings_file(root)
    check = check_settings_file(root, text)
    return visit.show("settings.html.jinja", text=text, before=before, check=check)


def check_settings(visit: Visit, told: Told) -> Mapping[str, Any]:
    """What a text would mean; nothing is written."""
    return build_check(check_settings_file(visit.workspace.root, told.text("text", most=1_000_000)))


def write_settings(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Write the text, if it holds and nobody changed the file meanwhile."""
    text, before = told.text("text", most=1_000_000), told.text("before", most=100)
    return {"before": write_settings_file(visit.workspace.root, text, before=before)}


def build_check(check: SettingsCheck) -> Mapping[str, Any]:
    """A check as the page's script reads it."""
    return {"is_valid": check.is_valid, **asdict(check)}


ROUTES = (
    page("/settings", show_settings),
    act("/api/settings", write_settings),
    act("/api/settings/check", check_settings),
)
