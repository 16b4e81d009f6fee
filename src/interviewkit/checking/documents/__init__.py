"""Documents of any kind, read as pieces of text with their places."""
