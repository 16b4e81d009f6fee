"""What a language model is asked about passages, and what may be believed of its answers."""
