"""How well a machine foresees people, and where it may code alone."""
