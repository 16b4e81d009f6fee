"""The study itself: what is here, what is next, its settings, files that are brought."""
