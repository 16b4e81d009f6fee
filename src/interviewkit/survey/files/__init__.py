"""A survey file as cells, whatever wrote it."""
