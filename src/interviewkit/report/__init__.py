"""From findings to a page: described first, drawn last."""
