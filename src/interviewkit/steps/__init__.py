"""The verbs: the only place where shelves and workrooms meet."""
