"""A project of another tool comes into the study as one act."""
