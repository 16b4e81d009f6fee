"""Themes held against segments, waves and answers."""
