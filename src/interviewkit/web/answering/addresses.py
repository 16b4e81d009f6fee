"""Addresses within the workspace, whatever names stand in them."""

from __future__ import annotations

from urllib.parse import quote, urlencode


def write_address(path: str, **asked: str) -> str:
    """A path and what is asked of it, as a browser takes it."""
    query = urlencode(asked, quote_via=quote)
    return quote(path, safe="/") + (f"?{query}" if query else "")
