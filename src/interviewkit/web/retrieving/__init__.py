"""Passages are found again."""
