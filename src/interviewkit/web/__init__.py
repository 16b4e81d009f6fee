"""The face in the browser: one file a page, each thin; what it does, Study does."""
