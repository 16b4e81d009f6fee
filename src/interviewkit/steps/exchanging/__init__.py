"""Codings in and out."""
