"""The one door through which files leave, and what it minds."""
