"""Language models behind an HTTP endpoint: the only room that opens a connection."""
