"""Which survey tool wrote a table, and what its first and last rows mean."""
