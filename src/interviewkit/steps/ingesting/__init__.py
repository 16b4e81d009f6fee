"""Files become transcripts, turns and people."""
