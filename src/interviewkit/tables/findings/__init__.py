"""What was found, as described tables: a file a kind of result."""
