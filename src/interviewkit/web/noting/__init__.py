"""Memos, and what they are about."""
