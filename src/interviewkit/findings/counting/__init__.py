"""How many people said what, and which codings stand."""
