"""Who speaks, and of what."""
