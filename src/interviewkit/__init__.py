"""interviewkit: from interview transcripts and a survey to a theme report.

>>> from interviewkit import Study
>>> study = Study.open("my-study")        # doctest: +SKIP
>>> study.run()                           # doctest: +SKIP
"""

from __future__ import annotations

__all__ = ["Study", "__version__"]


def __getattr__(name: str) -> object:
    """Both on first use, so that ``--help`` stays light."""
    if name == "Study":
        from interviewkit.study import Study

        return Study
    if name == "__version__":
        from interviewkit.version import __version__

        return __version__
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
