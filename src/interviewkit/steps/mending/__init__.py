"""People mend what a transcript says, and who said it."""
