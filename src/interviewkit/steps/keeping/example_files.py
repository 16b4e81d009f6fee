"""What of this project's own folder is its example study.

``setup.py`` reads this list too, by itself: it stands without any import of the package.
"""

FOLDER = "example"
"""Where these lie in an installed package, below ``interviewkit``."""

EXAMPLE = (
    "transcripts",
    "codebooks",
    "codings",
    "report",
    "surveys/survey.csv",
    "study.toml",
)
"""Files and folders below the project. ``study.toml`` comes last: with it a folder is a study."""
