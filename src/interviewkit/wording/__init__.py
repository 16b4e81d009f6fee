"""How numbers are written, and sentences about them."""
