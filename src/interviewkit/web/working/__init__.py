"""Long work beside the pages, in a process of its own."""
