"""Where the machine may decide alone, and what is left to people."""
