"""What a topic model finds before anyone names it."""
