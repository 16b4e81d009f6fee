"""How far coders agree, and on what."""
