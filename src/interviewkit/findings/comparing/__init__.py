"""The one comparison of people: by segment, wave and variable."""
