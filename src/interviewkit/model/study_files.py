"""What the files of a study are called that make its folder one."""

from __future__ import annotations

SETTINGS_FILE = "study.toml"
"""What belongs to the study; a folder with it is one."""

DATABASE_FILE = "study.db"
"""What was done."""

PRIVATE_FOLDER = ".interviewkit"
"""What nobody else needs: locks, notes of a running workspace, a list of files written."""
