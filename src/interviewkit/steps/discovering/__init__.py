"""What people make of the topics that a model found."""
