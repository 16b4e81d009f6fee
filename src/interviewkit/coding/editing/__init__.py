"""Changing a codebook's file and leaving everything else in it as its author wrote it."""
