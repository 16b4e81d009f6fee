"""Figures under the survey's design, with their errors."""
