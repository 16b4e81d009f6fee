"""The language models: finding them, cutting text, making vectors."""
