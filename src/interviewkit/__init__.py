"""interviewkit: from interview transcripts and a survey to a theme report.

>>> from interviewkit import Study
>>> study = Study.open("my-study")        # doctest: +SKIP
>>> study.run()                           # doctest: +SKIP
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("interviewkit")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+unknown"

__all__ = ["Study", "__version__"]


def __getattr__(name: str) -> object:
    """``Study`` on first use, so that ``--version`` and ``--help`` stay light."""
    if name == "Study":
        from interviewkit.study import Study

        return Study
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
