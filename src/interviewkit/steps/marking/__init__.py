"""What a coder does with any passage, and how a transcript lies before them."""
