"""The survey and its figures, as described tables."""
