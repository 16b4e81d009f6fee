"""Figures that stay right although the machine errs."""
