"""Where real data lies that is not part of the project."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent


def shared_folder() -> Path:
    """The folder that ``INTERVIEWKIT_SHARED`` names, else the one beside the project."""
    return Path(os.environ.get("INTERVIEWKIT_SHARED", ROOT.parent / "shared" / "data"))
