"""The report as slides: one finding on each."""
