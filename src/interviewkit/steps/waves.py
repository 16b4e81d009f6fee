"""The order of a study's waves, as study.toml, dates or names tell it."""

from __future__ import annotations

from collections.abc import Iterable

from interviewkit.model import Transcript
from interviewkit.model.grouping import group_lists
from interviewkit.model.waves import WaveOrder, order_waves
from interviewkit.steps.site import Site


def order_study_waves(
    site: Site, transcripts: Iterable[Transcript], also: Iterable[str] = ()
) -> WaveOrder:
    """The waves of the transcripts, and of those that the survey knows ``also``, in order."""
    dates = collect_dates(transcripts)
    return order_waves((*dates, *also), site.settings.transcripts.waves, dates)


def collect_dates(transcripts: Iterable[Transcript]) -> dict[str, list[str]]:
    """Wave → the dates of its conversations, empty where they have none."""
    return group_lists((each.wave, each.date) for each in transcripts if each.wave)
