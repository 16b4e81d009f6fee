"""Finding passages again: which places answer a question, and words in their context."""
