"""What was found, and the report."""
