"""Codebooks and the coders that apply them."""
