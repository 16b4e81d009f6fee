"""The shelves: everything that SQL touches."""
