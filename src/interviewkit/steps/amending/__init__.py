"""Changing the codebook: the file, what people coded by it, and the way back."""
