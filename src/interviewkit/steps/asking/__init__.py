"""Asking a language model: what may be sent, what came back, and what is kept of both."""
