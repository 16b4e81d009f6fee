"""One column, or one question, read into typed answers."""
