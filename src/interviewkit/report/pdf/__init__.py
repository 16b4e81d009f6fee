"""The report as a PDF, printed from its page."""
