"""Codings in and out, for other tools and other people."""
