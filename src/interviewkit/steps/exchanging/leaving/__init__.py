"""``export FILE``: the study leaves in the format that the name of the file tells."""
