"""Holding documents against the study: what they say of it, and what people said."""
