"""A transcript is read and coded, its typos are mended."""
