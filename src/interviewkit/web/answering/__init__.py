"""One request and its answer, for every page alike."""
