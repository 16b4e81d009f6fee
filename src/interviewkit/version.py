"""The version that is installed: a coder's version, and part of every run's record."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("interviewkit")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+unknown"
