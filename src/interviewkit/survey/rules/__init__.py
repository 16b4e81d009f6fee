"""The safe rule language, and what is made with it: segments, derived variables, scales."""
