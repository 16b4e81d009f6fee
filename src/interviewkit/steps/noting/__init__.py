"""People write memos on what they read, on codes and people, and on what was found."""
