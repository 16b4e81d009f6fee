"""What was found becomes a page, a joint display, a file."""
