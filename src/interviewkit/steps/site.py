"""Where a step works: the folder, its settings, its store, and who is told how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from interviewkit.model import Progress, show_no_progress
from interviewkit.model.progress import Consent, refuse_question
from interviewkit.model.settings import Settings
from interviewkit.store.database import Store


@dataclass(frozen=True, slots=True)
class Site:
    root: Path
    settings: Settings
    store: Store
    progress: Progress = show_no_progress
    consent: Consent = refuse_question
