"""Where a step works: the folder, its settings, its store, and who is told how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from interviewkit.model import Progress, silent
from interviewkit.model.consent import Consent, refuse
from interviewkit.model.settings import Settings
from interviewkit.store.database import Store


@dataclass(frozen=True, slots=True)
class Site:
    root: Path
    settings: Settings
    store: Store
    progress: Progress = silent
    consent: Consent = refuse
