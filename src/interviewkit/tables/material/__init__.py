"""What a study holds, as described tables."""
