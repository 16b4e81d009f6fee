"""Projects of other tools: which tool a file is of, and where its selections stand."""
