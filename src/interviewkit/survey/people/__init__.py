"""Respondents and the people of the conversations."""
