"""What people judged, as words that a code may say: chosen here, taken by a person."""
